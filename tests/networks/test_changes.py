"""What changed: page and feed say what visitors could see happen, and nothing before its day."""

from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from metropoles.models import OrganisationName, Relation
from networks.changes import entries, tell
from networks.models import StatusChange
from tests.builders import (
    make_changes,
    make_membership,
    make_network,
    make_organisation,
    make_status,
)
from tests.specifications import valid_xml

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
FEED = "/en/members/changes/atom.xml"


@pytest.fixture
def network():
    make_status("secret", category="applicant", public=False)
    return make_network(is_home=True, slug="metrex")


def member(network, name, **history):
    """A member whose statuses begin on days given as d2019_06_01="member"."""
    membership = make_membership(make_organisation(name), network=network)
    days = {date(*map(int, day[1:].split("_"))): code for day, code in history.items()}
    make_changes(membership, days)
    return membership


def lines(response) -> list[str]:
    soup = BeautifulSoup(response.content, "lxml")
    return [" ".join(line.get_text(" ", strip=True).split()) for line in soup.select(".change")]


def test_joins_changes_and_leaves_are_told_the_latest_first(client, network):
    member(network, "Turin", d2015_03_04="observer", d2019_06_01="member", d2023_12_31="former")

    assert lines(client.get("/en/members/changes/")) == [
        "31 December 2023 Turin leaves, was: Member",
        "1 June 2019 Turin Observer → becomes Member",
        "4 March 2015 Turin joins: Observer",
    ]


def test_what_is_private_reads_as_joining_and_no_longer_being_listed(client, network):
    member(network, "Turin", d2017_01_01="secret", d2019_06_17="member", d2022_05_05="secret")
    member(network, "Milan", d2017_01_01="secret", d2018_01_01="former")

    assert lines(client.get("/en/members/changes/")) == [
        "5 May 2022 Turin no longer listed, was: Member",
        "17 June 2019 Turin joins: Member",
    ]


def test_a_change_to_come_is_told_from_its_day_on(client, network, time_machine):
    member(network, "Turin", d2027_01_01="member")

    time_machine.move_to("2026-12-31 12:00 +0100")
    assert not lines(client.get("/en/members/changes/"))
    assert "Turin" not in client.get(FEED).content.decode()
    time_machine.move_to("2027-01-01 00:30 +0100")
    assert lines(client.get("/en/members/changes/")) == ["1 January 2027 Turin joins: Member"]
    assert "Turin" in client.get(FEED).content.decode()


def test_changes_stand_under_their_month_or_only_their_year(client, network):
    member(network, "Turin", d2019_06_17="observer")
    partly = make_membership(make_organisation("Milan"), network=network)
    partly.change_status(make_status("observer"), date(2019, 3, 3), precision="year")
    partly.change_status(make_status("member"), date(2020, 3, 3), precision="month")

    soup = BeautifulSoup(client.get("/en/members/changes/").content, "lxml")

    headings = [heading.get_text(strip=True) for heading in soup.select(".changes-month h2")]
    assert headings == ["March 2020", "June 2019", "2019, month unknown"]
    assert [time["datetime"] for time in soup.select(".change time")] == [
        "2020-03",
        "2019-06-17",
        "2019",
    ]


def test_starts_that_nobody_knows_are_counted_not_listed(client, network):
    make_membership(network=network, status="member")

    response = client.get("/en/members/changes/")

    assert not lines(response)
    assert "1 status has a start that nobody knows" in response.content.decode()


def test_new_names_and_successors_of_members_are_told(client, network):
    joined = {"d2015_01_01": "member"}
    turin = member(network, "Turin", **joined).lead
    left = member(network, "Nice", d2010_01_01="member", d2012_01_01="former").lead
    stranger, milan = make_organisation("Inconnue"), member(network, "Milan", **joined).lead
    for organisation in (turin, left, stranger):
        OrganisationName.objects.create(
            organisation=organisation, name="Vieux", type="former", used_until=date(2020, 12, 31)
        )
    Relation.objects.create(
        from_organisation=milan,
        type="successor_of",
        to_organisation=stranger,
        start=date(2021, 2, 1),
    )

    assert lines(client.get("/en/members/changes/?year=2021")) == [
        "1 February 2021 Milan takes the place of Inconnue",
        "1 January 2021 Turin new name, formerly Vieux",
    ]


def test_a_year_or_another_network_may_be_asked_for(client, network):
    member(network, "Turin", d2015_03_04="observer", d2019_06_01="member")
    member(make_network("POLIS", slug="polis"), "Milan", d2018_01_01="member")

    assert len(lines(client.get("/en/members/changes/?year=2015"))) == 1
    assert not lines(client.get("/en/members/changes/?year=2016"))
    assert "Milan" in lines(client.get("/en/members/changes/?network=polis"))[0]


def test_a_long_history_comes_in_pages(client, network):
    for n in range(60):
        member(network, f"Ville {n}", d2020_01_01="member")

    assert len(lines(client.get("/en/members/changes/"))) == 50
    assert len(lines(client.get("/en/members/changes/?page=2"))) == 10
    assert client.get("/en/members/changes/?page=3").status_code == 404


def test_each_page_of_a_long_history_has_its_own_title(client, network):
    for n in range(60):
        member(network, f"Ville {n}", d2020_01_01="member")

    def title(address):
        return BeautifulSoup(client.get(address).content, "lxml").title.get_text()

    assert "Page" not in title("/en/members/changes/")
    assert "Page 2 of 2" in title("/en/members/changes/?page=2")
    assert "Page 2 sur 2" in title("/fr/membres/changements/?page=2")


# --- The feed


