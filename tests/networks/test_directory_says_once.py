"""The directory does not say again what it has said: no empty column, no filter like another."""

from datetime import date

import pytest
from bs4 import BeautifulSoup

from networks.models import StatusChange
from tests.builders import make_membership, make_network, make_organisation, make_status

pytestmark = pytest.mark.django_db


@pytest.fixture
def network():
    return make_network(is_home=True, slug="metrex")


def read(client, query="") -> BeautifulSoup:
    return BeautifulSoup(client.get(f"/en/members/{query}").content, "lxml")


def headings(soup) -> list[str]:
    return [heading.get_text() for heading in soup.select("table.members thead th")]


def note(soup) -> str:
    return " ".join(soup.select_one(".table-note").get_text().split())


def test_where_no_start_is_known_a_sentence_says_so_and_no_column(client, network):
    make_membership(make_organisation("Oslo"), network=network, status="member")

    soup = read(client)
    assert headings(soup) == ["Organisation", "Country", "Status"]
    assert note(soup) == "The start of these statuses is not known."

    StatusChange.objects.update(source_en="a leaflet")
    assert note(read(client)) == (
        "These statuses are taken from: a leaflet. Their start is not known."
    )


@pytest.mark.parametrize("known", ["effective_on", "attested_on"])
def test_where_one_start_is_known_every_row_says_what_is_known(client, network, known):
    make_membership(make_organisation("Oslo"), network=network, status="member")
    riga = make_membership(make_organisation("Riga"), network=network, status="member")
    precision = {"effective_on_precision": "day"} if known == "effective_on" else {}
    StatusChange.objects.filter(membership=riga).update(**{known: date(2019, 6, 1)}, **precision)

    soup = read(client)
    assert headings(soup)[-1] == "Since"
    since = [row.select("td")[-1].get_text(strip=True) for row in soup.select("tbody tr")]
    assert since == [
        "unknown",
        "1 June 2019" if known == "effective_on" else "1 June 2019 at the latest",
    ]


def test_categories_are_offered_where_they_say_more_than_the_statuses(client, network):
    make_membership(make_organisation("Oslo"), network=network, status="member")
    make_membership(make_organisation("Riga"), network=network, status="observer")
    assert not read(client).select("select[name=category]")
    assert read(client, "?category=member").select("select[name=category]")  # asked for, so shown
    assert read(client, "?category=nope").select("#id_category_error")

    make_status("honorary", category="member")
    make_membership(make_organisation("Turin"), network=network, status="honorary")
    (field,) = read(client).select("select[name=category]")
    assert [option.get_text(strip=True) for option in field.select("option")] == [
        *("All categories", "Member (2)", "Observer (1)"),
    ]


def test_a_filter_that_offers_nothing_is_left_out_unless_it_is_refused(client, network):
    make_membership(make_organisation("Oslo"), network=network, status="member")

    assert read(client).select("#id_status")
    assert not read(client).select("#id_theme")
    refused = read(client, "?theme=nope")
    assert refused.select("#id_theme")
    assert refused.select("#id_theme_error")


def test_numbers_are_shown_where_they_give_the_order(client, network):
    make_membership(make_organisation("Oslo"), network=network, status="member", number=2)
    make_membership(make_organisation("Riga"), network=network, status="member", number=1)

    assert headings(read(client)) == ["Organisation", "Country", "Status"]
    soup = read(client, "?sort=number")
    assert headings(soup) == ["No.", "Organisation", "Country", "Status"]
    assert [number.get_text() for number in soup.select(".member-number")] == ["1", "2"]


def test_the_network_is_kept_and_offered_only_where_the_one_asked_for_is_refused(client, network):
    make_membership(make_organisation("Oslo"), network=network, status="member")
    polis = make_network("POLIS", slug="polis")
    make_membership(make_organisation("Lille"), network=polis, status="member")

    (field,) = read(client, "?network=polis").select("[name=network]")
    assert (field["type"], field["value"]) == ("hidden", "polis")
    refused = read(client, "?network=nope")
    assert refused.select("#id_network_error")
    offered = [option["value"] for option in refused.select("select[name=network] option")]
    assert offered == ["metrex", "polis"]


@pytest.mark.parametrize("last", [{}, {"latitude": -30, "longitude": 40}])
def test_the_halo_is_explained_where_only_the_world_has_some(client, network, last):
    for n in range(8):
        body = make_organisation(f"A {n}", latitude=-30, longitude=20 + n)
        make_membership(body, network=network, status="member")
    make_membership(make_organisation("Zürich", **last), network=network, status="member")

    page = read(client)

    assert len(page.select(".map .pt-listed")) == 8
    assert page.get_text().count("With a halo") == 1


def test_a_list_of_one_page_needs_no_halo(client, network):
    body = make_organisation("Oslo", latitude=60, longitude=11)
    make_membership(body, network=network, status="member")

    page = read(client)

    assert len(page.select(".map .pt")) == 1
    assert not page.select(".map .pt-listed, .map figcaption")


def test_paper_says_where_the_whole_list_is(client, network, settings):
    settings.SITE_URL = "https://metropoles.example"
    make_membership(make_organisation("Oslo"), network=network, status="member")

    link = read(client, "?at=2019-06-30").select_one(".elsewhere .to-print")

    whole = "/en/members/list/?network=metrex&at=2019-06-30"
    assert (link["href"], link["data-address"]) == (whole, f"https://metropoles.example{whole}")


def test_the_list_has_pages_while_map_and_totals_show_everyone(client, network):
    for n in range(60):
        place = {"latitude": 40 + n % 20, "longitude": n % 30}
        body = make_organisation(f"City {n:02}", **place)
        make_membership(body, network=network, status="member")

    pages = [read(client, f"?page={number}") for number in range(1, 9)]

    assert [len(page.select("table.members tbody tr")) for page in pages] == [8] * 7 + [4]
    assert all(len(page.select(".map svg a")) == 60 for page in pages)
    for page in pages:  # the points of those listed are told from the others
        listed = {link["href"] for link in page.select("table.members tbody a")}
        assert listed == {point["href"] for point in page.select(".map .pt-listed")}
        assert "With a halo" in page.select_one(".map figcaption").get_text()
    assert all("60 members" in page.select_one(".count").get_text() for page in pages)
