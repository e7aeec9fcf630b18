"""Addresses as editors change them: in the admin, in both of its languages."""

import re

import pytest
from bs4 import BeautifulSoup
from reversion.models import Version

from content.models import Redirect
from news.models import Post
from tests.admin_forms import errors, form_data, sign_in, url
from tests.builders import LONG_AGO, make_event, make_page, make_post

pytestmark = pytest.mark.django_db


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
    page = BeautifulSoup(client.get(url(Post, "change", post.pk)).content, "lxml")
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
