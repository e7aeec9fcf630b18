"""An address once public keeps leading to its object; a draft's never did."""

import re

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from reversion.models import Version

from content.models import Redirect
from news.models import Post
from tests.admin_forms import errors, form_data, sign_in, url
from tests.builders import (
    LONG_AGO,
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


# --- In the admin, in both of its languages


@pytest.fixture(params=["fr", "en"])
def admin_in(request, client):
    """A function that saves a form in the admin, which speaks French or English."""
    sign_in(client)
    headers = {"accept-language": request.param}

    def save(item_or_model, **typed):
        item = item_or_model if isinstance(item_or_model, Post) else None
        address = url(Post, "change", item.pk) if item else url(Post, "add")
        data = form_data(client.get(address, headers=headers)) | typed
        response = client.post(address, data, headers=headers)
        if response.status_code == 302 and item:
            item.refresh_from_db()
        return response

    return save


ONLINE = {
    f"publish_at_{language}_{part}": value
    for language in ("fr", "en")
    for part, value in enumerate(["2020-01-01", "00:00:00"])
}


def test_the_same_slug_stands_in_both_languages(client, admin_in):
    response = admin_in(Post, title_fr="Forum", title_en="Forum", **ONLINE)

    assert response.status_code == 302, errors(response)
    post = Post.objects.get()
    assert (post.slug_fr, post.slug_en) == ("forum", "forum")
    for path in ("/fr/actualites/forum/", "/en/news/forum/"):
        assert client.get(path).status_code == 200


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_slug_taken_in_one_language_is_refused_in_words(admin_in, language):
    make_post("Forum", "Meeting")
    mine = make_post("Réunion", "Gathering")
    slugs = {"slug_fr": mine.slug_fr, "slug_en": mine.slug_en}
    taken = {"fr": "forum", "en": "meeting"}[language]

    refused = admin_in(mine, **slugs | {f"slug_{language}": taken})

    assert refused.status_code == 200
    assert "Forum" in errors(refused) or "Meeting" in errors(refused)
    assert form_data(refused)[f"slug_{language}"] == taken
    assert admin_in(mine, **slugs | {f"slug_{language}": f"{taken}-2"}).status_code == 302


def test_a_slug_freed_is_taken_again(client, admin_in):
    first = make_post("Un", "One")
    assert admin_in(first, slug_fr="deux").status_code == 302
    response = admin_in(
        Post, title_fr="Un", title_en="", **ONLINE | {"publish_at_en_0": "", "publish_at_en_1": ""}
    )
    assert response.status_code == 302, errors(response)

    second = Post.objects.exclude(pk=first.pk).get()
    assert client.get("/fr/actualites/un/").context["object"] == second
    assert client.get("/fr/actualites/deux/").context["object"] == first


def test_a_chain_of_three_changes_leads_straight_and_shows_in_the_form(client, admin_in):
    post = make_post("Un", "One")
    for slug in ("deux", "trois", "quatre"):
        assert admin_in(post, slug_fr=slug).status_code == 302

    for slug in ("un", "deux", "trois"):
        response = client.get(f"/fr/actualites/{slug}/")
        assert (response.status_code, response.url) == (301, "/fr/actualites/quatre/")
    page = BeautifulSoup(client.get(url(Post, "change", post.pk)).content, "html.parser")
    french, english = page.select(".addresses dd")
    former = [item.get_text() for item in french.select("li")]
    assert former == [f"/fr/actualites/{slug}/" for slug in ("deux", "trois", "un")]
    assert french.a["href"] == "/fr/actualites/quatre/"
    assert "/fr/" not in english.get_text()


def test_either_language_may_be_the_first_the_only_or_the_later_one(client, admin_in):
    for first, later in (("fr", "en"), ("en", "fr")):
        only = {f"publish_at_{later}_0": "", f"publish_at_{later}_1": ""}
        typed = {f"title_{first}": f"Titre {first}"} | ONLINE | only
        assert admin_in(Post, **typed).status_code == 302
        post = Post.objects.latest("pk")
        assert (post.languages(), getattr(post, f"slug_{later}")) == ([first], None)
        whole = {"title_fr": "Titre fr", "title_en": "Titre en"} | ONLINE
        response = admin_in(post, **whole)
        assert response.status_code == 302, errors(response)
        assert post.languages() == ["fr", "en"]
        post.delete()


# --- What a withdrawn, a deleted and a recovered page's addresses do


def test_an_address_once_public_is_kept_though_it_changes_while_withdrawn(client):
    post = make_post("Un", "", slug_fr="un")
    post.publish_at_fr = None
    post.save()
    assert client.get("/fr/actualites/un/").status_code == 404
    post.slug_fr = "deux"
    post.save()
    post.publish_at_fr = LONG_AGO
    post.save()

    assert client.get("/fr/actualites/un/").url == "/fr/actualites/deux/"
    assert client.get("/fr/actualites/deux/").status_code == 200
    assert not Redirect.objects.filter(old_path="/fr/actualites/deux/").exists()


def test_a_deleted_page_answers_nowhere_and_a_recovered_one_everywhere_again(client):
    sign_in(client)
    post = make_post("Un", "One")
    post.slug_fr = "deux"
    post.save()
    key = post.pk
    client.post(url(Post, "delete", key), {"post": "yes"})
    for path in ("/fr/actualites/un/", "/fr/actualites/deux/", "/en/news/one/"):
        assert client.get(path).status_code == 404

    version = Version.objects.get_deleted(Post).get()
    address = url(Post, "recover", version.pk)
    response = client.post(address, form_data(client.get(address)))

    assert response.status_code == 302, errors(response)
    assert Post.objects.get().pk == key
    assert client.get("/fr/actualites/un/").url == "/fr/actualites/deux/"
    for path in ("/fr/actualites/deux/", "/en/news/one/"):
        assert client.get(path).status_code == 200


def test_no_address_of_what_is_published_holds_a_date():
    for make in (make_post, make_event, make_page):
        for path in make().addresses().values():
            assert not re.search(r"\d{4}", path)
