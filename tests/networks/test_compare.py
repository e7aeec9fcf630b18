"""Organisations side by side, networks by member."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from metropoles.models import Figure, Organisation, OrganisationName
from networks.models import Network
from tests.builders import (
    make_membership,
    make_network,
    make_organisation,
    make_status,
    make_strategy,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def two():
    lille = make_organisation("Lille", slug="lille")
    vienna = make_organisation("Vienne", "Vienna", slug="wien", country="AT")
    OrganisationName.objects.create(organisation=vienna, name="Wien", type="exonym", language="de")
    shared, other = make_network("METREX", is_home=True), make_network("POLIS")
    make_membership(lille, network=shared, status="member")
    make_membership(vienna, network=shared, status="observer")
    make_membership(vienna, network=other, status="member")
    for body, value in ((lille, "95"), (vienna, "23")):
        text = {"value_fr": value, "value_en": value, "period_fr": "2023", "period_en": "2023"}
        Figure.objects.create(
            organisation=body, label_fr="Communes", label_en="Municipalities", **text
        )
    return lille, vienna


def page(client, *names, language="en"):
    address = {"en": "/en/members/compare/", "fr": "/fr/membres/comparer/"}[language]
    return BeautifulSoup(client.get(address, {"organisation": names}).content, "lxml")


def rows(soup) -> dict[str, list[str]]:
    found = {}
    for row in soup.select("table.comparison tr"):
        head, *cells = (
            " ".join(c.get_text(" ", strip=True).split())
            for c in row.find_all(True, recursive=False)
        )
        found[head] = cells
    return found


@pytest.mark.parametrize("names", [("lille", "wien"), ("Lille", "Vienna"), ("LILLE", "wIEn ")])
def test_organisations_stand_side_by_side_whatever_name_they_are_given_by(client, two, names):
    table = rows(page(client, *names))

    assert table[""] == ["Lille", "Vienna"]
    assert table["Country"] == ["France", "Austria"]
    assert table["METREX"] == ["Member", "Observer"]
    assert table["POLIS"] == ["–", "Member"]
    assert table["Municipalities"] == ["95 [1]", "23 [1]"]
    assert list(table).index("METREX") < list(table).index("POLIS")


def test_what_none_of_them_has_takes_no_row_and_who_is_chosen_is_not_proposed(client, two):
    lille, _ = two
    make_membership(make_organisation("Metz"), network=Network.objects.home(), status="member")
    assert not {"Seat", "Founded", "Strategies"} & rows(page(client, "lille", "wien")).keys()
    Organisation.objects.filter(pk=lille.pk).update(
        founded=date(1967, 1, 1), founded_precision="day"
    )
    make_strategy(lille)

    soup = page(client, "lille", "wien")

    table = rows(soup)
    assert (table["Founded"][1], table["Strategies"][1]) == ("–", "–")
    assert "Seat" not in table
    assert [option["value"] for option in soup.select("#organisations option")] == ["Metz"]


def test_two_names_of_one_organisation_are_told_to_be_so(client, two):
    soup = page(client, "Wien", "Vienna", "Atlantis")

    assert soup.select_one(".notice").get_text(strip=True) == (
        "Wien and Vienna are names of the same organisation: Vienna. Add another one to compare."
    )
    assert not soup.select("table")


def test_figures_that_share_a_source_tell_it_once(client, two):
    lille, _ = two
    shared = {"period_en": "2023", "source_en": "A portal"}
    for label in ("Borders", "Students"):
        Figure.objects.create(organisation=lille, label_en=label, value_en="7", **shared)

    soup = page(client, "lille", "wien")

    table = rows(soup)
    assert (table["Borders"], table["Students"]) == (["7 [2]", "–"], ["7 [2]", "–"])
    assert table["Municipalities"] == ["95 [1]", "23 [1]"]
    told = [
        " ".join(item.get_text(" ", strip=True).split()) for item in soup.select(".references li")
    ]
    assert told == ["2023", "2023 · A portal"]


def test_a_short_fragment_is_no_name(client, two):
    assert page(client, "Li", "wien").select_one("#unknown-1")
    assert rows(page(client, "Lil", "wien"))[""] == ["Lille", "Vienna"]


def test_a_fifth_is_left_out_and_the_visitor_told(client, two):
    soup = page(client, "lille", "wien", "Oslo", "Roma", "<b>Metz", "lille")

    assert len(soup.select("form [name=organisation]")) == 4
    assert soup.select_one(".notice").get_text(strip=True) == (
        "Four organisations at most stand side by side. Left out: <b>Metz."
    )
    assert not page(client, "lille", "wien", "Oslo", "Roma").select(".notice")


def test_a_choice_is_a_visitors_and_not_for_the_index(client, two):
    chosen, form = page(client, "lille", "wien"), page(client)

    assert chosen.select_one("meta[name=robots]")["content"] == "noindex"
    assert not chosen.select("link[hreflang]")
    assert len(form.select("link[hreflang]")) == 3


def test_the_page_speaks_the_language_of_its_address(client, two):
    assert rows(page(client, "Lille", "Vienne", language="fr"))["Communes"] == [
        "95 [1]",
        "23 [1]",
    ]


def test_an_unknown_name_is_kept_and_said_beside_its_field(client, two):
    soup = page(client, "Lille", "Atlantis", "Vienna")

    field = soup.select_one("#organisation-2")
    assert field["value"] == "Atlantis"
    assert "Atlantis" in soup.find(id=field["aria-describedby"]).get_text()
    assert rows(soup)[""] == ["Lille", "Vienna"]


@pytest.mark.parametrize(
    "names", [(), ("lille",), ("lille", "Lille"), ("\0",), ("a\0b",), ("x" * 9999,), ("'",)]
)
def test_fewer_than_two_is_a_form_and_no_table(client, two, names):
    soup = page(client, *names)

    assert soup.select_one("form.filters")
    assert not soup.select_one("table")


def test_a_private_status_does_not_show_in_the_comparison(client, two):
    secret = make_status("hidden", category="applicant", public=False, label_en="Confidential")
    membership = make_membership(two[0], network=make_network("Secret"))
    membership.change_status(secret, date(2020, 1, 1))

    assert "Secret" not in rows(page(client, "lille", "wien"))


def test_four_cost_as_many_queries_as_two(client, two):
    for name in ("Turin", "Metz"):
        make_membership(make_organisation(name), status="member", network=Network.objects.first())
    counts = []
    for names in (("lille", "wien"), ("lille", "wien", "Turin", "Metz")):
        with CaptureQueriesContext(connection) as queries:
            assert len(rows(page(client, *names))[""]) == len(names)
        counts.append(len([q for q in queries if "LIMIT 1" not in q["sql"]]))
    assert counts[0] == counts[1] <= 20


def test_networks_are_found_by_any_name_of_a_member_of_today(client, two):
    gone = make_membership(
        two[0], network=make_network("ICLEI"), status="member", since=date(2019, 1, 1)
    )
    gone.change_status(make_status("former"), date(2021, 1, 1))

    def found(name):
        soup = BeautifulSoup(client.get("/en/networks/", {"member": name}).content, "lxml")
        return [card.get_text(strip=True) for card in soup.select(".card h2")]

    assert found("Wien") == ["METREX", "POLIS"]
    assert found("lille") == ["METREX"]
    assert found("Atlantis") == []
