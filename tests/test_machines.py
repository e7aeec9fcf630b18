"""What machines read says the same as the pages, keeps to its specification and stays findable."""

import pytest

import news.sitemap
from content.linked_data import script
from tests.builders import (
    make_membership,
    make_network,
    make_organisation,
    make_post,
    make_status,
)
from tests.specifications import (
    body_of,
    data_blocks,
    valid_xml,
)

pytestmark = pytest.mark.django_db

SITE = "http://127.0.0.1:8000"
SITEMAP = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "x": "http://www.w3.org/1999/xhtml",
}


# --- The sitemap


def test_many_pages_are_told_in_several_files(client, monkeypatch):
    make_organisation(), make_post("", "News")
    whole = valid_xml(body_of(client.get("/sitemap.xml")), "sitemap.xsd")
    monkeypatch.setattr(news.sitemap, "A_FILE", 4)

    index = valid_xml(body_of(client.get("/sitemap.xml")), "siteindex.xsd")

    parts = [loc.text.removeprefix(SITE) for loc in index.findall(".//s:loc", SITEMAP)]
    found = [
        loc.text
        for part in parts
        for loc in valid_xml(body_of(client.get(part)), "sitemap.xsd").findall(".//s:loc", SITEMAP)
    ]
    assert len(parts) > 1
    assert found == [loc.text for loc in whole.findall(".//s:loc", SITEMAP)]
    assert client.get(f"/sitemap-{len(parts) + 1}.xml").status_code == 404
    assert client.get("/sitemap-0.xml").status_code == 404


# --- Data blocks


@pytest.mark.parametrize(
    "fault",
    [
        {"nickname": "Lille"},  # no word of schema.org
        {"dateline": "Lille"},  # a word of other types
        {"name": ""},
        {"@type": "Organisation"},
    ],
)
def test_a_data_block_with_a_fault_is_refused(client, fault):
    make_organisation(slug="lille")
    nodes = data_blocks(client.get("/en/organisations/lille/").content)

    with pytest.raises((AssertionError, KeyError)):
        data_blocks(script([nodes[-1] | fault]).encode())
    assert data_blocks(script(nodes).encode()) == nodes


def test_no_text_ends_the_data_block(client):
    hostile = "</script><script>alert(1)</script><!-- & \u2028"
    organisation = make_organisation(hostile, summary_en=hostile)

    page = client.get(f"/en/organisations/{organisation.slug}/").content

    assert b"<script>alert" not in page
    (node,) = [node for node in data_blocks(page) if node["@type"] == "Organization"]
    assert node["name"] == hostile
    assert node["description"] == hostile


def test_an_organisation_says_what_it_belongs_to_in_public(client):
    lille, home = make_organisation(slug="lille"), make_network(is_home=True)
    hidden = make_network("SECRET")
    make_membership(lille, network=home, status="member")
    secret = make_membership(lille, network=hidden)
    secret.change_status(make_status("waiting", category="applicant", public=False), None)

    (node,) = [
        node
        for node in data_blocks(client.get("/en/organisations/lille/").content)
        if node["@type"] == "Organization"
    ]

    assert [network["name"] for network in node["memberOf"]] == ["METREX"]


def test_the_home_page_says_where_to_search(client):
    (site,) = data_blocks(client.get("/fr/").content)

    target = site["potentialAction"]["target"]["urlTemplate"]
    assert target == f"{SITE}/fr/recherche/?q={{search_term_string}}"
