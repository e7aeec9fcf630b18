"""The sitemap says the same as the pages' heads."""

from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup

from tests.builders import make_organisation, make_page, make_post, make_strategy

pytestmark = pytest.mark.django_db

NAMES = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "x": "http://www.w3.org/1999/xhtml",
}


def test_the_sitemap_names_each_page_with_the_alternates_of_its_head(client, settings):
    make_post("Deux langues", "Two languages")
    make_post("Seulement en français", "Draft", publish_at_en=None)
    make_post("Brouillon", "Unseen", publish_at_fr=None, publish_at_en=None)
    make_organisation(summary_fr="Texte", summary_en="")
    make_strategy()
    make_page()

    root = ElementTree.fromstring(b"".join(client.get("/sitemap.xml")))
    entries = {
        url.findtext("s:loc", namespaces=NAMES): {
            (link.get("hreflang"), link.get("href")) for link in url.findall("x:link", NAMES)
        }
        for url in root.findall("s:url", NAMES)
    }

    assert len(entries) == 28 + 2 + 1 + 1 + 2 + 2 + 2
    for address, alternates in entries.items():
        head = BeautifulSoup(client.get(address.removeprefix(settings.SITE_URL)).content, "lxml")
        assert head.select_one("link[rel=canonical]")["href"] == address
        assert {(a["hreflang"], a["href"]) for a in head.select("link[hreflang]")} == alternates
    assert not [address for address in entries if "brouillon" in address or "draft" in address]


def test_robots_are_told_where_the_sitemap_is(client, settings):
    text = client.get("/robots.txt").content.decode()

    assert f"Sitemap: {settings.SITE_URL}/sitemap.xml" in text
    assert "Disallow: /admin/" in text
