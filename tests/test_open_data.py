"""The open-data page tells what there is, in words for people and as a DCAT catalogue."""

import json

import pytest
from bs4 import BeautifulSoup
from django.contrib.staticfiles import finders
from jsonschema import Draft202012Validator
from rdflib import Namespace, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, RDF, XSD

from news.datasets import DATASETS, MEANINGS, SCHEMA, schema
from tests.builders import make_network
from tests.specifications import body_of, data_blocks, json_of, rdf, valid_rdf

pytestmark = pytest.mark.django_db

PAGES = {"fr": "/fr/donnees/", "en": "/en/data/"}
AUTHORITY = Namespace("http://publications.europa.eu/resource/authority/")
LOCAL = "http://127.0.0.1:8000"


@pytest.mark.parametrize("path", PAGES.values())
def test_every_download_that_the_page_names_is_there(client, path):
    make_network(is_home=True)
    soup = BeautifulSoup(client.get(path).content, "lxml")

    links = [
        link["href"].removeprefix(LOCAL) for link in soup.select("main .downloads a[download]")
    ]

    assert len(links) == sum(len(dataset.export.formats) for dataset in DATASETS)
    for link in links:
        assert client.get(link).status_code == 200, link
        assert link.startswith(path[:4])


@pytest.mark.parametrize("path", PAGES.values())
def test_every_field_of_the_schema_is_explained(client, path):
    page = BeautifulSoup(client.get(path).content, "lxml")

    for dataset in DATASETS:
        explained = [term.get_text() for term in page.select(f"#{dataset.name} dt")]
        assert explained == list(schema()["$defs"][dataset.definition]["properties"])
    used = {name for dataset in DATASETS for name, _ in dataset.fields}
    assert used == set(MEANINGS)


def test_the_schema_is_served_as_it_is_tested_against(client):
    with open(finders.find(SCHEMA)) as file:
        assert json.load(file) == schema()
    assert SCHEMA in client.get("/en/data/").content.decode()


def test_the_footer_leads_to_it(client):
    footer = BeautifulSoup(client.get("/fr/").content, "lxml").footer

    hrefs = [link["href"] for link in footer.select("a")]
    assert {"/fr/donnees/", "/fr/actualites/atom.xml"} <= set(hrefs)


def test_the_page_is_datasets_for_search_engines(client):
    nodes = data_blocks(client.get("/en/data/").content)

    assert sum(node["@type"] == "Dataset" for node in nodes) == len(DATASETS)


@pytest.mark.parametrize(("language", "path"), PAGES.items())
def test_the_catalogue_has_what_dcat_ap_asks_for(client, language, path):
    """DCAT-AP 3.0, sections 7.2 to 7.5: mandatory properties, and those it recommends."""
    graph = rdf(client.get(f"{path}?format=jsonld"))

    (catalogue,) = graph.subjects(RDF.type, DCAT.Catalog)
    agent = graph.value(catalogue, DCTERMS.publisher)
    assert graph.value(agent, FOAF.name)
    assert graph.value(catalogue, DCTERMS.title).language == language
    assert graph.value(catalogue, DCTERMS.description)
    datasets = set(graph.objects(catalogue, DCAT.dataset))
    assert len(datasets) == len(DATASETS)
    for dataset in datasets:
        assert (dataset, RDF.type, DCAT.Dataset) in graph
        for needed in (DCTERMS.title, DCTERMS.description, DCTERMS.publisher, DCTERMS.identifier):
            assert graph.value(dataset, needed)
        assert graph.value(dataset, DCTERMS.issued).datatype == XSD.date
        assert graph.value(dataset, DCAT.theme) == AUTHORITY["data-theme/GOVE"]
        code = {"fr": "FRA", "en": "ENG"}[language]
        assert graph.value(dataset, DCTERMS.language) == AUTHORITY[f"language/{code}"]
        distributions = set(graph.objects(dataset, DCAT.distribution))
        assert len(distributions) >= 2
        for distribution in distributions:
            assert isinstance(graph.value(distribution, DCAT.accessURL), URIRef)
            assert graph.value(distribution, DCTERMS.license)
            media = str(graph.value(distribution, DCAT.mediaType)).split("media-types/")[1]
            address = str(graph.value(distribution, DCAT.downloadURL)).removeprefix(LOCAL)
            served = client.get(address)["Content-Type"]
            assert served.split(";")[0] == media


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("dcterms:publisher", "dcterms:creator"),
        ("dcterms:description", "dcterms:abstract"),
        ("dcat:accessURL", "dcat:accessService"),
        ("authority/language/ENG", "authority/language/en"),
        ("media-types/text/csv", "media-types/csv"),
        ("foaf:name", "foaf:nick"),
    ],
)
def test_a_catalogue_with_a_fault_is_refused(client, right, wrong):
    content = body_of(client.get("/en/data/?format=jsonld")).decode()

    assert right in content
    with pytest.raises(AssertionError, match="Constraint Violation"):
        valid_rdf(content.replace(right, wrong))


def test_another_format_is_not_found(client):
    assert client.get("/en/data/?format=csv").status_code == 404
    assert b"dcat" in body_of(client.get("/en/data/?format=jsonld"))


@pytest.mark.parametrize(
    "address",
    [
        *("members/?", "members/changes/?", "networks/?q=nothing&", "strategies/?"),
        *("strategies/atlas/?", "news/?", "events/?", "search/?q=nothing&"),
    ],
)
def test_a_list_keeps_to_the_schema_as_it_is_shipped_even_when_it_is_empty(client, address):
    make_network(is_home=True)

    data = json_of(client.get(f"/en/{address}format=json"))

    assert (data["count"], data["results"]) == (0, [])
    Draft202012Validator(schema()).validate(data)
