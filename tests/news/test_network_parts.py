"""The parts of the page of a network: what it is within and made of, where it works, who is in."""

import pytest

from metropoles.models import Office
from tests.builders import make_membership, make_network, make_organisation, make_status
from tests.reading import page, texts, words

pytestmark = pytest.mark.django_db

ADDRESSES = {"fr": "/fr/reseaux/", "en": "/en/networks/"}


@pytest.mark.parametrize(
    ("kind", "language", "label"),
    [
        ("working_group", "fr", "Groupe de travail du réseau"),
        ("working_group", "en", "Working group of"),
        ("association", "en", "Section of"),
        ("commitment", "en", "Commitment of"),
        ("project", "en", "Project of"),
    ],
)
def test_a_part_names_the_network_it_is_within(client, kind, language, label):
    whole = make_network("CEMR")
    part = make_network("Air", kind=kind, parent=whole)

    above = page(client, part, language).select_one(".page-head p.meta")

    assert words(above) == f"{label} CEMR"
    assert above.a["href"] == f"{ADDRESSES[language]}{whole.slug}/"


@pytest.mark.parametrize(
    ("language", "headings"),
    [
        ("fr", ["Associations", "Groupes de travail", "Projets"]),
        ("en", ["Associations", "Working groups", "Projects"]),
    ],
)
def test_parts_are_listed_by_kind_with_what_they_do(client, language, headings):
    whole = make_network("CEMR")
    make_network("Rail", kind="project", parent=whole)
    make_network("Food", kind="working_group", parent=whole)
    air = make_network("Air", kind="working_group", parent=whole, summary_fr="L’air.")
    make_network("AFCCRE", kind="association", parent=whole)
    make_network("Elsewhere", kind="working_group", parent=make_network("Other"))

    parts = page(client, whole, language).select_one("#parts")

    assert texts(parts, "h2") == headings
    assert texts(parts, "li") == ["AFCCRE", "Air L’air.", "Food", "Rail"]
    assert parts.select("li a")[1]["href"] == f"{ADDRESSES[language]}{air.slug}/"


@pytest.mark.parametrize(
    ("language", "term", "places"),
    [
        (
            "fr",
            "Bureaux",
            ["Siège · administration · 2 rue du Rhône", "Antenne · Fermeture : mars 2019"],
        ),
        (
            "en",
            "Offices",
            ["Seat · administration · 2 rue du Rhône", "Branch · Closed: March 2019"],
        ),
    ],
)
def test_the_places_of_its_legal_body_are_told_with_their_role(client, language, term, places):
    body = make_organisation("CCRE")
    Office.objects.create(
        organisation=body,
        name_fr="Antenne",
        name_en="Branch",
        position=2,
        closed="2019-03-01",
        closed_precision="month",
    )
    Office.objects.create(
        organisation=body,
        name_fr="Siège",
        name_en="Seat",
        position=1,
        role_fr="administration",
        role_en="administration",
        address_fr="2 rue du Rhône",
        address_en="2 rue du Rhône",
    )

    facts = page(client, make_network("CEMR", organisation=body), language).select_one(".facts")

    heading = facts.find("dt", string=term)
    assert [words(place) for place in heading.find_next_siblings("dd")] == places


@pytest.mark.parametrize(
    ("language", "label", "value", "source"),
    [
        ("fr", "membres déclarés", "plus de 200", "Site du réseau"),
        ("en", "declared members", "more than 200", "Site of the network"),
    ],
)
def test_the_number_that_a_network_declares_stands_with_its_source(
    client, language, label, value, source
):
    network = make_network(
        declared_members=200,
        declared_qualifier="more_than",
        declared_source_fr="Site du réseau",
        declared_source_en="Site of the network",
    )

    (declared,) = page(client, network, language).select(".figures > div")

    assert words(declared.dt) == label
    assert texts(declared, "dd") == [value, source]


def test_a_network_whose_members_nobody_recorded_says_so(client):
    unknown, known = make_network("EUKN"), make_network("POLIS")
    make_membership(network=known, status="member")
    sentence = "This site does not know yet who belongs to it."

    assert sentence in words(page(client, unknown).main)
    assert sentence not in words(page(client, known).main)


def test_a_commitment_declares_signatories(client):
    network = make_network(
        kind="commitment", declared_members=150, declared_source_en="A signatory"
    )

    assert texts(page(client, network), ".figures > div dt") == ["declared signatories"]


def test_the_number_declared_stands_beside_the_one_counted_here(client):
    network = make_network(declared_members=1, declared_source_en="Its site")
    for _ in range(2):
        make_membership(network=network, status="member")

    assert texts(page(client, network), ".figures > div dt") == [
        "declared member",
        "memberships recorded on this site",
    ]
    assert texts(page(client, network), ".figure-value") == ["1", "2"]


@pytest.fixture
def mixed():
    """A network with members, an observer, a former member and one in talks that are private."""
    network = make_network("METREX")
    make_status("observer", position=2)
    make_status("member", position=1)
    make_status("talks", category="applicant", public=False)
    for name, code in (
        *(("Turin", "member"), ("Lille", "member"), ("Oslo", "observer")),
        *(("Metz", "former"), ("Secret", "talks")),
    ):
        make_membership(make_organisation(name), network=network, status=code)
    return network


@pytest.mark.parametrize(
    ("language", "heading", "statuses"),
    [
        ("fr", "Qui en fait partie", ["2 members (fr)", "1 observer (fr)"]),
        ("en", "Who belongs to it", ["2 members", "1 observer"]),
    ],
)
def test_members_are_grouped_by_status_in_the_order_of_the_statuses(
    client, mixed, language, heading, statuses
):
    members = page(client, mixed, language).select_one("#members")

    assert words(members.h2) == heading
    assert texts(members, "h3.status") == statuses
    assert texts(members, "p.names") == ["Lille · Turin", "Oslo"]


@pytest.mark.parametrize("language", ADDRESSES)
def test_who_has_left_and_who_is_in_private_talks_is_nowhere_on_the_page(client, mixed, language):
    soup = page(client, mixed, language)

    assert "Oslo" in str(soup)
    assert "Metz" not in str(soup)
    assert "Secret" not in str(soup)
    assert texts(soup, ".figure-value") == ["3"]


@pytest.mark.parametrize(
    ("language", "title"),
    [("fr", "Qui siège dans quel groupe"), ("en", "Who sits in which group")],
)
def test_members_stand_against_its_working_groups(client, language, title):
    whole = make_network("CEMR")
    air = make_network("Air", kind="working_group", parent=whole)
    lille = make_organisation("Lille")
    for network in (whole, air):
        make_membership(lille, network=network, status="member")

    groups = page(client, whole, language).select_one("#groups")

    assert words(groups.h2) == title
    assert "Air" in texts(groups, "thead th")
    assert texts(groups, "tbody th") == ["Lille"]
