"""Exports say exactly what the directory shows, and nothing that is private."""

import csv
import io
import json
from datetime import date

import pytest
from django.db import transaction
from django.test import Client
from django.utils.translation import override
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html

from networks.models import Membership
from tests.builders import (
    make_changes,
    make_membership,
    make_network,
    make_organisation,
    make_status,
)

pytestmark = [pytest.mark.django_db, pytest.mark.long]


@pytest.fixture
def home_network():
    return make_network(is_home=True, slug="metrex")


def body_of(response) -> bytes:
    return b"".join(response)


def csv_rows(response) -> list[dict]:
    text = body_of(response).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def json_of(response) -> dict:
    return json.loads(body_of(response))


# --- One shape


def test_json_has_the_envelope_and_the_shape_that_are_agreed(client, home_network):
    bodies = [make_organisation(name, slug=name.lower()) for name in ("Uusimaa", "Helsinki")]
    membership = make_membership(*bodies, network=home_network, number=9, section_fr="Nord")
    membership.change_status(make_status("member"), date(2019, 9, 19), precision="year")

    found = json_of(client.get("/fr/membres/?format=json&at=2020-01-01"))

    (result,) = found.pop("results")
    assert set(found) == {"title", "language", "licence", "date", "at", "count", "next"}
    assert (found["language"], found["at"], found["count"]) == ("fr", "2020-01-01", 1)
    assert found["next"] is None
    first, second = result.pop("participants")
    assert result == {
        "id": membership.pk,
        "url": "http://127.0.0.1:8000/fr/organisations/uusimaa/",
        "network": "metrex",
        "number": 9,
        "section": "Nord",
        "status": {"code": "member", "category": "member", "label": "member (fr)"},
        "since": "2019",
    }
    assert first == {
        "slug": "uusimaa",
        "name": "Uusimaa",
        "kind": "city",
        "country": "FR",
        "lat": 50.63,
        "lon": 3.06,
        "url": "http://127.0.0.1:8000/fr/organisations/uusimaa/",
    }
    assert second["slug"] == "helsinki"


def test_json_comes_in_pages(client, home_network):
    for n in range(5):
        make_membership(make_organisation(f"Ville {n}"), network=home_network, status="member")

    seen, address = [], "/en/members/?format=json&per_page=2&sort=name"
    while address:
        page = json_of(client.get(address.removeprefix("http://127.0.0.1:8000")))
        assert page["count"] == 5
        seen += [result["participants"][0]["name"] for result in page["results"]]
        address = page["next"]

    assert seen == [f"Ville {n}" for n in range(5)]
    everything = json_of(client.get("/en/members/?format=json&per_page=5000"))
    assert len(everything["results"]) == 5


def test_geojson_has_a_feature_for_each_membership_wherever_it_is(client, home_network):
    alone = make_organisation("Lisbonne", latitude="38.72", longitude="-9.14")
    pair = [make_organisation(name) for name in ("Uusimaa", "Helsinki")]
    nowhere = make_organisation("Réseau", latitude=None, longitude=None)
    for bodies in ([alone], pair, [nowhere]):
        make_membership(*bodies, network=home_network, status="member")

    response = client.get("/fr/membres/?format=geojson&sort=name")

    assert response["Content-Type"] == "application/geo+json"
    found = json_of(response)
    assert found["type"] == "FeatureCollection"
    assert [feature["geometry"] for feature in found["features"]] == [
        {"type": "Point", "coordinates": [-9.14, 38.72]},
        None,
        {"type": "MultiPoint", "coordinates": [[3.06, 50.63], [3.06, 50.63]]},
    ]


def test_csv_opens_in_a_spreadsheet_with_its_accents(client, home_network):
    make_membership(make_organisation("Île-de-France"), network=home_network, status="member")

    response = client.get("/fr/membres/?format=csv")

    assert response.streaming
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"].startswith('attachment; filename="metrex-')
    assert body_of(response).startswith(b"\xef\xbb\xbf")
    (row,) = csv_rows(client.get("/fr/membres/?format=csv"))
    assert (row["Organisation"], row["Pays"]) == ("Île-de-France", "France")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_is_a_formula(client, home_network, start):
    organisation = make_organisation(f"{start}cmd|' /C calc'!A0", longitude="-9.14")
    make_membership(organisation, network=home_network, status="member", section_fr=f"{start}1")

    (row,) = csv_rows(client.get("/fr/membres/?format=csv"))

    assert row["Organisation"].startswith(f"'{start}")
    assert row["Rubrique"].startswith(f"'{start}")
    assert row["Longitude"] == "-9.14"  # a number stays one


# --- Bad input


@pytest.mark.parametrize("name", ["xls", "CSV", "../json", "%00", "x" * 300])
def test_an_unknown_format_is_a_404(client, home_network, name):
    assert client.get(f"/fr/membres/?format={name}").status_code == 404
    assert client.get(f"/fr/membres/liste/?format={name}").status_code == 404


@pytest.mark.parametrize("name", ["csv", "json", "geojson"])
@pytest.mark.parametrize(
    "query",
    ["status=nope", "at=2019-13-45", "at=%00", "network=nope", "q=%00", "region=x", "country=ZZ"],
)
def test_a_bad_filter_is_refused_and_says_which(client, home_network, name, query):
    response = client.get(f"/fr/membres/?format={name}&{query}")

    assert response.status_code == 400
    assert list(json_of(response)["errors"]) == [query.split("=")[0]]


