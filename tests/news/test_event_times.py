"""Days and times of events: typed on the clock of the place, kept as instants."""

from datetime import UTC, date, datetime, time

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from reversion.models import Version

from news.models import Event, end_of_day, instant, start_of_day
from tests.admin_forms import errors, form_data, sign_in, url
from tests.builders import make_event, make_organisation, make_post

pytestmark = pytest.mark.django_db
BERLIN = "Europe/Berlin"


@pytest.fixture
def editor(client):
    return sign_in(client, "editors")


def add(client, language="en", **typed):
    """Send the form of a new event with what an editor typed."""
    path = url(Event, "add")
    data = form_data(client.get(path)) | {"title_fr": "Forum", "title_en": "Forum"} | typed
    return client.post(path, data, headers={"accept-language": language})


def change(client, event, **typed):
    path = url(Event, "change", event.pk)
    return client.post(path, form_data(client.get(path)) | typed)


def value(response, name):
    shown = form_data(response)[name]
    return shown[0] if isinstance(shown, list) else shown


def shown(client, path):
    main = BeautifulSoup(client.get(path).content, "lxml").main
    return " ".join(main.get_text(" ", strip=True).split()).replace(" ,", ",")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_times_are_those_of_the_place_in_both_languages(editor, language):
    response = add(
        editor,
        language,
        start_day="2027-07-01",
        start_time="09:30",
        end_time="17:00",
        zone="Europe/Athens",
    )

    assert response.status_code == 302, errors(response)
    event = Event.objects.get()
    assert event.start == datetime(2027, 7, 1, 6, 30, tzinfo=UTC)
    assert event.end == datetime(2027, 7, 1, 14, tzinfo=UTC)
    assert not event.all_day
    page = editor.get(url(Event, "change", event.pk))
    assert (value(page, "start_time"), value(page, "end_time")) == ("09:30", "17:00")
    assert value(page, "zone") == "Europe/Athens"


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ({"start_day": "2027-05-13"}, "13 May 2027"),
        ({"start_day": "2027-05-13", "end_day": "2027-05-14"}, "13–14 May 2027"),
        ({"start_day": "2026-12-31", "end_day": "2027-01-01"}, "31 December 2026 – 1 January 2027"),
    ],
)
def test_days_without_times_are_whole_days(editor, client, typed, days):
    add(editor, **typed, publish_at_en_0="2020-01-01", publish_at_en_1="00:00")

    event = Event.objects.get()
    assert event.all_day
    assert event.first_day == date.fromisoformat(typed["start_day"])
    assert event.last_day == date.fromisoformat(typed.get("end_day", typed["start_day"]))
    page = shown(client, "/en/events/forum/")
    assert days in page
    assert "time" not in page.split("Share")[0].split(days)[1][:30]


def test_an_event_over_midnight_has_its_last_day(editor):
    typed = {"start_day": "2027-05-13", "start_time": "20:00", "end_time": "02:00"}

    refused = add(editor, **typed)
    assert "ends before it starts" in errors(refused)
    assert value(refused, "start_time") == "20:00"

    assert add(editor, **typed, end_day="2027-05-14").status_code == 302
    assert Event.objects.get().local_end.date() == date(2027, 5, 14)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"start_day": "2027-03-28", "start_time": "02:30"}, "02:30 does not exist on that day"),
        ({"start_day": "2027-10-31", "start_time": "02:30"}, "02:30 comes twice on that day"),
        ({"start_day": "2027-10-31", "start_time": "10:00", "end_time": ""}, "Give both times"),
        ({"start_day": "2027-05-02", "end_day": "2027-05-01"}, "before the first"),
        ({"start_day": "0001-01-01"}, "1900 to 2200"),
        ({"start_day": "9999-12-31"}, "1900 to 2200"),
        ({"start_day": "2027-02-30"}, "valid date"),
        ({"start_day": "2027-05-02", "zone": "Mars/Base"}, "valid choice"),
        ({"start_day": "2027-05-02", "zone": "Factory"}, "valid choice"),
        ({"start_day": "2027-05-02", "edition": "0"}, "counted from 1"),
        ({}, "required"),
    ],
)
def test_what_no_clock_shows_is_explained_and_nothing_typed_is_lost(editor, typed, words):
    times = {"end_time": "23:00"} if typed.get("start_time") else {}
    response = add(editor, **{"summary_fr": "Déjà écrit", "zone": BERLIN, **times, **typed})

    assert response.status_code == 200
    assert words in errors(response)
    page = response.content.decode()
    assert all(text in page for text in ("Déjà écrit", typed.get("start_time", "")))
    assert not Event.objects.exists()


@pytest.mark.parametrize("clock", ["01:59", "03:00"])
def test_times_beside_the_change_of_clocks_are_taken(editor, clock):
    for day in ("2027-03-28", "2027-10-31"):
        response = add(editor, start_day=day, start_time=clock, end_time="12:00", zone=BERLIN)
        assert response.status_code == 302, errors(response)


def test_the_clock_of_the_place_decides_and_not_that_of_brussels(editor):
    typed = {"start_day": "2027-03-28", "start_time": "02:30", "end_time": "04:00"}

    assert "does not exist" in errors(add(editor, **typed, zone="Europe/Brussels"))
    assert add(editor, **typed, zone="America/New_York").status_code == 302