@pytest.mark.parametrize("address", ["/fr/membres/changements/atom.xml", FEED])
def test_the_feed_keeps_to_its_specification_in_both_languages(client, network, address):
    member(network, "Turin & Co", d2015_03_04="observer", d2019_06_01="member")

    feed = valid_xml(client.get(address).content, "atom.rng")

    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == address[1:3]
    assert len(feed.findall(f"{ATOM}entry")) == 2


def test_the_feed_is_followed_through_a_changed_address(client, network):
    member(network, "Turin", d2019_06_01="member")
    asked = f"{FEED}?network=metrex"
    before = valid_xml(client.get(asked).content, "atom.rng")
    network.slug = "metropolises"
    network.save()

    moved = client.get(asked)

    assert (moved.status_code, moved["Location"]) == (301, f"{FEED}?network=metropolises")
    after = valid_xml(client.get(moved["Location"]).content, "atom.rng")
    for name in (f"{ATOM}id", f"{ATOM}entry/{ATOM}id"):
        assert after.findtext(name) == before.findtext(name)


def test_the_feed_is_atom_with_lasting_identifiers(client, network):
    change = member(network, "Turin & Co", d2019_06_01="member").changes.get()

    response = client.get(FEED)

    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = valid_xml(response.content, "atom.rng")
    (entry,) = feed.findall(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}id") == f"tag:127.0.0.1,2026:change-{change.pk}"
    assert entry.findtext(f"{ATOM}title") == "Turin & Co: joins, Member"
    assert feed.findtext(f"{ATOM}updated") == entry.findtext(f"{ATOM}updated")
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links["self"].endswith("/en/members/changes/atom.xml?network=metrex")


def test_pages_lead_feed_readers_to_the_feed_once_it_tells_something(client, network):
    def feed_link(path):
        soup = BeautifulSoup(client.get(path).content, "lxml")
        return soup.select_one("head link[type='application/atom+xml']")

    paths = ["/fr/membres/", "/fr/membres/changements/"]
    assert [feed_link(path) for path in paths] == [None, None]
    member(network, "Turin", d2019_06_01="observer")
    for path in paths:
        link = feed_link(path)
        assert link["href"] == "/fr/membres/changements/atom.xml?network=metrex"
        assert client.get(link["href"]).status_code == 200


def test_an_unchanged_feed_is_not_sent_again(client, network):
    membership = member(network, "Turin", d2019_06_01="observer")
    first = client.get(FEED)

    assert client.get(FEED, headers={"If-None-Match": first["ETag"]}).status_code == 304
    membership.change_status(make_status("member"), date(2020, 1, 1))
    assert client.get(FEED, headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_a_feed_without_entries_stays_the_same(client, network):
    first = client.get(FEED)

    assert first.status_code == 200
    assert client.get(FEED, headers={"If-None-Match": first["ETag"]}).status_code == 304


@pytest.mark.parametrize("query", ["network=nope", "network=%00", "year=abc"])
def test_the_feed_of_nothing_is_a_404(client, network, query):
    assert client.get(f"{FEED}?{query}").status_code == 404


def test_without_a_home_network_there_is_no_feed_but_a_page(client):
    assert client.get(FEED).status_code == 404
    assert client.get("/en/members/changes/").status_code == 200


# --- It agrees with the directory


CODES = ["member", "observer", "secret", "former"]
DAYS = st.dates(date(2000, 1, 1), date(2025, 12, 31))
HISTORIES = st.lists(
    st.dictionaries(st.none() | DAYS, st.sampled_from(CODES), max_size=5), min_size=1, max_size=4
)


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(histories=HISTORIES, days=st.lists(DAYS, min_size=3, max_size=3))
def test_those_who_came_less_those_who_left_are_the_members_of_any_day(histories, days):
    with transaction.atomic():
        make_status("secret", category="applicant", public=False)
        network = make_network()
        for history in histories:
            make_changes(make_membership(network=network), history)
        found = entries(network)
        told = tell([entry for entry in found if entry.day])
        holder = dict(StatusChange.objects.values_list("pk", "membership"))
        at_first = {holder[entry.pk] for entry in found if not entry.day}
        for day in [*days, *(entry.day - timedelta(days=1) for entry in told)]:
            listed = set(at_first)
            for entry in reversed(told):
                if entry.day <= day:
                    (listed.add if entry.after else listed.discard)(holder[entry.pk])
            assert listed == set(network.members_on(day).values_list("pk", flat=True))
        transaction.set_rollback(True)


def test_entries_that_are_told_are_not_kept_by_the_list_they_come_from():
    membership = make_membership(status="member", since=date(2020, 1, 1))
    listed = entries(membership.network)

    (told,) = tell(listed)

    assert told.bodies
    assert listed[0].bodies == []


def test_networks_that_have_nothing_to_tell_are_not_offered_but_stay_reachable(client, network):
    told, silent = make_network("POLIS", slug="polis"), make_network("EUKN", slug="eukn")
    make_membership(make_organisation("Oslo"), network=silent, status="member")
    make_membership(
        make_organisation("Riga"), network=told, status="member", since=date(2020, 1, 1)
    )

    def offered(query=""):
        soup = BeautifulSoup(client.get(f"/en/members/changes/{query}").content, "lxml")
        return [option["value"] for option in soup.select("[name=network] option")]

    assert offered() == ["metrex", "polis"]
    left = make_membership(make_organisation("Metz"), network=make_network("EMA", slug="ema"))
    make_changes(left, {None: "member", date(2021, 1, 1): "former"})
    private = make_membership(make_organisation("Kent"), network=make_network("CCRI", slug="ccri"))
    make_changes(private, {date(2021, 1, 1): "secret"})
    assert offered() == ["ema", "metrex", "polis"]
    assert offered("?network=eukn") == ["ema", "eukn", "polis"]
