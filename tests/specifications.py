"""Checks against the specifications that machines read by; each raises where something is wrong."""

import json
from functools import cache
from pathlib import Path

from bs4 import BeautifulSoup
from jsonschema import Draft202012Validator
from lxml import etree
from rdflib import Graph

from news.datasets import schema

SCHEMAS = Path(__file__).parent / "schemas"


def body_of(response) -> bytes:
    return b"".join(response) if response.streaming else response.content


def json_of(response) -> dict:
    return json.loads(body_of(response))


@cache
def open_data(definition: str) -> Draft202012Validator:
    whole = {**schema(), "$ref": f"#/$defs/{definition}"}
    whole.pop("oneOf")
    checker = Draft202012Validator.FORMAT_CHECKER
    return Draft202012Validator(whole, format_checker=checker)


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


def data_blocks(page: bytes | BeautifulSoup) -> list[dict]:
    """Return the nodes of the page's schema.org data, each type with words that it knows."""
    soup = page if isinstance(page, BeautifulSoup) else BeautifulSoup(page, "lxml")
    nodes = []
    for block in soup.select('script[type="application/ld+json"]'):
        data = json.loads(block.string)
        assert data["@context"] == "https://schema.org"
        nodes += data["@graph"]
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
    """Return the statements of a JSON-LD document."""
    assert response["Content-Type"] == "application/ld+json"
    return Graph().parse(data=body_of(response), format="json-ld")
