"""Every list goes out as it is filtered, keeps to the shipped schema and reads back the same."""

import csv
import gc
import io
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from content.exports import AT_ONCE, harmless
from news.models import Post
from tests.builders import (
    LONG_AGO,
    make_event,
    make_membership,
    make_network,
    make_organisation,
    make_post,
    make_status,
    make_strategy,
    make_theme,
)
from tests.specifications import body_of, json_of, keeps_to

pytestmark = pytest.mark.django_db

LISTS = {
    "/en/members/": "membership",
    "/en/members/list/": "membership",
    "/en/members/changes/": "change",
    "/en/networks/": "network",
    "/en/strategies/": "strategy",
    "/en/news/": "post",
    "/en/events/": "event",
}
FRENCH = {
    "/fr/membres/": "membership",
    "/fr/membres/liste/": "membership",
    "/fr/membres/changements/": "change",
    "/fr/reseaux/": "network",
    "/fr/strategies/": "strategy",
    "/fr/actualites/": "post",
    "/fr/agenda/": "event",
}
MAPS = ["/en/members/", "/en/members/list/", "/en/strategies/", "/en/events/"]
FRENCH_MAPS = ["/fr/membres/", "/fr/membres/liste/", "/fr/strategies/", "/fr/agenda/"]


@pytest.fixture
def lille():
    return make_organisation("Île de Lille", slug="lille")


@pytest.fixture
def site(lille):
    network = make_network(is_home=True, slug="metrex", summary_en="Networks.")
    theme = make_theme()
    membership = make_membership(lille, network=network, status="observer", since=date(2020, 1, 1))
    membership.change_status(make_status("member"), date(2021, 1, 1))
    network.themes.add(theme)
    make_strategy(lille, summary_en="A project.")
    post = make_post("Une nouvelle", "A piece of news", [lille], summary_en="News.")
    post.themes.add(theme)
    post.networks.add(network)
    make_event(host=lille, network=network, all_day=True)
    make_event("Sans lieu", "Nowhere")


def rows_of(response) -> list[dict]:
    text = body_of(response).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_every_list_is_json_that_keeps_to_the_schema(client, site, subtests):
    for path, kind in (LISTS | FRENCH).items():
        with subtests.test(path):
            found = keeps_to(f"{kind}_list", json_of(client.get(f"{path}?format=json")))

            assert found["results"]
            assert found["count"] == len(found["results"])
            assert found["language"] == path[1:3]


def test_lists_with_places_are_geojson_that_keeps_to_the_schema(client, site, subtests):
    for path in (*MAPS, *FRENCH_MAPS):
        with subtests.test(path):
            response = client.get(f"{path}?format=geojson")

            found = keeps_to(f"{(LISTS | FRENCH)[path]}_map", json_of(response))
            assert response["Content-Type"] == "application/geo+json"
            point = {"type": "Point", "coordinates": [3.06, 50.63]}
            assert point in [feature["geometry"] for feature in found["features"]]


def test_lists_without_places_are_no_geojson(client, site):
    for path in set(LISTS) - set(MAPS):
        assert client.get(f"{path}?format=geojson").status_code == 404
        assert client.get(f"{path}?format=csv").status_code == 200


def test_the_schema_refuses_what_is_wrong(client, site):
    found = json_of(client.get("/en/news/?format=json"))
    found["results"][0]["published"] = "yesterday"

    with pytest.raises(Exception, match="yesterday"):
        keeps_to("post_list", found)


def test_a_post_and_an_event_have_the_shape_that_is_agreed(client, site):
    (post,) = json_of(client.get("/en/news/?format=json"))["results"]
    event = json_of(client.get("/en/events/?format=json"))["results"][-1]

    assert {name: post[name] for name in ("kind", "published", "starts", "organisations")} == {
        "kind": "news",
        "published": "2023-03-31",
        "starts": None,
        "organisations": ["lille"],
    }
    assert (post["networks"], post["themes"]) == (["metrex"], ["mobility"])
    assert event["kind"] == "event"


def test_csv_has_the_rows_of_the_json(client, site, subtests):
    for path in LISTS:
        with subtests.test(path):
            response = client.get(f"{path}?format=csv")

            assert response.streaming
            assert body_of(response).startswith(b"\xef\xbb\xbf")
            keys = [str(row["id"]) for row in json_of(client.get(f"{path}?format=json"))["results"]]
            assert [row["Identifier"] for row in rows_of(client.get(f"{path}?format=csv"))] == keys


