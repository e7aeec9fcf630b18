"""The form tells where each language stands and will stand; its buttons move one language alone."""

from datetime import UTC, datetime, timedelta

import pytest
import reversion
import time_machine
from bs4 import BeautifulSoup
from django.contrib.admin.models import LogEntry
from reversion.models import Version

from content.models import Page, PublicationState
from news.models import Event, Post
from tests.admin_forms import errors, form_data, sign_in, url
from tests.builders import LONG_AGO, make_event, make_page, make_post

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 12, 1, 11, tzinfo=UTC)  # at noon in Brussels
HOUR = timedelta(hours=1)
MAKERS = {"post": make_post, "event": make_event, "page": make_page}


# --- What the form tells


def panel(client, item, language="en") -> str:
    page = client.get(url(type(item), "change", item.pk), headers={"accept-language": language})
    soup = BeautifulSoup(page.content, "lxml")
    return " ".join(soup.select_one(".publication").get_text(" ").split())


@pytest.fixture
def boss(client):
    return sign_in(client)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "en",
            ["Online in 2 h 10, on 1 December 2026, 12:00", "Europe/Brussels, UTC+1", "Draft"],
        ),
        ("fr", ["En ligne dans 2 h 10, le 1er décembre 2026 à 12 h", "Brouillon", "UTC+1"]),
    ],
)
def test_the_form_says_the_state_the_zone_and_the_time_left(boss, language, words):
    post = make_post(publish_at_fr=NOON, publish_at_en=None)
    with time_machine.travel(NOON - 2 * HOUR - timedelta(minutes=10), tick=False):
        said = panel(boss, post, language).replace("\N{NO-BREAK SPACE}", " ")

    assert [word for word in words if word not in said] == []


def test_the_form_says_what_each_language_shows_at_each_moment_to_come():
    post = make_post(publish_at_fr=NOON, expire_at_fr=NOON + 2 * HOUR, publish_at_en=NOON + HOUR)

    points = post.turning_points(NOON - HOUR)
    pages = [post.pages_at(at) for at in (NOON - HOUR, *points)]

    assert points == [NOON, NOON + HOUR, NOON + 2 * HOUR]
    assert pages == [
        {"fr": None, "en": None},
        {"fr": "fr", "en": "fr"},
        {"fr": "fr", "en": "en"},
        {"fr": "en", "en": "en"},
    ]


def test_the_form_tells_live_and_expired_apart(boss):
    page = make_page(expire_at_fr=NOON, expire_at_en=NOON + 3 * HOUR)
    with time_machine.travel(NOON + HOUR, tick=False):
        said = panel(boss, page)

    assert "Expired since 1 December 2026, 12:00" in said
    assert "until 1 December 2026, 15:00 (2 h left)" in said
    assert "its page in English, with a notice" in said


# --- Buttons


def press(client, item, button, language, **typed):
    form = client.get(url(type(item), "change", item.pk))
    data = form_data(form) | typed | {button: language}
    return client.post(url(type(item), "change", item.pk), data, follow=True)


@pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS)
@pytest.mark.parametrize(("language", "other"), [("fr", "en"), ("en", "fr")])
def test_a_button_publishes_or_withdraws_one_language_and_writes_history(
    client, make, language, other
):
    item = make(publish_at_fr=None, publish_at_en=None)
    sign_in(client, "editors")
    with time_machine.travel(NOON, tick=False):
        assert press(client, item, "_publish", language).status_code == 200
        item.refresh_from_db()
        assert item.is_visible(language)
        assert item.publication_state(other) == PublicationState.DRAFT
        assert Version.objects.get_for_object(item).count() == 1
        assert client.get(item.addresses()[language]).status_code == 200
    with time_machine.travel(NOON + HOUR, tick=False):
        press(client, item, "_withdraw", language)
        item.refresh_from_db()
        assert item.publication_state(language) == PublicationState.EXPIRED
        assert item.publication_state(other) == PublicationState.DRAFT
        assert client.get(item.addresses()[language]).status_code == 410
    assert Version.objects.get_for_object(item).count() == 2
    entry = LogEntry.objects.filter(object_id=item.pk).latest("pk")
    assert "online" in entry.get_change_message().lower() or "ligne" in entry.get_change_message()


