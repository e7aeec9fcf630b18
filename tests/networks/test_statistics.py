"""The statistics count what the list shows on the same day, numbers leading to their lists."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from networks.models import Membership
from networks.roll import Roll
from networks.statistics import statistics
from tests.builders import (
    make_changes,
    make_membership,
    make_network,
    make_organisation,
    make_status,
)
from tests.reading import words
from tests.specifications import json_of, keeps_to

pytestmark = pytest.mark.django_db

DAY = date(2020, 6, 1)
DAYS = st.none() | st.dates(date(2016, 1, 1), date(2022, 12, 31))
STATUSES = st.sampled_from(["member", "observer", "former"])


@pytest.fixture
def network():
    network = make_network(is_home=True, slug="metrex")
    make_membership(make_organisation("Lille"), network=network, status="member")
    make_membership(
        make_organisation("Oslo", country="NO", kind="region"), network=network, status="observer"
    )
    joint = [make_organisation("Kortrijk", country="BE"), make_organisation("Roubaix")]
    make_membership(*joint, network=network, status="member", since=date(2019, 1, 1))
    return network


def tables(client, query="", path="/en/members/statistics/") -> dict[str, dict[str, str]]:
    soup = BeautifulSoup(client.get(f"{path}{query}").content, "lxml")
    return {
        words(table.th): {words(row.th): words(row.td) for row in table.select("tbody tr")}
        for table in soup.select(".statistics table")
    }


def test_memberships_are_counted_by_all_that_tells_them_apart(client, network):
    assert tables(client, "?at=2020-06-01") == {
        "By status": {"Members": "2", "Observer": "1"},
        "By region": {"Western Europe": "2", "Northern Europe": "1"},
        "By country": {"France": "2", "Belgium": "1", "Norway": "1"},
        "By kind of the leading body": {"City": "2", "Region or province": "1"},
        "Over the years": {"2019": "3", "1 June 2020": "3"},
    }
    assert tables(client, "?at=2018-06-01")["By country"] == {"France": "1", "Norway": "1"}


def test_a_number_leads_to_as_many_rows(client, network):
    soup = BeautifulSoup(client.get("/fr/membres/statistiques/?at=2020-06-01").content, "lxml")
    links = soup.select(".statistics tbody a")

    assert len(links) == 2 + 2 + 3 + 2
    for link in links:
        list_of_members = BeautifulSoup(client.get(link["href"]).content, "lxml")
        rows = list_of_members.select("table.members tbody tr")
        assert str(len(rows)) == words(link.find_next("td")), link


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    histories=st.lists(st.dictionaries(DAYS, STATUSES, min_size=1), max_size=4),
    day=st.dates(date(2015, 1, 1), date(2023, 12, 31)),
)
def test_every_group_amounts_to_the_members_of_the_day(histories, day):
    network = make_network()
    for history in histories:
        make_changes(make_membership(make_organisation(), network=network), history)

    groups = {group.name: group.statistics for group in statistics(Roll(network, day))}

    everyone = network.members_on(day).count()
    for name in ("status", "region", "country", "kind"):
        assert sum(each.count for each in groups.get(name, [])) == everyone
    for each in groups.get("year", []):
        end = min(date(int(each.code), 12, 31), day)
        assert each.count == network.members_on(end).count()


def test_the_years_tell_nothing_of_what_happens_among_private_statuses(client, network):
    make_status("secret", category="applicant", public=False)
    make_membership(network=network, status="secret", since=date(2012, 1, 1))

    assert list(tables(client, "?at=2020-06-01")["Over the years"]) == ["2019", "1 June 2020"]


def test_no_more_than_ten_years_are_told(client, network):
    make_membership(network=network, status="member", since=date(1990, 1, 1))

    years = tables(client, "?at=2020-12-31")["Over the years"]

    assert list(years) == [*map(str, range(2011, 2020)), "31 December 2020"]


def test_they_are_handed_out_as_the_schema_says(client, network):
    answer = json_of(client.get("/en/members/statistics/?format=json&at=2020-06-01"))

    assert keeps_to("statistic_list", answer)
    assert answer["at"] == "2020-06-01"
    assert {row["id"]: row["memberships"] for row in answer["results"]}["country-FR"] == 2
    assert client.get("/en/members/statistics/?format=json&at=soon").status_code == 400
    csv = b"".join(client.get("/fr/membres/statistiques/?format=csv")).decode()
    assert "Décompte par,Code,Libellé,Adhésions" in csv


def test_a_network_without_members_has_none_and_a_way_out(client):
    make_network(is_home=True)

    response = client.get("/en/members/statistics/")

    assert response.status_code == 200
    assert BeautifulSoup(response.content, "lxml").select(".empty")


def test_they_cost_the_same_for_three_members_as_for_thirty(client, network):
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as captured:
            client.get("/en/members/statistics/?at=2020-06-01")
        return len(captured)

    few = queries()
    for n in range(27):
        body = make_organisation(f"City {n}", country=["FR", "DE", "IT"][n % 3])
        make_membership(body, network=network, status="member", since=date(2019, 1, 1 + n))

    assert queries() == few <= 25
    assert Membership.objects.count() == 30
