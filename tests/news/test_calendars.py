"""Calendars: what they hold, and that they keep to their specifications."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from bs4 import BeautifulSoup

from content.models import Redirect, SearchEntry
from news.models import Event, end_of_day, start_of_day
from tests.builders import make_event, make_network, make_organisation, make_theme
from tests.specifications import valid_calendar

pytestmark = pytest.mark.django_db
EVERYTHING = "/en/events/events.ics"


def entries(client, path=EVERYTHING, **headers) -> dict[str, object]:
    return {
        str(e["SUMMARY"]): e for e in valid_calendar(client.get(path, **headers)).walk("VEVENT")
    }


def test_a_time_stands_in_the_zone_of_the_place_which_the_calendar_explains(client):
    make_event(
        start=datetime(2027, 7, 1, 8, tzinfo=UTC),
        end=datetime(2027, 7, 1, 16, tzinfo=UTC),
        zone="Europe/Athens",
    )

    response = client.get(EVERYTHING)
    (event,) = valid_calendar(response).walk("VEVENT")

    assert b"DTSTART;TZID=Europe/Athens:20270701T110000" in response.content
    assert event["DTEND"].dt.astimezone(UTC) == datetime(2027, 7, 1, 16, tzinfo=UTC)
    assert b"BEGIN:VTIMEZONE\r\nTZID:Europe/Athens" in response.content


@pytest.mark.parametrize("end_of_old", [0, 60])
def test_whole_days_are_dates_with_an_exclusive_end(client, end_of_old):
    zone, first, last = "Europe/Athens", date(2027, 5, 13), date(2027, 5, 14)
    end = end_of_day(last, zone) - timedelta(seconds=end_of_old)  # as midnight or as 23:59
    make_event(start=start_of_day(first, zone), end=end, zone=zone, all_day=True)

    content = client.get(EVERYTHING).content

    assert b"DTSTART;VALUE=DATE:20270513\r\nDTEND;VALUE=DATE:20270515\r\n" in content
    assert valid_calendar(client.get(EVERYTHING))


def test_an_event_without_length_has_no_end(client):
    noon = datetime(2027, 7, 1, 12, tzinfo=UTC)
    make_event(start=noon, end=noon)

    assert "DTEND" not in entries(client)["A forum"]


def test_an_event_says_all_it_knows_in_the_language_of_the_calendar(client, settings):
    theme = make_theme("climate", "Climat, énergie", "Climate, energy")
    event = make_event(
        "Forum ; l’été, à Łódź",
        "Forum; summer, in Łódź",
        summary_en="Line one\nand two, with “quotes” \\ " + "é" * 200,
        summary_fr="Résumé",
        place_en="Hall 1, Łódź",
        place_fr="Salle 1",
        latitude="51.77",
        longitude="19.46",
    )
    event.themes.add(theme)

    english = entries(client)["Forum; summer, in Łódź"]
    assert english["DESCRIPTION"] == event.summary_en
    assert english["LOCATION"] == "Hall 1, Łódź"
    assert english["CATEGORIES"].cats == ["Climate, energy"]
    assert english["GEO"].to_ical() == "51.77;19.46"
    assert english["URL"] == settings.SITE_URL + event.addresses()["en"]
    french = entries(client, "/fr/agenda/agenda.ics")["Forum ; l’été, à Łódź"]
    assert french["DESCRIPTION"] == "Résumé"
    assert french["CATEGORIES"].cats == ["Climat, énergie"]
    assert french["UID"] == english["UID"]


def test_the_calendar_says_what_it_is_and_when_to_come_back(client, settings):
    lille = make_organisation("Lille", slug="lille")
    make_event(host=lille)
    path = f"{EVERYTHING}?organisation=lille"

    calendar = valid_calendar(client.get(path))

    assert "Lille" in calendar["X-WR-CALNAME"]
    assert calendar["SOURCE"] == settings.SITE_URL + path
    content = client.get(path).content
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT12H\r\n" in content


def test_control_characters_reach_no_calendar(client):
    event = make_event("Titre", "Title")
    Event.objects.filter(pk=event.pk).update(title_en="Ti\x0btle\x07", summary_en="a\rb\x1b")

    content = client.get(EVERYTHING).content
    assert valid_calendar(client.get(EVERYTHING))
    assert not set(content) & {0x0B, 0x07, 0x1B}


def test_a_calendar_without_events_is_a_calendar(client):
    assert entries(client) == {}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"Ours", "Theirs"}),
        ("organisation=lille", {"Ours"}),
        ("network=polis", {"Theirs"}),
        ("organisation=lille&network=polis", set()),
        ("year=2023&page=2", {"Ours", "Theirs"}),
        ("q=OURS", {"Ours"}),
        ("when=past", {"Ours", "Theirs"}),
        ("when=coming", set()),
    ],
)
def test_a_calendar_takes_the_filters_of_the_list(client, query, found):
    make_event("Le nôtre", "Ours", host=make_organisation(slug="lille"))
    make_event("Le leur", "Theirs", network=make_network("POLIS", slug="polis"))

    assert set(entries(client, f"{EVERYTHING}?{query}")) == found


@pytest.mark.parametrize("query", ["organisation=nowhere", "year=abc", "network=%00"])
def test_a_calendar_of_nothing_known_is_not_found(client, query):
    make_event()
    assert client.get(f"{EVERYTHING}?{query}").status_code == 404
    assert client.get(EVERYTHING).status_code == 200


def test_only_what_is_online_in_the_language_is_in_a_calendar(client):
    now = datetime.now(tz=UTC)
    hidden = [
        make_event("Brouillon", "Draft", publish_at_en=None),
        make_event("Prévu", "Scheduled", publish_at_en=now + timedelta(days=1)),
        make_event("Expiré", "Expired", expire_at_en=now - timedelta(days=1)),
        make_event("Seulement en français", ""),
    ]
    shown = make_event("En ligne", "Online")

    assert set(entries(client)) == {"Online"}
    answers = [client.get(f"/en/events/{event.pk}.ics").status_code for event in hidden]
    assert answers == [404, 404, 410, 404]
    assert set(entries(client, f"/en/events/{shown.pk}.ics")) == {"Online"}
    assert set(entries(client, f"/fr/agenda/{shown.pk}.ics")) == {"En ligne"}
    assert len(entries(client, "/fr/agenda/agenda.ics")) == 5
    with time_machine.travel(now + timedelta(days=2)):
        assert set(entries(client)) == {"Online", "Scheduled"}


def test_the_identifier_and_the_file_outlast_a_changed_address(client):
    event = make_event()
    path = f"/en/events/{event.pk}.ics"
    before = entries(client, path)["A forum"]

    event.slug_en = "another-address"
    event.save()

    after = entries(client, path)["A forum"]
    assert after["UID"] == before["UID"]
    assert after["URL"].endswith("/another-address/")
    assert Redirect.objects.of(event).exists()


@pytest.mark.parametrize("path", ["/fr/agenda/agenda.ics", EVERYTHING])
def test_a_calendar_is_followed_through_a_changed_address(client, path):
    lille, polis = make_organisation(slug="lille"), make_network("POLIS", slug="polis")
    make_event(host=lille, network=polis)
    asked = f"{path}?organisation=lille&network=polis"
    (before,) = valid_calendar(client.get(asked)).walk("VEVENT")

    lille.slug, polis.slug = "lille-metropole", "polis-network"
    lille.save()
    polis.save()

    moved = client.get(asked)
    assert moved.status_code == 301
    assert moved["Location"] == f"{path}?organisation=lille-metropole&network=polis-network"
    (after,) = valid_calendar(client.get(moved["Location"])).walk("VEVENT")
    assert after["UID"] == before["UID"]


def test_a_calendar_stands_while_its_organisation_has_no_events(client):
    make_organisation(slug="lille")

    assert entries(client, f"{EVERYTHING}?organisation=lille") == {}


def test_an_unchanged_calendar_is_not_sent_again(client):
    event = make_event()
    first = client.get(EVERYTHING)

    again = client.get(EVERYTHING, headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")

    with time_machine.travel(datetime.now(tz=UTC) + timedelta(hours=1)):
        event.save()
        again = client.get(EVERYTHING, headers={"if-none-match": first["ETag"]})
        assert again.status_code == 304, "saved without a change"
        event.title_en = "Renamed"
        event.save()
        changed = client.get(EVERYTHING, headers={"if-none-match": first["ETag"]})
        assert changed.status_code == 200
        assert entries(client)["Renamed"]["LAST-MODIFIED"].dt > event.publish_at_en


def test_pages_name_the_calendars_that_belong_to_them(client):
    lille, polis = make_organisation(slug="lille"), make_network("POLIS", slug="polis")
    event = make_event(host=lille, network=polis)

    for path, href in (
        ("/en/events/", EVERYTHING),
        ("/fr/agenda/", "/fr/agenda/agenda.ics"),
        ("/fr/agenda/?when=past&page=1", "/fr/agenda/agenda.ics?when=past"),
        ("/en/organisations/lille/", f"{EVERYTHING}?organisation=lille"),
        ("/fr/organisations/lille/", "/fr/agenda/agenda.ics?organisation=lille"),
        ("/en/networks/polis/", f"{EVERYTHING}?network=polis"),
        ("/fr/reseaux/polis/", "/fr/agenda/agenda.ics?network=polis"),
    ):
        soup = BeautifulSoup(client.get(path).content, "lxml")
        link = soup.select_one("head link[rel=alternate][type='text/calendar']")
        assert link["href"] == href
        assert valid_calendar(client.get(link["href"])).walk("VEVENT")
    page = client.get("/en/events/a-forum/").content.decode()
    assert f"/en/events/{event.pk}.ics" in page


@pytest.mark.parametrize("size", [2, 200])
def test_a_calendar_costs_the_same_at_any_size(client, size, django_assert_max_num_queries):
    theme, host = make_theme(), make_organisation()
    with SearchEntry.objects.refreshed_at_the_end():
        for n in range(size):
            make_event(f"Forum {n}", f"Forum {n}", host=host).themes.add(theme)
    with django_assert_max_num_queries(3):
        assert len(valid_calendar(client.get(EVERYTHING)).walk("VEVENT")) == size
