"""Series of events: editions that lead to each other, a page before the first of them."""

from datetime import UTC, datetime

import pytest

from news.models import Event, EventSeries
from tests.admin_forms import sign_in, url
from tests.builders import make_event, make_network
from tests.news.test_archive import soup, titles, words

pytestmark = pytest.mark.django_db


def make_series(**fields):
    fields = {
        "name_fr": "Conférence",
        "name_en": "Conference",
        "rhythm_en": "Twice a year",
    } | fields
    return EventSeries.objects.create(slug="conference", **fields)


def make_editions(series, count=3):
    for n in range(1, count + 1):
        day = datetime(2020 + n, 5, 1, 9, tzinfo=UTC)
        make_event(f"Édition {n}", f"Edition {n}", series=series, edition=n, start=day, end=day)


def test_an_edition_leads_to_the_one_before_and_the_one_after(client):
    make_editions(make_series())
    make_event("Ailleurs", "Elsewhere", start=datetime(2022, 6, 1, tzinfo=UTC))

    page = soup(client, "/en/events/edition-2/")
    around = {a["rel"][0]: words(a) for a in page.select(".neighbours a")}
    assert around == {"prev": "Edition 1", "next": "Edition 3"}
    assert "Twice a year" in words(page.main)
    assert not soup(client, "/en/events/elsewhere/").select(".neighbours")


def test_an_edition_that_is_not_online_is_passed_over(client):
    series = make_series()
    make_editions(series)
    series.events.filter(edition=2).update(publish_at_en=None)

    page = soup(client, "/en/events/edition-1/")
    assert [words(a) for a in page.select(".neighbours a")] == ["Edition 3"]


def test_a_series_is_a_list_of_its_editions_even_before_the_first(client):
    series = make_series(network=make_network("METREX", slug="metrex"), summary_fr="Un résumé")
    make_event("Autre", "Other")

    page = soup(client, "/en/events/?series=conference")
    assert words(page.select_one(".series h2")) == "Conference"
    assert page.select_one(".series [lang=fr]").text == "Un résumé"
    assert titles(client, "/en/events/?series=conference") == set()
    assert "No edition is announced" in words(page.main)
    make_editions(series, 2)
    assert titles(client, "/fr/agenda/?series=conference") == {"Édition 1", "Édition 2"}
    for path in ("/en/events/", "/en/networks/metrex/"):
        assert soup(client, path).select_one("a[href='/en/events/?series=conference']")


def test_an_edition_stands_once_in_a_series_and_the_series_lists_them(client):
    series = make_series()
    make_editions(series)
    sign_in(client, "editors")

    page = client.get(url(EventSeries, "change", series.pk)).content.decode()
    found = [page.index(f"Édition {n}") for n in (1, 2, 3)]
    assert found == sorted(found)
    data = {"title_fr": "Double", "series": series.pk, "edition": 2, "start_day": "2027-01-01"}
    data |= {"zone": "Europe/Brussels"}
    refused = client.post(url(Event, "add"), data)
    assert "compte déjà cette édition" in refused.content.decode()
    assert client.post(url(Event, "add"), data | {"edition": 4}).status_code == 302
