"""The leaflet, always current: numbered members with their joint bodies, then everyone else."""

import csv
import io
from datetime import date

import pytest
from bs4 import BeautifulSoup

from networks.models import StatusChange
from tests.builders import make_membership, make_network, make_organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def leaflet():
    """A network with members numbered out of order, one of them joint, and other statuses."""
    network = make_network(is_home=True, slug="metrex", numbering="fixed")
    for number, names in {9: ["Uusimaa", "Helsinki"], 2: ["Berlin"], None: ["Adriatique"]}.items():
        bodies = [make_organisation(name) for name in names]
        make_membership(*bodies, network=network, status="member", number=number)
    make_membership(make_organisation("Munich"), network=network, status="observer")
    make_membership(make_organisation("Bratislava"), network=network, status="observer")
    usa = {"section_fr": "Régions des États-Unis", "section_en": "USA regions"}
    make_membership(make_organisation("Virginie"), network=network, status="partner", **usa)
    make_membership(make_organisation("Zurich"), network=network, status="partner")
    return network


def printed(response) -> dict[str, list[str]]:
    """The lines under each heading."""
    soup = BeautifulSoup(response.content, "lxml")
    return {
        section.h2.get_text(strip=True): [
            " ".join(line.get_text(" ", strip=True).split()) for line in section.select("li")
        ]
        for section in soup.select(".printed")
    }


def test_members_stand_by_number_then_the_others_under_their_headings(client, leaflet):
    assert printed(client.get("/en/members/list/")) == {
        "Members": ["2 Berlin France", "9 Uusimaa Helsinki France", "Adriatique France"],
        "Observers": ["Bratislava France", "Munich France"],
        "Partners": ["Zurich France"],
        "USA regions": ["Virginie France"],
    }
    assert "Régions des États-Unis" in printed(client.get("/fr/membres/liste/"))


def test_a_heading_of_the_leaflet_says_the_status_and_the_list_its_sources(client, leaflet):
    StatusChange.objects.update(source_en="a leaflet, undated")

    soup = BeautifulSoup(client.get("/en/members/list/").content, "lxml")

    counts = [line.get_text(" ", strip=True) for line in soup.select(".printed > .meta")]
    assert [" ".join(line.split()) for line in counts] == [
        "3 memberships held by 4 bodies",
        "2 memberships",
        "1 membership",
        "Partners · 1 membership",
    ]
    note = " ".join(soup.select_one(".table-note").get_text().split())
    assert note == "Where the start is unknown, the status is taken from: a leaflet, undated."


def test_a_network_may_count_its_members_anew_or_give_no_numbers(client, leaflet):
    leaflet.numbering = "running"
    leaflet.save()
    assert printed(client.get("/en/members/list/"))["Members"] == [
        "1 Adriatique France",
        "2 Berlin France",
        "3 Uusimaa Helsinki France",
    ]

    leaflet.numbering = "none"
    leaflet.save()
    assert printed(client.get("/en/members/list/"))["Members"][1] == "Berlin France"


def test_the_page_says_whose_list_it_is_on_which_day_and_how_many_they_are(client, leaflet):
    text = client.get("/en/members/list/?at=2024-02-29").content.decode()
    words = " ".join(BeautifulSoup(text, "lxml").get_text(" ").split())

    assert "List of the members of METREX" in words
    assert "on 29 February 2024" in words
    assert "3 members in 1 country · 7 memberships held by 8 bodies" in words


def test_the_csv_has_the_same_lines_in_the_same_order(client, leaflet):
    response = client.get("/en/members/list/?format=csv")
    text = b"".join(response).decode("utf-8-sig")
    lines = [(row["Number"], row["Organisation"]) for row in csv.DictReader(io.StringIO(text))]

    assert lines == [
        *[("2", "Berlin"), ("9", "Uusimaa"), ("", "Adriatique"), ("", "Bratislava")],
        *[("", "Munich"), ("", "Zurich"), ("", "Virginie")],
    ]


def test_another_network_and_another_day_may_be_asked_for(client, leaflet):
    polis = make_network("POLIS", slug="polis")
    make_membership(network=polis, status="member", since=date(2020, 1, 1))

    assert printed(client.get("/fr/membres/liste/?network=polis"))
    assert not printed(client.get("/fr/membres/liste/?network=polis&at=2019-12-31"))
    assert client.get("/fr/membres/liste/?network=nope").status_code == 200
    assert client.get("/fr/membres/liste/?format=pdf").status_code == 404
