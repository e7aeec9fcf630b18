"""An address once public keeps leading to its object; a draft's never did."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from content.models import Redirect
from tests.builders import (
    make_event,
    make_network,
    make_organisation,
    make_page,
    make_post,
    make_strategy,
    make_theme,
)

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
    assert not Redirect.objects.filter(old_path__contains="/un/").exists()


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
    assert {redirect.language for redirect in Redirect.objects.all()} == {"fr", "en"}


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


def test_a_draft_that_takes_a_former_address_does_not_break_it(client):
    post = make_post("Alpha un", "Alpha one")
    post.slug_fr = "alpha-deux"
    post.save()
    make_post("Alpha un", "", publish_at_fr=None)

    assert client.get("/fr/actualites/alpha-un/").url == "/fr/actualites/alpha-deux/"


def test_the_address_a_page_lent_to_the_other_language_keeps_working(client):
    post = make_post("Delta", "Delta in English", publish_at_en=None)
    assert client.get("/en/news/delta/").status_code == 200
    post.publish_at_en = post.publish_at_fr
    post.save()
    post.slug_fr = "delta-deux"
    post.save()

    assert client.get("/en/news/delta/").url == "/en/news/delta-in-english/"


def test_a_redirect_leads_only_to_public_pages(client):
    theme, draft = make_theme(), make_post("Secret", "", publish_at_fr=None)
    for target in (theme, draft):
        Redirect.objects.leave(target, "fr", "/fr/actualites/zz/")
        assert client.get("/fr/actualites/zz/").status_code == 404
    with pytest.raises(ValidationError):
        Redirect(language="fr", old_path="/fr/x/", content_type_id=1, object_id=0).full_clean()


@pytest.mark.parametrize(
    ("fields", "accepted"),
    [
        ({"slug_fr": "membres"}, False),
        ({"slug_en": "members"}, False),
        ({"slug_fr": "news"}, False),
        ({"slug_fr": "about-us"}, True),
    ],
)
def test_a_page_does_not_take_the_address_of_a_section(fields, accepted):
    page = make_page(**fields)
    if accepted:
        page.full_clean()
        return
    with pytest.raises(ValidationError):
        page.full_clean()


def test_two_articles_do_not_share_an_address_across_languages():
    make_post("Gamma", "")
    other = make_post("Autre", "Other")
    other.full_clean()
    other.slug_en = "gamma"

    with pytest.raises(ValidationError):
        other.full_clean()


@pytest.mark.parametrize("year", [1, 9999])
def test_an_event_beyond_all_calendars_is_refused(year):
    event = make_event()
    event.full_clean()
    event.start = event.start.replace(year=year)
    event.end = event.end.replace(year=9999)

    with pytest.raises(ValidationError):
        event.full_clean()


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
