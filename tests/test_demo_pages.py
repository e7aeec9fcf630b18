"""Every page of the demo content, read once: that it opens, and what its head tells machines."""

from collections import Counter

import pytest
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.db import transaction
from django.test import Client

from tests.specifications import body_of, data_blocks, valid_xml

pytestmark = [pytest.mark.django_db, pytest.mark.walk]

SITE = "http://127.0.0.1:8000"
SITEMAP = {
    "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
    "x": "http://www.w3.org/1999/xhtml",
}


@pytest.fixture(scope="module")
def read(django_db_setup, django_db_blocker):
    """Return (answers, sitemap) of the demo content.

    Answers are those of every address that links lead to from the two home pages, by address; the
    sitemap has (hreflang, href) of the alternates of each.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_demo", verbosity=0)
        client = Client()
        root = valid_xml(body_of(client.get("/sitemap.xml")), "sitemap.xsd")
        answers = follow(client, ["/fr/", "/en/"])
        transaction.set_rollback(True)
    sitemap = {
        url.findtext("s:loc", namespaces=SITEMAP): [
            (link.get("hreflang"), link.get("href")) for link in url.findall("x:link", SITEMAP)
        ]
        for url in root.findall("s:url", SITEMAP)
    }
    return answers, sitemap


def follow(client, waiting: list[str]) -> dict:
    """Return (status, soup or None if it is no page) of each address that links lead to."""
    answers = {}
    while waiting:
        path = waiting.pop()
        response = client.get(path)
        answers[path] = response.status_code, None
        if response["Content-Type"].startswith("text/html"):
            soup = BeautifulSoup(response.content, "lxml")
            answers[path] = response.status_code, soup
            links = {link["href"].split("#")[0].split("?")[0] for link in soup.select("a[href]")}
            found = {link for link in links if link.startswith(("/fr/", "/en/"))}
            waiting += sorted(found - answers.keys() - set(waiting))
    return answers


@pytest.fixture(scope="module")
def sitemap(read):
    return read[1]


@pytest.fixture(scope="module")
def pages(read, sitemap):
    """Return the pages that the sitemap names, by address."""
    return {address: read[0][address.removeprefix(SITE)][1] for address in sitemap}


def test_every_page_of_the_demo_opens_in_its_language(read):
    answers, _sitemap = read

    assert {path: status for path, (status, _page) in answers.items() if status != 200} == {}
    for path, (_status, page) in answers.items():
        if page:
            assert page.html["lang"] == path[1:3]
            assert len(page.select("h1")) == 1, path


def test_alternates_are_the_same_in_head_and_sitemap_and_lead_back(pages, sitemap):
    assert len(pages) > 150
    for address, page in pages.items():
        in_head = [(a["hreflang"], a["href"]) for a in page.select("head link[hreflang]")]
        assert sorted(in_head) == sorted(sitemap[address])
        assert page.select_one("head link[rel=canonical]")["href"] == address
        assert address in dict(sitemap[address]).values()
        for language, twin in sitemap[address]:
            assert language == "x-default" or dict(sitemap[twin]) == dict(sitemap[address])


def test_titles_and_descriptions_are_unique_and_of_a_length_that_is_shown(pages):
    titles = Counter((page.html["lang"], page.title.get_text()) for page in pages.values())
    descriptions = Counter(
        (page.html["lang"], page.select_one("head meta[name=description]")["content"])
        for page in pages.values()
    )

    assert [title for title, count in titles.items() if count > 1] == []
    assert [text for text, count in descriptions.items() if count > 1] == []
    assert all(0 < len(text) <= 170 for _language, text in descriptions)
    assert [title for _language, title in titles if len(title) > 70] == []


def test_every_page_says_what_it_is_in_words_of_schema_org(pages):
    found = {"fr": set(), "en": set()}
    for address, page in pages.items():
        nodes = data_blocks(page)
        assert nodes
        found[address.removeprefix(f"{SITE}/")[:2]].update(node["@type"] for node in nodes)
    kinds = {"BreadcrumbList", "Organization", "NewsArticle", "Event", "WebSite", "Dataset"}
    assert found == {"fr": kinds, "en": kinds}


def test_every_page_has_a_picture_of_its_own_to_share(pages):
    pictures = Counter(
        page.select_one('head meta[property="og:image"]')["content"] for page in pages.values()
    )

    assert all(address.startswith(f"{SITE}/og/") for address in pictures)
    assert [address for address, count in pictures.items() if count > 1] == []
