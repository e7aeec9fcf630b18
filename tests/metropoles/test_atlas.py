"""The workstreams of all strategies, by theme."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from metropoles.models import Workstream
from tests.builders import (
    make_event,
    make_membership,
    make_network,
    make_organisation,
    make_post,
    make_strategy,
    make_theme,
)
from tests.specifications import body_of, json_of, keeps_to

pytestmark = pytest.mark.django_db


def page(client, theme=None, language="en"):
    response = client.get(f"/{language}/strategies/atlas/", {"theme": theme} if theme else {})
    assert response.status_code == 200
    return BeautifulSoup(response.content, "lxml")


def strategy_on(theme, name, **fields):
    strategy = make_strategy(make_organisation(name), **fields)
    for workstream in strategy.workstreams.all():
        workstream.themes.add(theme)
    return strategy


def test_a_theme_gathers_the_workstreams_of_every_strategy_in_force(client):
    mobility, housing = make_theme(), make_theme("housing", "Logement", "Housing")
    strategy_on(mobility, "Metz")
    replaced = strategy_on(mobility, "Turin")
    later = strategy_on(mobility, "Turin 2", workstreams=1)
    replaced.replaced_by = later
    replaced.save()
    strategy_on(housing, "Vienne")

    shown = page(client, "mobility")
    names = [row.select_one("p.meta").get_text(strip=True) for row in shown.select(".news-row")]
    assert names == ["Metz", "Metz", "Turin 2"]
    assert [tag.get_text(strip=True) for tag in shown.select("nav .tags a")] == [
        "Mobility (3)",
        "Housing (2)",
    ]


def test_the_atlas_leads_to_the_lists_that_have_something_on_the_theme(client):
    mobility, home = make_theme(), make_network("METREX", is_home=True)
    strategy_on(mobility, "Metz")
    assert not page(client, "mobility").select("main .links a")

    for number in (1, 2):
        body = make_organisation(f"City {number}")
        body.themes.add(mobility)
        make_membership(body, network=home, status="member")
    home.themes.add(mobility)
    make_post("", "News").themes.add(mobility)
    make_post("Français", None).themes.add(mobility)
    make_event("Meeting").themes.add(mobility)

    links = page(client, "mobility").select("main .links a")
    assert {link.get_text(): link["href"] for link in links} == {
        "Members (2)": "/en/members/?theme=mobility",
        "Networks (1)": "/en/networks/?theme=mobility",
        "News (1)": "/en/news/?theme=mobility",
        "Events (1)": "/en/events/?theme=mobility",
    }
    for link in links:
        found = json_of(client.get(f"{link['href']}&format=json"))["count"]
        assert link.get_text().endswith(f"({found})")


def test_a_workstream_leads_to_its_theme_in_the_atlas_and_back(client):
    strategy = strategy_on(make_theme(), "Metz")
    there = BeautifulSoup(client.get(strategy.get_absolute_url()).content, "lxml")

    link = there.select_one("#workstream-1 .tags a")["href"]
    assert link == "/fr/strategies/atlas/?theme=mobility"
    back = page(client, "mobility", "fr").select_one(".news-row h3 a")["href"]
    assert back == f"{strategy.get_absolute_url()}#workstream-1"


@pytest.mark.parametrize("theme", ["nope", "\0", "'--", "x" * 5000])
def test_an_unknown_theme_is_a_clean_page_with_a_way_out(client, theme):
    strategy_on(make_theme(), "Metz")

    assert page(client, theme).select_one('.empty a[href="/en/strategies/atlas/"]')


def test_the_atlas_costs_the_same_at_any_size(client):
    theme, counts = make_theme(), []
    for size in (1, 12):
        for n in range(size):
            strategy_on(theme, f"Ville {size} {n}")
        with CaptureQueriesContext(connection) as queries:
            page(client, "mobility")
        counts.append(len(queries))
    assert Workstream.objects.count() == 26
    assert counts[0] == counts[1] <= 11


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_workstreams_on_a_theme_are_taken_away_as_they_are_listed(client, language):
    mobility, housing = make_theme(), make_theme("housing", "Logement", "Housing")
    metz = strategy_on(mobility, "Metz", workstreams=2)
    metz.workstreams.first().themes.add(housing)
    strategy_on(housing, "Vienne", workstreams=1)
    address = f"/{language}/strategies/atlas/?theme=mobility"

    shown = [link["href"] for link in page(client, "mobility", language).select("h3 a")]
    data = keeps_to("workstream_list", json_of(client.get(f"{address}&format=json")))
    places = keeps_to("workstream_map", json_of(client.get(f"{address}&format=geojson")))
    lines = body_of(client.get(f"{address}&format=csv")).decode().splitlines()

    assert [row["url"].removeprefix("http://127.0.0.1:8000") for row in data["results"]] == shown
    assert [feature["properties"] for feature in places["features"]] == data["results"]
    assert data["results"][0]["themes"] == ["housing", "mobility"]
    assert len(lines) == 1 + len(shown) == 3
    assert [line.rsplit(",", 2)[1] for line in lines[1:]] == [row["url"] for row in data["results"]]


def test_a_theme_that_nobody_knows_is_refused_to_machines_and_no_format_is_the_page(client):
    strategy_on(make_theme(), "Metz")

    refused = client.get("/fr/strategies/atlas/?theme=toits&format=csv")
    assert (refused.status_code, "toits" in json_of(refused)["errors"]["theme"][0]) == (400, True)
    unasked = BeautifulSoup(client.get("/en/strategies/atlas/?format=").content, "lxml")
    assert not unasked.select(".news-row")


@pytest.mark.parametrize(("query", "count"), [("", 3), ("&theme=mobility", 2)])
def test_machines_that_name_no_theme_get_the_workstreams_of_all(client, query, count):
    strategy_on(make_theme(), "Metz", workstreams=2)
    make_strategy(make_organisation("Vienne"), workstreams=1)

    assert json_of(client.get(f"/en/strategies/atlas/?format=json{query}"))["count"] == count


@pytest.mark.parametrize("form", ["csv", "json", "geojson"])
def test_taking_the_workstreams_away_costs_the_same_at_any_size(client, form):
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            body_of(client.get(f"/en/strategies/atlas/?theme=mobility&format={form}"))
        return len(queries)

    mobility = make_theme()
    strategy_on(mobility, "Metz", workstreams=2)
    few = cost()
    for n in range(12):
        strategy_on(mobility, f"City {n}", workstreams=5)

    assert cost() == few
