"""The calendar of the admin: every instant of publication and every event, nothing else."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from bs4 import BeautifulSoup

from news.models import Event, Post
from tests.admin_forms import sign_in, url
from tests.builders import make_event, make_page, make_post

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 12, 10, 11, tzinfo=UTC)
DAY = timedelta(days=1)
ADDRESS = "/admin/calendar/"


@pytest.fixture(autouse=True)
def _on_a_day_in_december():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def editor(client):
    return sign_in(client, "editors")


@pytest.fixture
def december():
    """A post, a page and an event with something in December 2026, and a draft with nothing."""
    make_post("Billet", "Post", publish_at_fr=NOW - 2 * DAY, publish_at_en=NOW + 5 * DAY)
    make_page("Page", "Sheet", publish_at_en=None, expire_at_fr=NOW + 9 * DAY)
    start = datetime(2026, 12, 15, 8, tzinfo=UTC)
    make_event("Forum", "Meeting", start=start, end=start + DAY)
    make_post("Brouillon", "Draft", publish_at_fr=None, publish_at_en=None)


def read(client, speaking="en", **asked):
    response = client.get(ADDRESS, asked, headers={"accept-language": speaking})
    assert response.status_code == 200
    return BeautifulSoup(response.content, "lxml").select_one("#content-main")


def entries(soup) -> list[str]:
    return [" ".join(item.get_text(" ").split()) for item in soup.select(".calendar-entry")]


def cells(soup) -> dict[str, list[str]]:
    """Return the entries of each day of a table by its date."""
    boxes = soup.select(".calendar-month td, .calendar-week tbody tr")
    days = ((box.select_one("time[datetime]"), entries(box)) for box in boxes)
    return {day["datetime"]: found for day, found in days if day and found}


def test_the_month_shows_each_instant_on_its_day_in_its_language(editor, december):
    found = cells(read(editor, view="month", month="2026-12"))

    assert found == {
        "2026-12-08": ["12:00 Billet Post · went online in French"],
        "2026-12-15": [
            "Meeting Event · takes place",
            "12:00 Post Post · goes online in English",
        ],
        "2026-12-16": ["Meeting Event · takes place"],
        "2026-12-19": ["12:00 Page Page · leaves the site in French"],
    }
    assert read(editor).select_one("caption").get_text() == "December 2026"


def test_the_week_and_the_list_show_the_same(editor, december):
    week = read(editor, view="week", week="2026-W51")
    listed = entries(read(editor, view="list", month="2026-12"))

    assert list(cells(week)) == ["2026-12-15", "2026-12-16", "2026-12-19"]
    assert week.select_one("caption").get_text() == "14–20 December 2026"
    assert len(listed) == 4
    assert listed[0].startswith("8 December 2026, 12:00 Billet")
    assert listed[1].startswith("15–16 December 2026 Meeting")


def test_the_calendar_speaks_french(editor, december):
    found = entries(read(editor, speaking="fr", month="2026-12"))

    assert "Page Page · quittera le site en français" in " ".join(found)
    assert read(editor, speaking="fr").select_one("caption").get_text() == "Décembre 2026"


def test_the_calendar_is_narrowed_to_a_language_and_a_kind(editor, december):
    def words(**asked):
        return " ".join(entries(read(editor, month="2026-12", **asked)))

    assert "in English" not in words(language="fr")
    assert "in French" in words(language="fr")
    assert "in French" not in words(language="en")
    assert words(kind="event") == "Meeting Event · takes place Meeting Event · takes place"
    assert "Meeting" not in words(kind="post")


def test_every_link_of_the_calendar_leads_somewhere(editor, december):
    soup = read(editor, view="month", month="2026-12", language="fr")
    found = {link["href"] for link in soup.select("a[href]")}

    assert "?view=month&month=2026-11&language=fr" in found
    assert "?view=month&month=2027-01&language=fr" in found
    assert "?view=week&week=2026-W50&language=fr" in found
    for address in found:
        path = address if address.startswith("/") else ADDRESS + address
        assert editor.get(path).status_code == 200, path


def test_a_publication_at_night_stands_on_the_day_of_the_site_s_clock(editor):
    make_post("Nuit", "", publish_at_fr=datetime(2026, 12, 31, 23, 30, tzinfo=UTC))
    late = datetime(2026, 12, 21, 22, tzinfo=UTC)
    make_event("Soir", "", start=late, end=late + timedelta(hours=1))  # until midnight

    assert list(cells(read(editor, month="2027-01"))) == ["2027-01-01"]
    assert list(cells(read(editor, month="2026-12"))) == ["2026-12-21"]


def test_the_nights_of_the_clock_change_have_their_day(editor):
    for month, day in ((3, 29), (10, 25)):
        make_post("Nuit", "", publish_at_fr=datetime(2026, month, day, 1, tzinfo=UTC))
        assert list(cells(read(editor, month=f"2026-{month:02}"))) == [f"2026-{month:02}-{day}"]


@pytest.mark.parametrize(
    "asked",
    [
        {"month": "2026-13"},
        {"month": "next"},
        {"month": "2026-12-01"},
        {"view": "week", "week": "2026-W60"},
        {"view": "week", "week": "0001-W01"},
        {"month": "9999-12"},
        {"view": "year"},
        {"language": "de"},
        {"kind": "theme"},
        {"month": "\0"},
    ],
)
def test_a_bad_parameter_is_a_clean_page_that_says_so(editor, asked):
    assert read(editor, **asked).select(".errorlist")
    assert not read(editor, month="2026-12", view="list", language="fr").select(".errorlist")


@pytest.mark.parametrize(
    "asked", [{"month": "1901-01"}, {"month": "2199-12"}, {"view": "week", "week": "2199-W52"}]
)
def test_the_calendar_ends_where_scheduling_does(editor, asked):
    assert not read(editor, **asked).select(".errorlist")


def test_the_calendar_shows_only_what_one_may_see(client, december):
    sign_in(client, "editors")
    assert entries(read(client, month="2026-12"))
    client.get("/admin/").wsgi_request.user.groups.clear()
    assert entries(read(client, month="2026-12")) == []
    client.logout()
    assert client.get(ADDRESS)["Location"].startswith("/admin/login/")


@pytest.mark.parametrize("size", [2, 200])
@pytest.mark.parametrize("view", ["month", "week", "list"])
def test_the_calendar_costs_the_same_at_any_size(editor, size, view, django_assert_max_num_queries):
    rows = [{"title_fr": f"T{n}", "slug_fr": f"t{n}", "publish_at_fr": NOW} for n in range(size)]
    Post.objects.bulk_create(Post(**row) for row in rows)
    when = {"start": NOW, "end": NOW, "first_day": NOW.date()}
    Event.objects.bulk_create(Event(**row, **when) for row in rows)
    with django_assert_max_num_queries(10):
        soup = read(editor, view=view)
    assert len(entries(soup)) == 3 * size


def test_the_dashboard_leads_to_the_calendar(editor):
    assert f'href="{ADDRESS}"' in editor.get("/admin/").content.decode()
    assert editor.get(url(Post)).status_code == 200
