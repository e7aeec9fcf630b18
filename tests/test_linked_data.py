"""Every thing has a document and a stable identifier, and what they tell is linked data."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import ORG, RDF, SKOS, TIME, XSD

from metropoles.models import Organisation
from networks.models import Network
from tests.builders import (
    make_event,
    make_membership,
    make_network,
    make_organisation,
    make_page,
    make_post,
    make_status,
    make_strategy,
)
from tests.specifications import (
    body_of,
    json_of,
    keeps_to,
    rdf,
    valid_rdf,
)

pytestmark = pytest.mark.django_db

SITE = "http://127.0.0.1:8000"
DCTERMS = Namespace("http://purl.org/dc/terms/")


# --- Documents


def make_things():
    lille, network = make_organisation(slug="lille"), make_network(slug="metrex", is_home=True)
    make_membership(lille, make_organisation("Metz"), network=network, status="member", number=4)
    return {
        "organisation": lille,
        "network": network,
        "strategy": make_strategy(lille),
        "post": make_post(subjects=[lille]),
        "event": make_event(host=lille),
        "page": make_page(),
    }


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_thing_is_a_document_that_its_page_leads_to(client, language):
    for kind, thing in make_things().items():
        path = thing.addresses()[language]
        head = BeautifulSoup(client.get(path).content, "lxml").head
        link = head.select_one('link[type="application/json"]')["href"]

        found = keeps_to(f"{kind}_document", json_of(client.get(f"{path}{link}")))

        assert found["uri"] == f"{SITE}/id/{kind}/{thing.pk}"
        assert found["url"] == f"{SITE}{path}"
        assert client.get(f"{path}?format=xls").status_code == 404


def test_the_document_keeps_its_address_when_the_page_moves(client):
    lille = make_organisation(slug="lille")
    lille.slug = "lille-metropole"
    lille.save()

    response = client.get("/en/organisations/lille/?format=json")

    assert response["Location"] == "/en/organisations/lille-metropole/?format=json"


def test_identifiers_lead_to_the_page_whatever_its_address(client):
    for kind, thing in make_things().items():
        response = client.get(f"/id/{kind}/{thing.pk}", headers={"accept-language": "en"})
        assert (response.status_code, response["Location"]) == (303, thing.addresses()["en"])
        asked = client.get(f"/id/{kind}/{thing.pk}", headers={"accept": "application/json"})
        assert asked["Location"].endswith("?format=json")
        assert client.get(asked["Location"]).status_code == 200
    assert client.get("/id/membership/999").status_code == 404
    for nonsense in ("nothing/1", "post/x", "post/" + "9" * 40, "status/nope", "kind/x"):
        assert client.get(f"/id/{nonsense}").status_code == 404


def test_identifiers_of_what_is_not_public_lead_nowhere(client):
    draft = make_post("Brouillon", "Draft", publish_at_fr=None, publish_at_en=None)
    shown = make_membership(status="member")
    hidden = make_membership()
    hidden.change_status(make_status("secret", category="applicant", public=False), None)

    assert client.get(f"/id/post/{draft.pk}").status_code == 404
    assert client.get(f"/id/membership/{hidden.pk}").status_code == 404
    assert client.get(f"/id/membership/{shown.pk}").status_code == 303
    assert client.get("/id/status/secret").status_code == 404
    assert client.get("/id/status/member").status_code == 303


# --- Linked data


def named(kind: str, key) -> URIRef:
    return URIRef(f"{SITE}/id/{kind}/{key}")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_memberships_are_told_in_the_terms_of_org(client, language):
    things = make_things()
    lille, network = things["organisation"], things["network"]
    membership = network.memberships.get()
    membership.changes.update(effective_on=date(2019, 9, 1), effective_on_precision="month")

    for thing in (lille, network):
        graph = rdf(client.get(f"{thing.addresses()[language]}?format=jsonld"))

        held = named("membership", membership.pk)
        assert (held, RDF.type, ORG.Membership) in graph
        assert (held, ORG.organization, named("network", network.pk)) in graph
        assert (held, ORG.member, named("organisation", lille.pk)) in graph
        assert (held, ORG.role, named("status", "member")) in graph
        beginning = graph.value(graph.value(held, ORG.memberDuring), TIME.hasBeginning)
        month = Literal("2019-09", datatype=XSD.gYearMonth)
        assert graph.value(beginning, TIME.inXSDgYearMonth) == month
        label = {type(thing): thing.name_fr}[type(thing)]
        own = named(thing._meta.model_name, thing.pk)
        assert Literal(label, lang="fr") in set(graph.objects(own, SKOS.prefLabel))
    assert (named("organisation", lille.pk), ORG.memberOf, named("network", network.pk)) in rdf(
        client.get("/fr/organisations/lille/?format=jsonld")
    )


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("org:member", "org:membre"),  # a term that the vocabulary lacks
        ("org:organization", "dcterms:relation"),  # a membership of nothing
        ("org:Role", "skos:Concept"),  # a role of another type
        ('"2019-09"', '"2019-9"'),  # a literal not of its datatype
        ("time:inXSDgYearMonth", "time:inXSDgYear"),  # a month as a year
        ("http://www.w3.org/ns/org#", "http://www.w3.org/ns/org/"),  # another vocabulary
    ],
)
def test_linked_data_with_a_fault_is_refused(client, right, wrong):
    network = make_things()["network"]
    known = {"effective_on": date(2019, 9, 1), "effective_on_precision": "month"}
    network.memberships.get().changes.update(**known)
    content = body_of(client.get("/en/networks/metrex/?format=jsonld")).decode()

    assert valid_rdf(content)
    assert right in content
    with pytest.raises((AssertionError, KeyError)):
        valid_rdf(content.replace(f"{right}", wrong))


def test_linked_data_goes_through_turtle_unchanged(client):
    make_things()
    graph = rdf(client.get("/en/organisations/lille/?format=jsonld"))

    again = Graph().parse(data=graph.serialize(format="turtle"), format="turtle")

    assert len(graph) > 15
    assert graph.isomorphic(again)


def test_linked_data_of_bodies_without_place_or_country_is_whole(client):
    make_organisation("Ailleurs", slug="x", country=None, latitude=None, longitude=None)

    assert len(rdf(client.get("/en/organisations/x/?format=jsonld"))) > 2


@pytest.mark.parametrize("size", [2, 60])
def test_the_document_of_a_network_costs_the_same_at_any_size(
    client, size, django_assert_max_num_queries
):
    network = make_network(slug="metrex", is_home=True)
    for n in range(size):
        make_membership(make_organisation(f"Ville {n}"), network=network, status="member")
    client.get("/en/networks/metrex/?format=jsonld")
    for form in ("json", "jsonld"):
        with django_assert_max_num_queries(8):
            client.get(f"/en/networks/metrex/?format={form}")
    assert Network.objects.get().memberships.count() == size
    assert Organisation.objects.count() == size
