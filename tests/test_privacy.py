"""What is private reaches no public page, feed or export: a walk over everything that is linked."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import User

from networks.models import Membership
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

pytestmark = pytest.mark.django_db

SECRET = "Confidentiel"
FORMATS = ["csv", "json", "geojson", "jsonld"]


@pytest.fixture
def site_with_secrets():
    lille, network = make_organisation("Lille", slug="lille"), make_network(is_home=True)
    network.organisation = lille
    network.save()
    user = User.objects.create_user(f"{SECRET}-user")
    membership = make_membership(lille, network=network, number=1, note=f"{SECRET} note")
    for status, year in (("observer", 2019), ("member", 2021)):
        membership.change_status(
            make_status(status),
            date(year, 1, 1),
            decided_by="General assembly",
            reason=f"{SECRET} reason",
            correction=f"{SECRET} correction",
            recorded_by=user,
        )
    hidden = make_status("hidden", category="applicant", public=False, label_fr=f"{SECRET} statut")
    unseen = make_membership(make_organisation(f"{SECRET} candidate"), network=network)
    unseen.change_status(hidden, date(2020, 1, 1))
    for make in (make_post, make_event, make_page):
        make()
        make(f"{SECRET} brouillon", f"{SECRET} draft", publish_at_fr=None, publish_at_en=None)
    make_strategy(lille)


def links(response, path) -> set[str]:
    soup = BeautifulSoup(response.content, "lxml")
    found = {tag["href"] for tag in soup.select("a[href], link[rel=alternate][href]")}
    local = {href.split("#")[0].replace("http://127.0.0.1:8000", "") for href in found}
    local = {f"{path}{href}" if href.startswith("?") else href for href in local}
    return {href for href in local if href.startswith(("/fr/", "/en/"))}


def test_nothing_private_is_ever_published(client, site_with_secrets):
    assert Membership.objects.filter(note__contains=SECRET).exists()
    waiting, seen = {"/fr/", "/en/", "/sitemap.xml", "/robots.txt"}, set()
    while waiting:
        path = waiting.pop()
        seen.add(path)
        response = client.get(path)
        no_such_format = "format=" in path and response.status_code == 404
        assert response.status_code in (200, 301, 302) or no_such_format, path
        body = b"".join(response) if response.streaming else response.content
        assert SECRET not in body.decode(), path
        if response.get("Content-Type", "").startswith("text/html") and "?" not in path:
            asked = {f"{path}?format={kind}" for kind in FORMATS}
            waiting |= (links(response, path) | asked) - seen
        elif response.get("Content-Type", "").startswith("text/html"):
            waiting |= {link for link in links(response, path) if "?" not in link} - seen
    assert len(seen) > 30
    documents = {path.split("?")[0] for path in seen if "format=json" in path}
    feeds = {
        path.split("?")[0] for path in seen if path.split("?")[0].endswith((".xml", "feed.json"))
    }
    assert {"/fr/organisations/lille/", "/en/news/", "/fr/donnees/"} <= documents
    assert {"/fr/actualites/atom.xml", "/en/news/feed.json", "/sitemap.xml"} <= feeds
