"""The workstreams of all strategies, by theme."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from metropoles.models import Workstream
from tests.builders import make_organisation, make_strategy, make_theme

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
    assert shown.select_one('a[href="/en/networks/?theme=mobility"]')


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
    assert counts[0] == counts[1] <= 8