def test_what_is_exported_reads_back_the_same(client, lille):
    title = '=1+1, « Île »; "guillemets"\net une ligne\tde plus €'
    make_post("", title, [lille], summary_en="@cmd", slug_en="hostile")

    (row,) = rows_of(client.get("/en/news/?format=csv"))

    assert row["Title"] == f"'{title}"
    assert row["Summary"] == "'@cmd"
    assert row["Organisations"] == "Île de Lille"
    assert json_of(client.get("/en/news/?format=json"))["results"][0]["title"] == title


@pytest.mark.parametrize(
    "cell", ["=1", "+1", "-1", "@a", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠a"]
)
def test_text_that_a_spreadsheet_would_run_is_quoted_and_numbers_are_not(cell):
    assert harmless(cell) == f"'{cell}"
    assert harmless(-1.5) == -1.5
    assert harmless("Lille") == "Lille"


def test_an_export_shows_what_the_filter_shows_and_nothing_else(client, site):
    make_post("", "Other news", kind="opinion")
    make_post("", "Draft", publish_at_en=None)
    make_post("Français seul", "")

    asked = {"": 2, "&kind=opinion": 1, "&organisation=lille": 1, "&theme=mobility": 1}

    for query, count in asked.items():
        assert json_of(client.get(f"/en/news/?format=json{query}"))["count"] == count
        assert len(rows_of(client.get(f"/en/news/?format=csv{query}"))) == count
    refused = client.get("/en/news/?format=json&kind=nope")
    assert (refused.status_code, list(json_of(refused)["errors"])) == (400, ["kind"])


def test_a_format_or_a_page_that_makes_no_sense_is_refused(client, site, subtests):
    for path in LISTS:
        with subtests.test(path):
            for query in ("format=xls", "format=%00", "format=json&page=9"):
                assert client.get(f"{path}?{query}").status_code == 404
            for query in ("page=0", "page=x", "per_page=-1", "per_page=%00"):
                assert client.get(f"{path}?format=json&{query}").status_code == 400
            assert client.get(f"{path}?format=json&per_page=5000").status_code == 200


@pytest.mark.parametrize("path", LISTS)
def test_an_empty_list_is_an_export_too(client, path):
    assert keeps_to(f"{LISTS[path]}_list", json_of(client.get(f"{path}?format=json")))["count"] == 0
    assert rows_of(client.get(f"{path}?format=csv")) == []


def test_anyone_may_read_the_data_from_a_page_of_their_own(client, site):
    response = client.get("/en/news/?format=json")

    assert response["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Origin" not in client.get("/en/news/")


# --- Many rows


def make_posts(number: int):
    start = Post.objects.count()
    Post.objects.bulk_create(
        Post(
            title=f"News {n}",
            title_en=f"News {n}",
            slug_en=f"news-{n}",
            summary_en="What a summary says, at some length. " * 8,
            publish_at_en=LONG_AGO,
            displayed_on=date(2023, 1, 1),
        )
        for n in range(start, start + number)
    )


@pytest.mark.parametrize("form", ["json", "csv"])
def test_an_export_costs_the_same_at_any_size(client, form):
    costs = []
    for number in (2, 98):
        make_posts(number)
        with CaptureQueriesContext(connection) as queries:
            body_of(client.get(f"/en/news/?format={form}"))
        costs.append(len(queries))

    assert costs[0] == costs[1]


@pytest.mark.timing
def test_5000_rows_are_sent_as_they_are_read(client):
    make_posts(5000)
    response = client.get("/en/news/?format=csv")
    alive, lines = [], 0
    for lines, _line in enumerate(response, 1):
        if lines % 1000 == 0:
            gc.collect()  # rows and what they hold lead to each other
            alive.append(sum(type(each) is Post for each in gc.get_objects()))

    assert lines == 5001
    assert 0 < max(alive) <= 2 * AT_ONCE


def test_the_dates_of_an_event_are_those_of_its_place(client):
    make_event(zone="Europe/London", start=datetime(2023, 4, 5, 8, tzinfo=UTC))

    (event,) = json_of(client.get("/en/events/?format=json"))["results"]

    assert event["starts"] == "2023-04-05T09:00:00+01:00"
