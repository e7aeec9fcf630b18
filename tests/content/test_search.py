"""What a search finds first, and how its page shows it, whatever is typed."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from content.search.query import Query
from tests.builders import (
    make_event,
    make_network,
    make_organisation,
    make_page,
    make_post,
)
from tests.searching import page, search, suggested, titles
from tests.specifications import keeps_to

pytestmark = pytest.mark.django_db


# --- What is found first


def test_a_name_comes_before_a_title_and_a_title_before_a_text(client):
    make_post("Un autre titre", None, body_fr="<p>On y parle de Lille.</p>")
    make_post("Lille en fête", None)
    make_organisation("Port de Lille")
    make_organisation("Lille Grand Palais")
    make_organisation("Lille")

    assert titles(client, "lille") == [
        "Lille",
        "Lille Grand Palais",
        "Port de Lille",
        "Lille en fête",
        "Un autre titre",
    ]


@pytest.mark.parametrize("size", [1, 2, 3, 4, 5])
def test_pages_hold_each_hit_once_whatever_part_it_is_of(client, size):
    names = ["Lille", "Lille Grand Palais", "Port de Lille"]
    french = ["Lille en fête", "Un autre titre"]
    english = ["Lille rejoices", "Another title"]
    for name in names:
        make_organisation(name)
    make_post(french[0], None, slug_fr="fete")
    make_post(french[1], None, slug_fr="autre", body_fr="<p>On y parle de Lille.</p>")
    make_post(None, english[0], slug_en="rejoices")
    make_post(None, english[1], slug_en="another", body_en="<p>It is about Lille.</p>")

    read = [
        title
        for number in range(1, -(-7 // size) + 1)
        for title in titles(client, "lille", per_page=size, page=number)
    ]
    assert read == [*names, *french, *english]


def test_the_page_s_language_comes_first_and_the_other_is_labelled(client):
    make_post("Logement social", None, slug_fr="logement", summary_fr="Le housing.")
    make_post(None, "Housing for all", slug_en="housing")

    hits = page(client, "housing").select(".news-row")
    assert [hit.h3.get_text() for hit in hits] == ["Logement social", "Housing for all"]
    assert hits[1].a["href"] == "/en/news/housing/"
    assert hits[1].h3["lang"] == hits[1].a["hreflang"] == "en"
    assert "En anglais" in hits[1].get_text()
    assert "En anglais" not in hits[0].get_text()


def test_a_text_in_both_languages_is_one_hit(client):
    make_post("Le forum", "The forum")

    assert search(client, "forum")["count"] == 1
    assert titles(client, "forum", "en") == ["The forum"]


def test_a_kind_can_be_chosen_and_each_is_counted(client):
    make_organisation("Metz")
    make_page("Metz", None)
    make_event("Metz", None)

    links = page(client, "metz").select(".kinds a")
    assert [link.get_text(" ", strip=True) for link in links] == [
        "Tout 3",
        "Organisations 1",
        "Pages 1",
        "Agenda 1",
    ]
    assert [hit["kind"] for hit in search(client, "metz", kind="event")["results"]] == ["event"]
    assert "Tout" in page(client, "metz", kind="strategy").select_one(".kinds").get_text()
    assert search(client, "metz", kind="nothing")["count"] == 0


def test_pages_follow_each_other_in_both_forms(client):
    for number in range(25):
        make_page(f"Tramway {number}", None)

    first = search(client, "tramway")
    second = client.get(first["next"].removeprefix("http://127.0.0.1:8000")).json()
    assert first["count"] == second["count"] == 25
    assert len({hit["url"] for hit in first["results"] + second["results"]}) == 25
    assert second["next"] is None
    assert set(first) == {"title", "language", "licence", "date", "count", "next", "results"}
    keeps_to("hit_list", first)
    assert client.get(first["results"][0]["uri"]).status_code == 303
    assert len(page(client, "tramway", page="2").select(".news-row")) == 5
    assert len(page(client, "tramway", page="x").select(".news-row")) == 20


def test_results_are_kept_from_search_engines_and_the_form_is_not(client):
    assert page(client, "lille").select_one("meta[name=robots]")["content"].startswith("noindex")
    form = BeautifulSoup(client.get("/fr/recherche/").content, "lxml")
    assert not form.select("meta[name=robots]")
    assert form.select_one("search form input[name=q]")


# --- Typing errors


@pytest.mark.parametrize("name", ["Prague", "Zurich", "Gent", "Bilbao"])
def test_the_name_of_another_city_is_not_taken_for_a_typing_error(client, name):
    for known in ("The Hague", "Munich", "Kent", "Lisboa"):
        make_organisation(known)

    assert titles(client, name) == []


def test_a_typing_error_in_a_name_is_told_and_mended(client):
    make_organisation("Rotterdam")

    shown = page(client, "Rotterdm")
    assert "« Rotterdm »" in shown.select_one(".notice").get_text().replace("\xa0", " ")
    assert shown.select_one(".news-row h3").get_text() == "Rotterdam"
    assert shown.select_one("input[name=q]")["value"] == "Rotterdm"


def test_a_word_that_resembles_no_name_is_left_alone(client):
    make_organisation("Rotterdam")

    assert titles(client, "Amster") == []
    assert "Amster" in page(client, "Amster").select_one(".empty").get_text()


def test_names_of_what_is_not_public_are_not_proposed(client):
    make_post("Quetzalcoatlus", None, publish_at_fr=None)

    assert "Quetzalcoatlus" not in page(client, "Quetzalcoatlsu").get_text()


# --- Any input gives a page


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "\0",
        "Li\0lle",
        '"',
        "'",
        "\\",
        "a:* | !b & (c",
        'NEAR("a" b, 2) AND',
        "names : x",
        "%",
        "_",
        "-",
        "…",
        "🏙️",
        "مدينة",
        "٣",
        "½",
        "x" * 5000,
        "mot " * 1250,
        "é" * 199 + "̈",
    ],
)
def test_any_input_gives_a_page(client, typed):
    make_organisation("Lille")

    assert page(client, typed).h1
    assert isinstance(titles(client, typed), list)
    assert isinstance(suggested(client, typed), list)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(typed=st.text(max_size=300), kind=st.text(max_size=5), number=st.text(max_size=5))
def test_any_text_gives_a_page(client, typed, kind, number):
    parameters = {"kind": kind, "page": number, "per_page": number}
    typed, *values = (
        text.encode("utf-8", "replace").decode() for text in (typed, *parameters.values())
    )
    assert page(client, typed, **dict(zip(parameters, values, strict=True))).h1


def test_half_a_surrogate_pair_in_an_address_gives_a_page(client):
    assert client.get("/fr/recherche/?q=%ED%A0%80").status_code == 200
    assert not Query("\ud800")


def test_a_very_long_search_is_cut_kept_and_told(client):
    make_organisation("Lille")
    shown = page(client, "Lille " + "lille " * 1000)

    assert "très longue" in shown.select_one(".notice").get_text()
    assert len(shown.select_one("input[name=q]")["value"]) <= 200
    assert shown.select_one(".news-row h3").get_text() == "Lille"
    assert not page(client, "Lille").select(".notice")


@pytest.mark.parametrize("number", ["9" * 5000, "0", "-1", "²", "٣", "x"])
def test_any_number_of_hits_a_page_gives_an_answer(client, number):
    make_organisation("Lille")

    assert titles(client, "lille", per_page=number, page=number) == ["Lille"]


def test_an_unknown_format_is_not_found(client):
    assert client.get("/fr/recherche/?format=xml").status_code == 404


# --- Suggestions and cost


def test_suggestions_are_names_and_titles_that_begin_so(client):
    make_organisation("Rotterdam")
    make_post("Une nouvelle", None, body_fr="<p>Rotterdam</p>")
    for number in range(10):
        make_page(f"Route {number}", None)

    response = client.get("/fr/recherche/", {"q": "rott", "format": "suggest"})
    assert [hit["title"] for hit in response.json()["results"]] == ["Rotterdam"]
    assert response["Cache-Control"] == "public, max-age=60"
    assert not response.cookies
    assert len(suggested(client, "route")) == 8
    assert suggested(client, "Rotterdm") == ["Rotterdam"]  # as the page forgives it


@pytest.mark.parametrize("typed", ["commune", "commnue"])
def test_a_search_costs_the_same_at_any_size(client, typed):
    costs = []
    for size in (2, 198):
        for number in range(size):
            make_page(f"Page {size} {number}", "Page", body_fr="<p>commune</p>")
        make_organisation(f"Commune {size}")
        make_network(f"Commune {size}")
        with CaptureQueriesContext(connection) as queries:
            page(client, typed)
        costs.append(len(queries))

    assert costs[0] == costs[1] <= 14  # parts in two languages, each asked for once


@pytest.mark.skipif(connection.vendor == "postgresql", reason="Its readers wait for nobody.")
def test_a_search_begins_no_transaction_that_would_wait_for_a_writer(client):
    with CaptureQueriesContext(connection) as queries:
        page(client, "commune")

    assert not [query for query in queries if query["sql"].startswith(("BEGIN", "SAVEPOINT"))]
