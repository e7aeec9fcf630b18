"""The address that a list gives as its own: what its title says, and the page of the whole list."""

from datetime import date

import pytest
from bs4 import BeautifulSoup

from tests.builders import make_membership, make_network, make_organisation, make_post

pytestmark = pytest.mark.django_db


@pytest.fixture
def lists():
    home = make_network("METREX", is_home=True, slug="metrex")
    polis = make_network("POLIS", slug="polis")
    for n in range(10):
        body = make_organisation(f"City {n}", country="FR")
        make_membership(body, network=home, status="member")
        make_membership(body, network=polis, status="member")
    for n in range(25):
        make_post(f"Une {n}", f"One {n}", displayed_on=date(2023, 3, 1 + n))


@pytest.mark.parametrize(
    ("path", "query", "own", "title"),
    [
        ("membres", "", "", "Membres du réseau METREX"),
        ("membres", "network=metrex&sort=name", "", "Membres du réseau METREX"),
        ("membres", "page=2", "page=2", "Membres du réseau METREX, Page 2 sur 2"),
        ("membres", "page=1", "", "Membres du réseau METREX"),
        ("membres", "country=FR&page=2", "", "Membres du réseau METREX, Page 2 sur 2"),
        ("membres", "network=polis", "network=polis", "Membres du réseau POLIS"),
        ("membres", "at=30/06/2019", "at=2019-06-30", "Membres du réseau METREX au 30 juin 2019"),
        (
            "membres",
            "at=2019-06-30&network=polis&page=2",
            "network=polis&at=2019-06-30&page=2",
            "Membres du réseau POLIS au 30 juin 2019, Page 2 sur 2",
        ),
        ("membres", "at=soon", "", "Membres du réseau METREX"),
        (
            "membres/liste",
            "at=2019-06-01",
            "at=2019-06-01",
            "Liste des membres du réseau METREX au 1er juin 2019",
        ),
        ("actualites", "page=2", "page=2", "Actualités, Page 2 sur 2"),
        ("actualites", "year=2023", "year=2023", "Actualités\u00a0: 2023"),
        (
            "actualites",
            "month=3&year=2023&page=2",
            "year=2023&month=3&page=2",
            "Actualités\u00a0: mars 2023, Page 2 sur 2",
        ),
    ],
)
def test_a_list_is_canonical_to_what_its_title_says(
    client, lists, settings, path, query, own, title
):
    settings.SITE_URL = "https://metropoles.example"

    response = client.get(f"/fr/{path}/?{query}")

    head = BeautifulSoup(response.content, "lxml").head
    address = f"https://metropoles.example/fr/{path}/" + (f"?{own}" if own else "")
    assert head.title.get_text().removesuffix(" · Métropoles") == title
    assert head.select_one("[rel=canonical]")["href"] == address
    assert head.select_one("[property='og:url']")["content"] == address
    assert head.select_one("[hreflang=fr]")["href"] == address
    assert head.select_one("[hreflang=en]")["href"].partition("?")[2] == own


@pytest.mark.parametrize(
    ("address", "above"),
    [
        ("/en/news/?year=2023&month=3", ["Home", "News"]),
        ("/en/news/", ["Home"]),
        ("/en/members/?network=polis", ["Home", "Members"]),
        ("/en/members/", ["Home"]),
    ],
)
def test_a_part_of_a_list_leads_back_to_the_whole(client, lists, address, above):
    soup = BeautifulSoup(client.get(address).content, "lxml")

    links = soup.select(".breadcrumb a")
    assert [link.get_text() for link in links] == above
    assert all("?" not in link["href"] for link in links)
