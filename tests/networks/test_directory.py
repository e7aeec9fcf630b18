"""The member directory: any day, any network, any filter, any nonsense."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from content.models import SearchEntry
from metropoles.models import OrganisationName
from tests.builders import (
    make_changes,
    make_membership,
    make_network,
    make_organisation,
    make_status,
    make_theme,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def home_network():
    return make_network(is_home=True, slug="metrex")


def rows(response) -> list[str]:
    soup = BeautifulSoup(response.content, "lxml")
    return [row.get_text(" ", strip=True) for row in soup.select("table.members tbody tr")]


def test_the_directory_shows_the_home_network_today_by_name(client, home_network):
    make_membership(make_organisation("Zagreb"), network=home_network, status="member")
    make_membership(make_organisation("Île-de-France"), network=home_network, status="member")
    make_membership(make_organisation("Ailleurs"), network=make_network("POLIS"), status="member")

    found = rows(client.get("/fr/membres/"))

    assert len(found) == 2
    assert "Île-de-France" in found[0]
    assert "Zagreb" in found[1]


def test_the_day_asked_for_decides_the_status(client, home_network):
    membership = make_membership(network=home_network, status="observer", since=date(2020, 1, 1))
    membership.change_status(make_status("member"), date(2024, 1, 1))

    assert not rows(client.get("/fr/membres/?at=2019-12-31"))
    assert "observer" in rows(client.get("/en/members/?at=2023-12-31"))[0].lower()
    assert "member" in rows(client.get("/en/members/?at=2024-01-01"))[0].lower()


def test_a_joint_membership_is_one_row_with_all_its_bodies(client, home_network):
    bodies = [make_organisation(name) for name in ("Uusimaa", "Helsinki")]
    make_membership(*bodies, network=home_network, status="member", number=9)

    (row,) = rows(client.get("/fr/membres/"))

    assert "Uusimaa" in row
    assert "Helsinki" in row


def test_each_filter_narrows_list_and_map_alike(client, home_network):
    turin = make_organisation("Turin", "Turin", country="IT", latitude="45.07", longitude="7.69")
    OrganisationName.objects.create(organisation=turin, name="Torino", type="exonym")
    theme = make_theme("climate", "Climat", "Climate")
    turin.themes.add(theme)
    make_membership(turin, network=home_network, status="observer")
    make_membership(make_organisation("Lille"), network=home_network, status="member")

    for query in (
        *("q=torino", "q=TORÍNO", "status=observer", "category=observer", "country=IT"),
        *("region=southern", "theme=climate", "country=IT&theme=climate&status=observer"),
    ):
        response = client.get(f"/fr/membres/?{query}")
        (row,) = rows(response)
        assert "Turin" in row, query
        soup = BeautifulSoup(response.content, "lxml")
        points = [point["href"] for point in soup.select(".map a")]
        assert points == [turin.get_absolute_url()], query


def test_another_network_may_be_asked_for(client, home_network):
    make_membership(
        make_organisation("Lille"), network=make_network("POLIS", slug="polis"), status="member"
    )

    assert len(rows(client.get("/fr/membres/?network=polis"))) == 1
    assert not rows(client.get("/fr/membres/"))


def choices(response, name) -> list[str]:
    soup = BeautifulSoup(response.content, "lxml")
    return [option.get_text(strip=True) for option in soup.select(f"select[name={name}] option")]


def test_each_choice_says_how_many_it_would_show_with_the_other_filters(client, home_network):
    for name, country, status in [
        ("Turin", "IT", "member"),
        ("Milan", "IT", "observer"),
        ("Lille", "FR", "member"),
    ]:
        make_membership(
            make_organisation(name, country=country), network=home_network, status=status
        )

    everyone = client.get("/en/members/")
    members = client.get("/en/members/?status=member")

    assert choices(everyone, "country") == ["All countries", "France (1)", "Italy (2)"]
    assert choices(everyone, "region") == [
        "All regions",
        "Western Europe (1)",
        "Southern Europe (2)",
    ]
    assert choices(members, "country") == ["All countries", "France (1)", "Italy (1)"]
    assert choices(members, "status") == ["All statuses", "Member (2)", "Observer (1)"]
    assert choices(client.get("/en/members/?country=SE"), "country")[-1] == "Sweden (0)"


def test_a_joint_membership_counts_once_for_its_country(client, home_network):
    make_membership(
        make_organisation("La Haye", country="NL"),
        make_organisation("Rotterdam", country="NL"),
        network=home_network,
        status="member",
    )

    response = client.get("/en/members/")

    assert choices(response, "country")[-1] == "Netherlands (1)"
    assert "1 member in 1 country · 1 membership held by 2 bodies" in " ".join(
        BeautifulSoup(response.content, "lxml").select_one(".count").get_text().split()
    )


def day_links(response) -> list[str]:
    soup = BeautifulSoup(response.content, "lxml")
    return [link["href"] for link in soup.select(".days a")]


def test_the_days_around_on_which_something_changed_are_one_click_away(client, home_network):
    membership = make_membership(network=home_network)
    make_changes(
        membership,
        {date(2015, 3, 1): "observer", date(2019, 6, 1): "member", date(2090, 1, 1): "former"},
    )

    assert day_links(client.get("/fr/membres/?at=2017-01-01&country=FR")) == [
        "?at=2015-03-01&country=FR",
        "?country=FR",
        "?at=2019-06-01&country=FR",
    ]
    assert day_links(client.get("/fr/membres/")) == ["?at=2019-06-01", "?at=2090-01-01"]


def test_what_happens_among_private_statuses_makes_no_day_to_visit(client, home_network):
    make_status("talks", category="applicant", public=False)
    make_status("promise", category="applicant", public=False)
    membership = make_membership(network=home_network)
    make_changes(
        membership,
        {
            date(2015, 3, 1): "talks",
            date(2016, 3, 1): "promise",
            date(2017, 3, 1): "member",
            date(2018, 3, 1): "former",
            date(2018, 9, 1): "talks",
        },
    )

    assert day_links(client.get("/fr/membres/?at=2017-01-01"))[-1] == "?at=2017-03-01"
    assert day_links(client.get("/fr/membres/"))[0] == "?at=2018-03-01"


NONSENSE = [
    "status=nope",
    "country=ZZ",
    "theme=%F0%9F%A6%8A",
    "network=nope",
    "at=2019-13-45",
    "at=yesterday",
    "at=0000-00-00",
    "q=%00",
    "q=" + "x" * 5000,
    "sort=size",
    "category=nope",
    "region=nope",
    "region=%00",
    "year=nope",
    "year=99999999999999999999",
    "kind[]=1",
    "q='%22;--",
]


PAGES = [
    *("/fr/membres/", "/fr/membres/liste/", "/en/members/changes/"),
    *("/en/networks/", "/fr/actualites/", "/en/events/"),
]


@pytest.mark.parametrize("path", PAGES)
def test_a_bad_value_is_a_clean_page_with_a_way_out(client, home_network, path, subtests):
    make_membership(network=home_network, status="member", since=date(2020, 1, 1))

    for query in NONSENSE:
        with subtests.test(query[:50]):
            response = client.get(f"{path}?{query}")

            assert response.status_code == 200
            assert f'href="{path}"' in response.content.decode()


def test_from_an_empty_list_the_way_out_gives_up_the_day_before_the_network(client, home_network):
    make_membership(network=home_network, status="member")
    polis = make_network("POLIS", slug="polis")
    make_membership(network=polis, status="member", since=date(2020, 1, 1))

    response = client.get("/en/members/?network=polis&at=2019-06-01")

    way_out = BeautifulSoup(response.content, "lxml").select_one(".empty a")
    assert way_out["href"] == "/en/members/?network=polis"


def test_any_day_of_the_calendar_may_be_asked_for(client, home_network):
    make_membership(network=home_network, status="member")

    for day in ("0001-01-01", "1000-02-28", "2000-02-29", "9999-12-31"):
        assert len(rows(client.get(f"/fr/membres/?at={day}"))) == 1
        assert client.get(f"/en/members/list/?at={day}").status_code == 200


@pytest.mark.parametrize("page", ["0", "-1", "999", "abc", "%00", "1e9"])
def test_a_page_that_does_not_exist_is_a_404_in_the_visitors_language(client, home_network, page):
    response = client.get(f"/fr/membres/?page={page}")

    assert response.status_code == 404
    assert '<html lang="fr"' in response.content.decode()


@pytest.mark.parametrize(
    "path", ["/de/", "/fr/rien/", "/en/organisations/nobody/", "/fr/membres/x/"]
)
def test_an_unknown_address_is_a_clean_404(client, path):
    response = client.get(path, follow=True)

    assert response.status_code == 404
    assert 'href="/' in response.content.decode()


def test_the_directory_stands_without_a_home_network(client):
    assert client.get("/fr/membres/").status_code == 200
    assert client.get("/fr/").status_code == 200


A_DAY = date(2020, 1, 1)


def cost(client, path) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


PATHS = [
    *("/fr/", "/en/members/", "/fr/membres/?format=csv", "/fr/membres/?format=json"),
    *("/fr/membres/liste/", "/en/members/changes/", "/en/members/changes/atom.xml"),
    *("/fr/reseaux/", "/fr/reseaux/metrex/"),
]


def test_pages_cost_the_same_for_two_rows_as_for_sixty(client, home_network):
    costs = []
    for numbers in (range(2), range(2, 60)):
        with SearchEntry.objects.refreshed_at_the_end():
            for n in numbers:
                place = {"latitude": 40 + n % 20, "longitude": n % 30}
                organisation = make_organisation(f"Ville {n}", **place)
                make_membership(organisation, network=home_network, status="member", since=A_DAY)
                make_network(f"R-{n}", parent=home_network)
        costs.append({path: cost(client, path) for path in PATHS})

    assert costs[0] == costs[1]
    assert max(costs[0].values()) <= 20
