"""How a hit of the search is told: what it is, where in its texts the words stand, for machines."""

import csv
from io import StringIO

import pytest

from metropoles.models import Figure
from tests.builders import make_organisation, make_page, make_post
from tests.searching import page, search, titles
from tests.specifications import body_of

pytestmark = pytest.mark.django_db


def test_what_was_looked_for_stands_out_and_markup_does_not_pass(client):
    body = "<p>Une phrase. 1 &lt; 2.</p><p>Les Réseaux de demain &amp; d’hier</p>"
    make_post("Le titre", None, body_fr=body)

    excerpt = page(client, "reseau").select_one(".news-row h3 + p")
    assert [mark.get_text() for mark in excerpt.select("mark")] == ["Réseaux"]
    assert excerpt.get_text().endswith("1 < 2. Les Réseaux de demain & d’hier.")
    hostile = page(client, "<script>alert(1)</script>")
    assert not hostile.select("main script")


def test_an_excerpt_begins_in_the_page_s_language_and_ends_each_heading(client):
    body = make_organisation(
        "Lille", "Lille (France)", summary_fr="Lille est au nord.", official_name="MEL de Lille"
    )
    inhabitants = {"label_fr": "Habitants", "value_fr": "230 000", "period_fr": "2023"}
    Figure.objects.create(organisation=body, qualifier="about", **inhabitants)
    make_post("Marché", None, body_fr="<h2>À Lille</h2><p>Un marché à Lille.</p>")

    about, market = (hit["excerpt"] for hit in search(client, "Lille")["results"])

    assert about.startswith("Lille est au nord. France.")
    assert "Habitants\u00a0: environ 230 000." in about
    assert about.endswith("Lille (France) · MEL de Lille.")
    assert market == "À Lille. Un marché à Lille."


@pytest.mark.parametrize(
    ("language", "labels"),
    [("fr", ["Organisation", "Actualité"]), ("en", ["Organisation", "News item"])],
)
def test_a_hit_says_what_it_is(client, language, labels):
    make_organisation("Lille")
    make_post("Lille en fête", "Lille rejoices")

    rows = page(client, "Lille", language).select(".news-row > .meta:first-child")

    assert [next(row.stripped_strings) for row in rows] == labels


def test_hits_are_taken_away_as_a_table_of_all_pages(client):
    for number in range(30):
        make_page(f"Route {number}", f"Road {number}", body_fr="<p>=1+1</p>")
    response = client.get("/fr/recherche/", {"q": "route", "kind": "page", "format": "csv"})

    rows = list(csv.DictReader(StringIO(body_of(response).decode("utf-8-sig"))))
    assert [row["Titre"] for row in rows] == titles(client, "route", per_page=30)
    found = search(client, "route", per_page="30")["results"]
    assert [row["Identifiant"] for row in rows] == [hit["uri"] for hit in found]
    assert rows[0] | {"Titre": "", "Page": "", "Identifiant": ""} == {
        "Type": "page",
        "Titre": "",
        "Page": "",
        "Identifiant": "",
        "Langue": "fr",
        "Extrait": "'=1+1.",
    }
    assert rows[0]["Page"].startswith("http://127.0.0.1:8000/fr/route-")
    assert page(client, "route").select_one(".downloads a")["href"].endswith("format=csv")
