"""The queue of translations: all that waits, oldest first, for those who may change it."""

from datetime import UTC, datetime

import pytest
import reversion
import time_machine
from bs4 import BeautifulSoup

from content.models import SearchEntry, Theme
from news.models import Post
from tests.admin_forms import sign_in
from tests.builders import (
    make_event,
    make_membership,
    make_network,
    make_organisation,
    make_post,
    make_strategy,
    make_theme,
)

from .test_translation_admin import STALE, UP_TO_DATE, edited, kept, states

pytestmark = pytest.mark.django_db

QUEUE = "/admin/translations/"
ENGLISH = {"accept-language": "en"}


@pytest.fixture(params=["editors", "translators"])
def writer(client, request):
    return sign_in(client, request.param)


def rows(client, query="", headers=ENGLISH):
    """Return (name, kind · language, state) of each row."""
    page = client.get(f"{QUEUE}{query}", headers=headers)
    assert page.status_code == 200
    items = BeautifulSoup(page.content, "lxml").select(".queue > li")
    return [
        tuple(part.get_text(strip=True) for part in item.select("a, .queue-item span, .is-stale"))
        for item in items
    ]


def test_what_is_missing_unfinished_or_out_of_date_waits_and_nothing_else(writer):
    make_post()
    make_post("Français", "")
    make_event("", "English")
    make_theme(slug="none", name_fr="", name_en="")
    edited(make_theme(), name_fr="Transports")
    make_strategy(workstreams=1)

    found = [row[:2] for row in rows(writer)]

    assert set(found) == {
        ("Français", "Post · English"),
        ("English", "Event · French"),
        ("Mobility", "Theme · English"),
        ("The project", "Strategy · English"),
    }


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?language=fr", {"Only English"}),
        ("?language=en", {"Que du français", "Mobilité"}),
        ("?kind=content.theme", {"Mobilité"}),
        ("?kind=content.theme&language=fr", set()),
        ("?kind=auth.user&language=de&page=x", {"Only English", "Que du français", "Mobilité"}),
    ],
)
def test_the_queue_is_narrowed_by_language_and_kind(writer, query, expected):
    make_post("", "Only English")
    make_post("Que du français", "")
    make_theme(name_en="")

    assert {row[0] for row in rows(writer, query)} == expected


def test_the_oldest_comes_first_and_the_undated_before_it(writer):
    for day, title in ((3, "Troisième"), (1, "Première"), (2, "Deuxième")):
        with time_machine.travel(datetime(2026, 5, day, tzinfo=UTC)):
            kept(make_post, title, "")
    make_post("Sans date", "")

    titles = [row[0] for row in rows(writer)]

    assert titles == ["Sans date", "Première", "Deuxième", "Troisième"]


def test_each_sees_what_they_may_change(client):
    make_theme(name_en="")
    make_network(name_en="")
    make_organisation("Lille", "")

    sign_in(client, "secretariat")
    assert {row[1] for row in rows(client)} == {"Network · English", "Organisation · English"}
    client.logout()
    sign_in(client, "editors")
    assert {row[1] for row in rows(client)} == {"Theme · English", "Organisation · English"}
    client.logout()
    assert client.get(QUEUE).status_code == 302


def form_of(client, item):
    page = client.get(QUEUE)
    form = BeautifulSoup(page.content, "lxml").select_one(".queue form")
    return form["action"], {field["name"]: field["value"] for field in form.select("[name]")}


def test_still_correct_from_the_queue(writer):
    post = edited(kept(make_post), title_fr="Autre")
    address, data = form_of(writer, post)

    response = writer.post(address, data)

    assert (response.status_code, response.url) == (302, QUEUE)
    assert states(post) == (UP_TO_DATE, UP_TO_DATE)
    assert rows(writer) == []


def test_still_correct_is_refused_if_the_text_changed_since_it_was_seen(writer):
    post = edited(kept(make_post), title_fr="Autre")
    address, data = form_of(writer, post)
    edited(post, title_fr="Tout autre chose")

    response = writer.post(address, data, headers=ENGLISH, follow=True)

    assert "was changed since you saw it" in response.content.decode()
    assert states(post) == (UP_TO_DATE, STALE)


def test_the_way_back_never_leaves_the_site(writer):
    post = edited(kept(make_post), title_fr="Autre")
    address, data = form_of(writer, post)

    response = writer.post(address, data | {"next": "https://example.org/"})

    assert response.url.startswith("/admin/news/post/")


def test_the_first_page_counts_what_waits(writer):
    assert "translations/?" not in writer.get("/admin/").content.decode()
    make_post("Que du français", "")
    make_post("Et encore", "")

    page = BeautifulSoup(writer.get("/admin/", headers=ENGLISH).content, "lxml")
    link = page.select_one(".waiting-translations dd a")

    assert link.get_text() == "English: 2"
    assert len(rows(writer, link["href"].partition("translations/")[2])) == 2


@pytest.mark.parametrize("size", [2, 60])
def test_the_queue_and_the_first_page_cost_the_same_at_any_size(
    client, django_assert_max_num_queries, size
):
    sign_in(client)
    with SearchEntry.objects.refreshed_at_the_end():
        for n in range(size):
            make_strategy(make_organisation(f"Ville {n}", ""), workstreams=1)
            other = make_organisation(f"Autre {n}")
            make_membership(other, section_fr="Fondateurs", status="member")
    with django_assert_max_num_queries(50):
        assert len(rows(client)) == min(50, 3 * size)
    with django_assert_max_num_queries(30):
        assert client.get("/admin/").status_code == 200


def test_a_long_queue_has_pages(client):
    sign_in(client)
    Theme.objects.bulk_create(Theme(slug=f"t{n}", name_fr=f"Thème {n}") for n in range(60))

    first, second = rows(client), rows(client, "?page=2")

    assert (len(first), len(second)) == (50, 10)
    assert len({row[0] for row in first + second}) == 60


def test_what_was_deleted_waits_no_more(writer):
    with reversion.create_revision():
        post = make_post("Que du français", "")
    assert len(rows(writer)) == 1
    Post.objects.filter(pk=post.pk).delete()
    assert rows(writer) == []
