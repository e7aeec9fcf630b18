"""Feeds tell the news of a language, keep to their specifications and cost nothing unchanged."""

from datetime import UTC, datetime, timedelta

import pytest
import reversion
import time_machine
from bs4 import BeautifulSoup
from django.utils import timezone
from django.utils.http import http_date

from tests.builders import make_network, make_organisation, make_post, make_theme
from tests.specifications import body_of, json_of, valid_json_feed, valid_xml

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
ADDRESSES = ["/fr/actualites/atom.xml", "/en/news/atom.xml"]


def entries(client, address="/en/news/atom.xml"):
    root = valid_xml(body_of(client.get(address)), "atom.rng")
    return root, root.findall(f"{ATOM}entry")


def ids(client, address="/en/news/atom.xml") -> list[str]:
    return [entry.findtext(f"{ATOM}id") for entry in entries(client, address)[1]]


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_atom_feed_keeps_to_its_specification(client, settings, address):
    lille = make_organisation(slug="lille")
    post = make_post(
        "L’« été » & l’automne", "Summer & autumn", [lille], summary_fr="Été", body_en="<p>Text</p>"
    )
    post.themes.add(make_theme())

    response = client.get(address)

    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    root = valid_xml(body_of(response), "atom.rng")
    (self_link,) = root.findall(f"{ATOM}link[@rel='self']")
    assert self_link.get("href") == f"{settings.SITE_URL}{address}"
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == address[1:3]
    assert len(root.findall(f"{ATOM}entry")) == 1


@pytest.mark.parametrize("address", ["/fr/actualites/feed.json", "/en/news/feed.json"])
def test_a_json_feed_keeps_to_its_specification(client, address):
    make_post("Une nouvelle", "News", body_fr='<p><a href="/fr/agenda/">Agenda</a></p>')

    response = client.get(address)

    feed = valid_json_feed(json_of(response))
    assert response["Content-Type"] == "application/feed+json; charset=utf-8"
    assert feed["feed_url"].endswith(address)
    assert len(feed["items"]) == 1
    if address.startswith("/fr"):
        assert 'href="http://127.0.0.1:8000/fr/agenda/"' in feed["items"][0]["content_html"]


def test_an_empty_feed_is_a_feed(client):
    root, found = entries(client)

    assert found == []
    assert root.findtext(f"{ATOM}updated") == "2026-01-01T00:00:00+00:00"
    assert valid_json_feed(json_of(client.get("/en/news/feed.json")))["items"] == []


def test_a_feed_tells_only_what_is_online_in_its_language(client):
    make_post("Français", "")
    make_post("", "English")
    make_post("Brouillon", "Draft", publish_at_fr=None, publish_at_en=None)
    make_post(
        "À venir", "Coming", publish_at_fr=datetime(2199, 1, 1, tzinfo=UTC), publish_at_en=None
    )

    for address, title in zip(ADDRESSES, ["Français", "English"], strict=True):
        assert [e.findtext(f"{ATOM}title") for e in entries(client, address)[1]] == [title]


def test_feeds_are_filtered_as_the_list_is(client):
    lille, metz = make_organisation(slug="lille"), make_organisation("Metz", slug="metz")
    network, theme = make_network(slug="metrex"), make_theme()
    about_lille = make_post("", "Lille", [lille])
    about_network = make_post("", "Network", kind="opinion")
    about_network.networks.add(network)
    about_network.themes.add(theme)

    for query, post in {
        "organisation=lille": about_lille,
        "network=metrex": about_network,
        "theme=mobility": about_network,
        "kind=opinion": about_network,
    }.items():
        (found,) = ids(client, f"/en/news/atom.xml?{query}")
        assert f":post:{post.pk}:en" in found
        (item,) = json_of(client.get(f"/en/news/feed.json?{query}"))["items"]
        assert item["id"] == found
    assert ids(client, f"/en/news/atom.xml?organisation={metz.slug}") == []  # nothing yet


@pytest.mark.parametrize("query", ["organisation=nope", "kind=%00", "theme=x", "network=é/../"])
def test_a_feed_of_nothing_known_is_not_found(client, query):
    assert client.get(f"/en/news/atom.xml?{query}").status_code == 404