def test_instants_of_a_change_of_clocks():
    assert instant(date(2027, 3, 28), time(1, 59), BERLIN) == datetime(
        2027, 3, 28, 0, 59, tzinfo=UTC
    )
    for day in (date(2027, 3, 28), date(2027, 10, 31)):
        with pytest.raises(ValidationError):
            instant(day, time(2, 30), BERLIN)


def test_a_day_that_begins_at_one_o_clock_is_a_whole_day_all_the_same():
    day, zone = date(2026, 3, 29), "Asia/Beirut"  # midnight does not exist there on that day
    event = make_event(start=start_of_day(day, zone), end=end_of_day(day, zone), zone=zone)
    assert (event.first_day, event.last_day) == (day, day)

    eve = date(2026, 3, 28)
    event = make_event(start=start_of_day(eve, zone), end=end_of_day(eve, zone), zone=zone)
    assert (event.first_day, event.last_day) == (eve, eve)


def test_an_event_sent_back_untouched_keeps_its_instants(editor):
    twice = datetime(2027, 10, 31, 1, 30, tzinfo=UTC)  # the second 02:30 of that night in Berlin
    old = {"start": datetime(2023, 5, 12, 22, tzinfo=UTC), "all_day": True}
    events = [
        make_event(start=twice, end=twice, zone=BERLIN),
        make_event("Ancien", "Old", end=datetime(2023, 5, 14, 21, 59, tzinfo=UTC), **old),
        make_event(start=twice, end=twice.replace(second=12)),
    ]
    for event in events:
        before = (event.start, event.end, event.all_day, event.modified_at)
        assert change(editor, event).status_code == 302
        event.refresh_from_db()
        assert (event.start, event.end, event.all_day, event.modified_at) == before


def test_times_can_be_taken_away_and_given_back(editor):
    event = make_event()

    change(editor, event, start_time="", end_time="")
    event.refresh_from_db()
    assert event.all_day
    assert (event.first_day, event.last_day) == (date(2023, 4, 5), date(2023, 4, 7))

    change(editor, event, start_time="10:00", end_time="18:00")
    event.refresh_from_db()
    assert (event.start, event.end) == (
        datetime(2023, 4, 5, 8, tzinfo=UTC),
        datetime(2023, 4, 7, 16, tzinfo=UTC),
    )


def test_a_former_version_brings_its_times_back(client):
    sign_in(client)
    event = make_event()
    change(client, event, start_time="11:00")
    change(client, event, start_time="12:00")

    former = Version.objects.get_for_object(event).last()
    path = url(Event, "revision", event.pk, former.pk)
    assert client.post(path, form_data(client.get(path))).status_code == 302

    event.refresh_from_db()
    assert event.local_start.time() == time(11)


@pytest.mark.parametrize("group", ["translators", "secretariat"])
def test_who_may_not_set_the_times_reads_them(client, group):
    event = make_event(zone="Europe/Athens")
    sign_in(client, group)
    page = client.get(url(Event, "change", event.pk), headers={"accept-language": "en"})

    assert "5–7 April 2023" in page.content.decode()
    assert "start_day" not in form_data(page) if group == "translators" else True
    typed = {"title_en": "Translated", "start_day": "2030-01-01", "zone": BERLIN}
    response = change(client, event, **typed) if group == "translators" else None
    event.refresh_from_db()
    assert event.first_day == date(2023, 4, 5)
    if response:
        assert (response.status_code, event.title_en) == (302, "Translated")


def test_the_form_of_an_event_lists_its_posts_with_links(editor):
    event = make_event()
    post = make_post("Compte rendu", "Report", event=event)
    make_post("Sans rapport", "Unrelated")

    page = editor.get(url(Event, "change", event.pk)).content.decode()

    assert url(type(post), "change", post.pk) in page
    assert "Sans rapport" not in page
    assert f"{url(type(post), 'add')}?event={event.pk}" in page


def test_an_event_stands_at_its_own_place_else_at_its_hosts(client):
    lille = make_organisation("Lille", latitude="50.63", longitude="3.06")
    make_event("Chez nous", "At home", host=lille)
    make_event(
        "Ailleurs", "Away", host=lille, place_en="Brussels", latitude="50.85", longitude="4.35"
    )
    make_event("Nulle part", "Nowhere")

    for slug, label in (("at-home", "Lille"), ("away", "Brussels")):
        soup = BeautifulSoup(client.get(f"/en/events/{slug}/").content, "lxml")
        assert soup.select_one(".map text").get_text() == label
    assert "mlat=50.85" in client.get("/en/events/away/").content.decode()
    assert not BeautifulSoup(client.get("/en/events/nowhere/").content, "lxml").select(".map")


def test_an_event_without_a_place_has_no_empty_line_for_it_in_either_language(client):
    make_event("Nulle part", None, slug_fr="nulle-part")
    make_event("Ici", None, slug_fr="ici", place_fr="Lille")

    def lines(slug):
        soup = BeautifulSoup(client.get(f"/en/events/{slug}/", follow=True).content, "lxml")
        return [term.get_text() for term in soup.select(".aside dt")]

    assert "Where" in lines("ici")
    assert "Where" not in lines("nulle-part")


def test_a_latitude_alone_is_refused(editor):
    response = add(editor, start_day="2027-01-01", latitude="50.6")
    assert "or neither" in errors(response)
