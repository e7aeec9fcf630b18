"""Checks against the specifications that machines read by; each raises where something is wrong.

Atom          the grammar of RFC 4287, appendix B (schemas/atom.rng), by lxml
JSON Feed     a schema after the text of version 1.1 (schemas/json-feed.json), by jsonschema
iCalendar     icalendar's parser without an error, then what RFC 5545 and RFC 7986 demand
Sitemaps      the schemas of sitemaps.org (schemas/*.xsd), by lxml
schema.org    each word is in the vocabulary that rdflib ships, and each type has what it needs
              (schemas/schema-org.json)
JSON-LD, RDF  read by rdflib, each term in the vocabulary it names, literals of their datatypes;
              DCAT-AP 3 and ORG as shapes (schemas/dcat-ap.ttl, schemas/org.ttl), by pySHACL
JSON, GeoJSON the schema that the site ships, itself checked against JSON Schema 2020-12

Decision 0018 says why these.
"""

import json
import re
from datetime import timedelta
from functools import cache
from pathlib import Path

import pyshacl
from bs4 import BeautifulSoup
from icalendar import Calendar
from jsonschema import Draft202012Validator
from lxml import etree
from rdflib import Graph, Literal
from rdflib.namespace import DCAT, DCTERMS, FOAF, ORG, RDF, SDO, SKOS, TIME, WGS

from news.datasets import schema

SCHEMAS = Path(__file__).parent / "schemas"
# The vocabularies of the exports; vcard comes with no library: these are the terms that we use.
KNOWN = {
    **{str(known._NS): known for known in (DCAT, DCTERMS, FOAF, ORG, RDF, SKOS, TIME)},
    "http://www.w3.org/2003/01/geo/wgs84_pos#": WGS,  # rdflib knows it under https
    "http://www.w3.org/2006/vcard/ns#": {"locality", "country-name"},
    str(SDO._NS): {*SDO.__annotations__, "query-input"},  # schema.org/docs/actions.html, "-input"
}


def body_of(response) -> bytes:
    return b"".join(response) if response.streaming else response.content


def json_of(response) -> dict:
    return json.loads(body_of(response))


@cache
def shipped_schema() -> dict:
    Draft202012Validator.check_schema(shipped := schema())
    return shipped


@cache
def open_data(definition: str) -> Draft202012Validator:
    whole = {**shipped_schema(), "$ref": f"#/$defs/{definition}"}
    whole.pop("anyOf")
    return Draft202012Validator(whole, format_checker=Draft202012Validator.FORMAT_CHECKER)


def keeps_to(definition: str, data: dict) -> dict:
    """Return the data if it keeps to a definition of the shipped schema."""
    open_data(definition).validate(data)
    return data


def valid_json_feed(data: dict) -> dict:
    kept = json.loads((SCHEMAS / "json-feed.json").read_text())
    Draft202012Validator(kept, format_checker=Draft202012Validator.FORMAT_CHECKER).validate(data)
    return data


@cache
def grammar(name: str):
    file = etree.parse(SCHEMAS / name)
    return etree.RelaxNG(file) if name.endswith(".rng") else etree.XMLSchema(file)


def valid_xml(content: bytes, name: str):
    """Return the root of an XML file that keeps to a grammar of tests/schemas."""
    root = etree.fromstring(content)
    grammar(name).assertValid(root)
    return root


def valid_calendar(response) -> Calendar:
    """Parse a calendar strictly, after what RFC 5545 and RFC 7986 demand of every calendar."""
    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    content = response.content
    assert content.endswith(b"\r\n")
    lines = content.split(b"\r\n")
    assert not [line for line in lines if b"\n" in line or b"\r" in line]
    assert max(map(len, lines)) <= 75  # 3.1: octets, folded between characters
    assert all(line.decode() is not None for line in lines)
    calendar = Calendar.from_ical(content)
    assert not [error for part in calendar.walk() for error in part.errors]
    assert calendar["VERSION"] == "2.0"
    assert calendar["PRODID"]
    assert calendar.subcomponents  # 3.6: at least one
    assert calendar["NAME"] == calendar["X-WR-CALNAME"]
    check_events(calendar)
    return calendar


def check_events(calendar: Calendar):
    zones = {zone["TZID"] for zone in calendar.walk("VTIMEZONE")}
    for event in calendar.walk("VEVENT"):
        for once in ("UID", "DTSTAMP", "DTSTART", "SUMMARY", "URL", "LAST-MODIFIED"):
            assert once in event, once
            assert not isinstance(event[once], list), once
        assert event["DTSTAMP"].dt.utcoffset() == timedelta(0)
        assert event["URL"].startswith("http")
        start, end = event["DTSTART"], event.get("DTEND")
        assert start.params.get("TZID") in {None, *zones}
        if end is not None:
            assert end.dt > start.dt
            assert (end.params.get("VALUE"), end.params.get("TZID")) == (
                start.params.get("VALUE"),
                start.params.get("TZID"),
            )
    uids = [str(event["UID"]) for event in calendar.walk("VEVENT")]
    assert len(uids) == len(set(uids))


def data_blocks(page: bytes | BeautifulSoup) -> list[dict]:
    """Return the nodes of the page's schema.org data, each type with words that it knows."""
    soup = page if isinstance(page, BeautifulSoup) else BeautifulSoup(page, "lxml")
    nodes = []
    for block in soup.select('script[type="application/ld+json"]'):
        data = json.loads(block.string)
        assert data["@context"] == "https://schema.org"
        nodes += data["@graph"]
        words = {"@vocab": str(SDO._NS)}  # the context itself stands elsewhere
        check_terms(Graph().parse(data={**data, "@context": words}, format="json-ld"))
    for node in nodes:
        check_schema_org(node)
    return nodes


@cache
def vocabulary() -> dict:
    return json.loads((SCHEMAS / "schema-org.json").read_text())


def check_schema_org(value):
    """Raise AssertionError for a type or a property that schema.org does not have, or a gap."""
    if isinstance(value, list):
        for each in value:
            check_schema_org(each)
    if not isinstance(value, dict):
        assert value not in (None, "")
        return
    known = vocabulary()[value["@type"]]
    words = set(value) - {"@type", "@id"}
    assert words <= set(known["properties"]), words - set(known["properties"])
    assert set(known["required"]) <= words, value
    for name in words:
        check_schema_org(value[name])


def rdf(response) -> Graph:
    """Return the statements of a JSON-LD document that keeps to what its vocabularies say."""
    assert response["Content-Type"] == "application/ld+json"
    return valid_rdf(body_of(response))


def valid_rdf(content: bytes | str) -> Graph:
    graph = Graph().parse(data=content, format="json-ld")
    check_terms(graph)
    conforms, _, report = pyshacl.validate(graph, shacl_graph=shapes())
    assert conforms, report
    return graph


def check_terms(graph: Graph):
    """Raise AssertionError for a term that its vocabulary lacks, or a literal not of its type."""
    terms = {*graph.predicates(), *graph.objects(predicate=RDF.type)}
    for term in terms:
        vocabulary, word = re.fullmatch("(.+[#/])(.+)", term).groups()
        assert word in KNOWN[vocabulary], term
    assert not [node for node in graph.objects() if isinstance(node, Literal) and node.ill_typed]


@cache
def shapes() -> Graph:
    graph = Graph()
    for file in SCHEMAS.glob("*.ttl"):
        graph.parse(file)
    return graph