def told(client, address) -> tuple[str, str, str]:
    """Return the identifiers of a feed and of its only entry, and where the entry leads."""
    root, (entry,) = entries(client, address)
    names = root.findtext(f"{ATOM}id"), entry.findtext(f"{ATOM}id")
    return *names, entry.find(f"{ATOM}link").get("href")


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("name", ["organisation", "network"])
def test_identifiers_outlast_addresses(client, address, name):
    followed = {
        "organisation": make_organisation(slug="lille"),
        "network": make_network(slug="lille"),
    }
    post = make_post(subjects=[followed["organisation"]])
    post.networks.add(followed["network"])
    *before, link = told(client, f"{address}?{name}=lille")
    path = link.removeprefix("http://127.0.0.1:8000")
    post.slug_fr = post.slug_en = "other-words"
    followed[name].slug = "lille-metropole"
    post.save()
    followed[name].save()

    moved = client.get(f"{address}?{name}=lille")
    *after, present = told(client, moved["Location"])

    assert moved.status_code == 301
    assert after == before
    assert present != link
    assert client.get(path)["Location"] == present.removeprefix("http://127.0.0.1:8000")
    as_json = address.replace("atom.xml", "feed.json")
    found = json_of(client.get(client.get(f"{as_json}?{name}=lille")["Location"]))
    assert found["items"][0]["id"] == after[1]


def test_an_entry_says_when_it_was_last_written(client):
    post = make_post("", "News", publish_at_en=datetime(2026, 2, 1, 9, tzinfo=UTC))
    assert entries(client)[1][0].findtext(f"{ATOM}updated").startswith("2026-02-01T09:00:00")

    edit = datetime(2026, 3, 5, 7, tzinfo=UTC)
    with time_machine.travel(edit, tick=False), reversion.create_revision():
        post.summary_en = "More"
        post.save()
        reversion.add_to_revision(post)

    root, (entry,) = entries(client)
    assert entry.findtext(f"{ATOM}updated").startswith("2026-03-05T07:00:00")
    assert root.findtext(f"{ATOM}updated").startswith("2026-03-05T07:00:00")


@pytest.mark.parametrize("address", ["/en/news/atom.xml", "/en/news/feed.json"])
def test_an_unchanged_feed_is_not_sent_again(client, address):
    old = make_post("", "News")
    known = {"if-none-match": client.get(address)["ETag"]}

    assert client.get(address, headers=known).status_code == 304
    newer = make_post("", "More news")
    assert client.get(address, headers=known).status_code == 200
    newer.delete()
    assert client.get(address, headers=known).status_code == 304
    old.delete()
    assert client.get(address, headers=known).status_code == 200


@pytest.mark.parametrize("address", ["/en/news/atom.xml", "/en/news/feed.json"])
def test_what_left_a_feed_leaves_readers_that_send_a_date_alone(client, address):
    make_post("", "News").delete()
    since = http_date((timezone.now() + timedelta(minutes=1)).timestamp())

    response = client.get(address, headers={"if-modified-since": since})

    assert (response.status_code, response.has_header("Last-Modified")) == (200, False)


def linked(client, path) -> list[str]:
    head = BeautifulSoup(client.get(path).content, "lxml").head
    kinds = ["application/atom+xml", "application/feed+json"]
    links = [head.select(f'link[rel=alternate][type="{kind}"]') for kind in kinds]
    return [link["href"] for found in links for link in found]


@pytest.mark.parametrize(
    ("news", "organisations", "networks"),
    [
        ("/fr/actualites/", "/fr/organisations/", "/fr/reseaux/"),
        ("/en/news/", "/en/organisations/", "/en/networks/"),
    ],
)
def test_pages_lead_feed_readers_to_their_feeds(client, news, organisations, networks):
    lille, network, theme = make_organisation(slug="lille"), make_network(slug="m"), make_theme()
    post = make_post(subjects=[lille], body_fr="<p>Texte</p>", body_en="<p>Text</p>")
    post.networks.add(network)
    post.themes.add(theme)
    make_organisation("Metz", slug="metz")

    for path, query in {
        news[:4]: "",
        news: "",
        f"{news}?network=m": "?network=m",
        f"{news}?theme=mobility": "?theme=mobility",
        f"{organisations}lille/": "?organisation=lille",
        f"{networks}m/": "?network=m",
    }.items():
        atom, feed = linked(client, path)
        assert (atom, feed) == (f"{news}atom.xml{query}", f"{news}feed.json{query}")
        (entry,) = entries(client, atom)[1]
        (item,) = valid_json_feed(json_of(client.get(feed)))["items"]
        assert entry.findtext(f"{ATOM}id") == item["id"]
    assert linked(client, f"{organisations}metz/") == []  # a feed of nothing helps no reader


@pytest.mark.parametrize("size", [2, 60])
def test_a_feed_costs_the_same_at_any_size(client, size, django_assert_num_queries):
    lille = make_organisation(slug="lille")
    for n in range(size):
        make_post("", f"News {n}", [lille])
    client.get("/en/news/atom.xml")
    with django_assert_num_queries(5):
        client.get("/en/news/atom.xml")
    assert len(ids(client)) == min(size, 50)
