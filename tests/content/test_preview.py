"""Staff look at a page at a moment of their choice; visitors never do."""

from datetime import UTC, datetime, timedelta
from urllib.parse import quote

import pytest

from news.models import Post
from tests.admin_forms import sign_in, url
from tests.builders import make_event, make_page, make_post

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 12, 1, 11, tzinfo=UTC)  # at noon in Brussels
HOUR = timedelta(hours=1)
MAKERS = {"post": make_post, "event": make_event, "page": make_page}


@pytest.fixture
def boss(client):
    return sign_in(client)


# --- The preview


def preview(client, item, **asked):
    address = url(type(item), "preview", item.pk)
    return client.get(address, asked, headers={"accept-language": "en"})


def test_the_preview_shows_the_public_page_of_a_language_at_a_moment(boss):
    event = make_event("Le forum", "The forum", publish_at_fr=NOON, publish_at_en=None)
    make_post("À paraître", "Later", event=event, publish_at_fr=NOON + HOUR)

    early = preview(boss, event, language="fr", at="2026-12-01T12:30").content.decode()
    late = preview(boss, event, language="fr", at="2026-12-01T13:00")

    assert "Le forum" in early
    assert "visitors see this page" in early
    assert "À paraître" not in early
    assert "À paraître" in late.content.decode()
    assert late["X-Robots-Tag"] == "noindex"
    assert 'content="noindex"' in early
    draft = preview(boss, event, language="en", at="2026-12-01T12:30").content.decode()
    assert "The forum" in draft
    assert "visitors see the other language here" in draft
    event.refresh_from_db()
    assert event.publish_at_en is None


@pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS)
def test_the_preview_opens_for_every_kind_in_either_language(boss, make):
    for fields in ({}, {"title_en": "", "publish_at_en": None}, {"publish_at_fr": None}):
        item = make(**fields)
        for language in ("fr", "en"):
            page = preview(boss, item, language=language)
            assert page.status_code == 200
            title = getattr(item, f"title_{language}") or item.title_fr
            assert title in page.content.decode()
        item.delete()


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"at": "2026-03-29T02:30"}, "does not exist"),
        ({"at": "2026-10-25T02:30"}, "comes twice"),
        ({"at": "never"}, "Enter a valid date/time"),
        ({"language": "de"}, "Select a valid choice"),
        ({"at": "0001-01-01T00:00"}, "Choose a year from 1900 to 2200"),
        ({"at": "0001-01-01T00:00+14:00"}, "Choose a year from 1900 to 2200"),
        ({"at": "9999-12-31T23:59"}, "Choose a year from 1900 to 2200"),
        ({"at": "9999-12-31T23:59-14:00", "language": "en"}, "Choose a year from 1900 to 2200"),
    ],
)
@pytest.mark.parametrize("make", [make_post, make_event])
def test_a_bad_moment_is_a_clean_preview(boss, asked, words, make):
    page = preview(boss, make(), **asked)

    assert page.status_code == 200
    assert words in page.content.decode()


def test_the_preview_is_for_those_who_may_see_the_form(client):
    post = make_post("Secret", "", publish_at_fr=None)
    address = url(Post, "preview", post.pk)
    refused = client.get(address)
    assert refused["Location"].startswith(f"/admin/login/?next={quote(address)}")
    sign_in(client, "secretariat")  # who may see news
    assert "Secret" in client.get(address).content.decode()
    user = client.get("/admin/").wsgi_request.user
    user.groups.clear()
    assert client.get(address).status_code == 403