def test_publishing_saves_what_was_typed_and_withdrawing_a_scheduled_language_makes_it_a_draft(
    boss,
):
    post = make_post(publish_at_fr=None, publish_at_en=NOON + 500 * HOUR)
    with time_machine.travel(NOON, tick=False):
        press(boss, post, "_publish", "fr", title_fr="Un autre titre")
        press(boss, post, "_withdraw", "en")
    post.refresh_from_db()

    assert (post.title_fr, post.publish_at_fr) == ("Un autre titre", NOON)
    assert (post.publish_at_en, post.expire_at_en) == (None, None)


def test_publishing_again_forgets_an_end_that_is_past(boss):
    post = make_post(expire_at_fr=NOON - HOUR)
    with time_machine.travel(NOON, tick=False):
        press(boss, post, "_publish", "fr")
        post.refresh_from_db()
        assert post.is_visible("fr")
    assert post.expire_at_fr is None


def test_a_language_without_a_title_is_not_published_by_the_button_and_nothing_is_lost(boss):
    post = make_post("Titre", "", publish_at_fr=None)

    response = press(boss, post, "_publish", "en", summary_en="Already written")

    assert errors(response)
    assert "Already written" in response.content.decode()
    post.refresh_from_db()
    assert post.publish_at_en is None


@pytest.mark.parametrize("group", ["translators", "secretariat"])
def test_who_may_not_add_may_not_publish(client, group):
    post = make_post(publish_at_en=None)
    sign_in(client, group)
    page = client.get(url(Post, "change", post.pk))
    assert "_publish" not in page.content.decode()

    client.post(url(Post, "change", post.pk), form_data(page) | {"_publish": "en"})
    post.refresh_from_db()
    assert post.publish_at_en is None


def test_a_new_item_is_published_from_its_first_form_in_either_language(boss):
    for language in ("fr", "en"):
        data = form_data(boss.get(url(Page, "add")))
        data |= {f"title_{language}": f"Titre {language}", "_publish": language}
        response = boss.post(url(Page, "add"), data, follow=True)
        assert response.status_code == 200, errors(response)
    assert [page.languages() for page in Page.objects.order_by("pk")] == [["fr"], ["en"]]


@pytest.mark.parametrize("model", [Post, Event, Page])
def test_a_draft_has_a_title_in_at_least_one_language(boss, model):
    data = form_data(boss.get(url(model, "add")))
    data |= {"start_day": "2026-12-01"} if model is Event else {}
    for typed in ({}, {"title_fr": "  ", "summary_en": "No title yet"}):
        refused = boss.post(url(model, "add"), data | typed, headers={"accept-language": "en"})
        assert "Give it a title in at least one language" in errors(refused)
    assert not model.objects.exists()

    saved = boss.post(url(model, "add"), data | {"title_en": "A title"})
    assert saved.status_code == 302, errors(saved)


# --- Cost


@pytest.mark.parametrize("size", [2, 200])
@pytest.mark.parametrize("model", [Post, Event, Page])
def test_change_lists_cost_the_same_at_any_size(boss, model, size, django_assert_max_num_queries):
    rows = [
        model(
            title_fr=f"T{n}",
            title_en=f"T{n}",
            slug_fr=f"t{n}",
            slug_en=f"t{n}",
            publish_at_fr=LONG_AGO,
            **({"start": NOON, "end": NOON, "first_day": NOON.date()} if model is Event else {}),
        )
        for n in range(size)
    ]
    model.objects.bulk_create(rows)
    with django_assert_max_num_queries(12):
        assert boss.get(url(model)).status_code == 200


def test_the_form_is_reverted_and_recovered_without_buttons(boss):
    with reversion.create_revision():
        post = make_post()
    version = Version.objects.get_for_object(post).get()

    page = boss.get(url(Post, "revision", post.pk, version.pk))

    assert page.status_code == 200
    assert "_withdraw" not in page.content.decode()
    assert "_withdraw" in boss.get(url(Post, "change", post.pk)).content.decode()