@pytest.mark.parametrize(
    ("query", "status"),
    [
        *[("page=0", 400), ("page=-1", 400), ("page=abc", 400), ("page=2", 404)],
        *[("per_page=0", 400), ("per_page=x", 400), ("per_page=" + "9" * 5000, 400)],
        *[("page=%00", 400), ("page=1e9", 400), ("page=", 200), ("format=", 200)],
    ],
)
def test_a_page_that_makes_no_sense_is_refused(client, home_network, query, status):
    make_membership(network=home_network, status="member")

    assert client.get(f"/fr/membres/?format=json&{query}").status_code == status


@pytest.mark.parametrize("name", ["csv", "json", "geojson"])
def test_without_a_network_there_is_an_empty_export(client, name):
    assert client.get(f"/en/members/?format={name}").status_code == 200


# --- What is private stays so


@pytest.mark.parametrize(
    "path",
    [
        *[f"/fr/membres/?format={name}" for name in ("csv", "json", "geojson")],
        *("/fr/membres/", "/fr/membres/liste/", "/fr/membres/liste/?format=csv"),
        *("/fr/membres/changements/", "/fr/membres/changements/atom.xml"),
    ],
)
def test_notes_reasons_and_private_statuses_never_leave(client, home_network, path):
    make_status("secret", category="applicant", public=False)
    shown = make_membership(make_organisation("Visible"), network=home_network, note="SECRET NOTE")
    shown.change_status(make_status("secret"), date(2018, 1, 1), reason="SECRET REASON")
    shown.change_status(make_status("member"), date(2019, 1, 1), reason="SECRET REASON")
    hidden = make_membership(make_organisation("Cachée"), network=home_network)
    hidden.change_status(make_status("secret"), date(2018, 1, 1))

    text = body_of(client.get(path)).decode()

    assert "Visible" in text
    assert "secret" not in text.lower()
    assert "Cachée" not in text


# --- All agree


CODES = ["member", "applicant", "observer", "partner", "secret", "former"]
DAYS = st.dates(date(2000, 1, 1), date(2030, 12, 31))
HISTORIES = st.lists(
    st.tuples(
        st.integers(1, 3), st.dictionaries(st.none() | DAYS, st.sampled_from(CODES), max_size=5)
    ),
    min_size=1,
    max_size=6,
)


def shown_by_the_page(page) -> set[tuple]:
    """(lead, status) of each row of a table of members."""
    rows = [row for table in page.find_class("members") for row in table.xpath("./tbody/tr")]
    return {
        (
            row.xpath("string(./th//a/@href)"),
            row.find_class("status")[0].text_content().strip().lower(),
        )
        for row in rows
    }


def shown_by_json(results) -> set[tuple]:
    return {
        (result["url"].removeprefix("http://127.0.0.1:8000"), result["status"]["label"])
        for result in results
    }


def shown_by_csv(response) -> set[tuple]:
    return {
        (row["Page"].removeprefix("http://127.0.0.1:8000"), row["Status"].lower())
        for row in csv_rows(response)
    }


def check_a_day(client, network, day):
    members = list(network.members_on(day).with_participants())
    wanted = {(m.lead.get_absolute_url(), m.status_change.status.label) for m in members}
    bodies = {body.get_absolute_url() for member in members for body in member.bodies}

    page = html.fromstring(client.get(f"/en/members/?at={day}").content.decode())
    assert shown_by_the_page(page) == wanted
    points = [point for drawn in page.find_class("map") for point in drawn.xpath(".//svg//a/@href")]
    assert set(points) == bodies
    legend = [
        mark for counted in page.find_class("legend") for mark in counted.find_class("status")
    ]
    assert sum(int(mark.text_content().split("\xa0")[0]) for mark in legend) == len(members)

    everything = json_of(client.get(f"/en/members/?at={day}&format=json"))
    assert everything["count"] == len(members)
    assert shown_by_json(everything["results"]) == wanted
    features = json_of(client.get(f"/en/members/?at={day}&format=geojson"))["features"]
    assert shown_by_json(feature["properties"] for feature in features) == wanted
    assert shown_by_csv(client.get(f"/en/members/?at={day}&format=csv")) == wanted

    printed = html.fromstring(client.get(f"/en/members/list/?at={day}").content.decode())
    names = printed.find_class("printed-body")
    assert sorted(href for name in names for href in name.xpath(".//a/@href")) == sorted(
        body.get_absolute_url() for member in members for body in member.bodies
    )
    assert shown_by_csv(client.get(f"/en/members/list/?at={day}&format=csv")) == wanted


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(histories=HISTORIES, days=st.lists(DAYS, min_size=8, max_size=8))
def test_every_list_agrees_with_members_on_on_any_day(histories, days):
    with transaction.atomic():
        network = make_network(is_home=True)
        make_status("secret", category="applicant", public=False)
        for held_by, history in histories:
            bodies = [make_organisation(f"Ville {n}") for n in range(held_by)]
            make_changes(make_membership(*bodies, network=network), history)
        with override("en"):
            for day in days:
                check_a_day(Client(), network, day)
        transaction.set_rollback(True)
    assert not Membership.objects.exists()
