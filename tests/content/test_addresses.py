"""An address once public keeps leading to its object; a draft's never did."""

import pytest
from django.db import IntegrityError, transaction

from content.models import Redirect
from tests.builders import make_network, make_organisation, make_page, make_post, make_strategy

pytestmark = pytest.mark.django_db


def test_a_slug_is_made_from_the_title_in_each_language():
    post = make_post("L’été à Lille", "Summer in Lille")

    assert (post.slug_fr, post.slug_en) == ("lete-a-lille", "summer-in-lille")


def test_a_title_taken_gets_the_next_free_number():
    slugs = [make_post("Forum", "Forum").slug_fr for _ in range(3)]

    assert slugs == ["forum", "forum-2", "forum-3"]


def test_the_same_slug_may_stand_in_two_languages_but_not_twice_in_one():
    make_post("Forum", "Meeting")
    other = make_post("Réunion", "Forum", slug_en="forum")
    assert (other.slug_fr, other.slug_en) == ("reunion", "forum")

    other.slug_fr = "forum"
    with pytest.raises(IntegrityError), transaction.atomic():
        other.save()


def test_three_changes_of_slug_all_lead_straight_to_the_last(client):
    post = make_post("Un", "One")
    for slug in ("deux", "trois", "quatre"):
        post.slug_fr = slug
        post.save()

    for slug in ("un", "deux", "trois"):
        response = client.get(f"/fr/actualites/{slug}/")
        assert (response.status_code, response.url) == (301, "/fr/actualites/quatre/")
    assert client.get("/fr/actualites/quatre/").status_code == 200
    assert client.get("/en/news/one/").status_code == 200


def test_an_address_taken_back_is_no_redirect_any_more(client):
    post = make_post("Un", "One")
    for slug in ("deux", "un"):
        post.slug_fr = slug
        post.save()

    assert client.get("/fr/actualites/un/").status_code == 200
    assert client.get("/fr/actualites/deux/").url == "/fr/actualites/un/"
    assert Redirect.objects.count() == 1


def test_a_freed_address_may_be_taken_by_another(client):
    first = make_post("Un", "One")
    first.slug_fr = "deux"
    first.save()
    second = make_post("Un", "Uno")

    assert second.slug_fr == "un"
    assert "Un" in client.get("/fr/actualites/un/").content.decode()
    assert client.get("/fr/actualites/un/").context["object"] == second


def test_the_address_of_a_draft_leaves_no_redirect():
    post = make_post(publish_at_fr=None, publish_at_en=None)
    post.slug_fr = "autre"
    post.save()
    assert not Redirect.objects.exists()

    online = make_post("En ligne", "Online")
    online.slug_fr = "autre-chose"
    online.save()
    assert Redirect.objects.get().language == "fr"


def test_the_address_of_a_draft_shows_in_no_language(client):
    make_post("En ligne", "Secret draft", publish_at_en=None)

    page = client.get("/fr/actualites/en-ligne/")
    twin = client.get(page.context["switch_url"])

    assert page.context["switch_url"] == "/en/news/en-ligne/"
    assert twin.status_code == 200
    assert "secret" not in (page.content + twin.content).decode().lower()


def test_an_address_that_depends_on_the_clock_is_redirected_for_the_time_being(client):
    post = make_post("En ligne", "Later", publish_at_en=None)
    assert client.get("/en/news/later/").status_code == 302

    post.publish_at_en = post.publish_at_fr
    post.save()
    assert client.get("/en/news/later/").status_code == 200
    assert client.get("/en/news/en-ligne/").url == "/en/news/later/"


def test_a_redirect_outlives_deletion_and_serves_the_return(client):
    post = make_post("Un", "One")
    post.slug_fr = "deux"
    post.save()
    key = post.pk
    post.delete()
    assert client.get("/fr/actualites/un/").status_code == 404

    make_post("Un", "One", pk=key, slug_fr="deux", slug_en="one")
    assert client.get("/fr/actualites/un/").url == "/fr/actualites/deux/"


@pytest.mark.parametrize("make", [make_organisation, make_network])
def test_an_object_with_one_slug_is_redirected_in_both_languages(client, make):
    item = make(slug="old")
    before = item.addresses()
    item.slug = "new"
    item.save()

    for language, path in before.items():
        assert client.get(path).url == item.addresses()[language]


def test_a_page_reached_by_the_other_language_slug_leads_to_its_own(client):
    make_page("À propos", "About")

    assert client.get("/fr/about/").url == "/fr/a-propos/"
    assert client.get("/en/a-propos/").url == "/en/about/"


def test_the_number_of_a_strategy_decides_and_its_words_follow(client):
    strategy = make_strategy(title_fr="Le socle", title_en="The base")

    wrong = client.get(f"/fr/strategies/{strategy.pk}-autre/")
    assert wrong.url == f"/fr/strategies/{strategy.pk}-le-socle/"
    assert client.get(wrong.url).status_code == 200
