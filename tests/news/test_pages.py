"""The pages that gather everything, and what they owe in two languages."""

from datetime import UTC, datetime

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from metropoles.models import Figure, Milestone, Relation
from tests.builders import (
    make_event,
    make_membership,
    make_network,
    make_organisation,
    make_page,
    make_post,
    make_strategy,
    make_theme,
)

pytestmark = pytest.mark.django_db


def words(response, selector="main") -> str:
    soup = BeautifulSoup(response.content, "lxml")
    return " ".join(soup.select_one(selector).get_text(" ", strip=True).split())


def test_the_root_leads_to_the_language_of_the_browser(client):
    for language in ("fr", "en"):
        response = client.get("/", headers={"accept-language": language})
        assert response.url == f"/{language}/"
    assert client.get("/", headers={"accept-language": "de"}).url == "/fr/"


def test_an_organisation_shows_all_that_is_known_of_it(client):
    lille = make_organisation("Lille", slug="lille", official_name="Métropole européenne de Lille")
    belgium = make_organisation("Courtrai", "Kortrijk")
    Relation.objects.create(from_organisation=lille, to_organisation=belgium, type="neighbour_of")
    Figure.objects.create(
        organisation=lille,
        label_fr="communes",
        label_en="municipalities",
        value_fr="95",
        value_en="95",
        period_fr="en 2023",
        period_en="in 2023",
        source_fr="Portail",
        source_en="Portal",
    )
    Milestone.objects.create(
        organisation=lille,
        title_fr="Ouverture",
        title_en="Opening",
        date="2017-09-14",
        date_precision="month",
    )
    make_membership(lille, network=make_network("POLIS"), status="member")
    make_post("Dans les nouvelles", "In the news", subjects=[lille])
    make_event("Forum", "Forum", host=lille)
    make_strategy(lille)

    page = words(client.get("/en/organisations/lille/"))

    for known in (
        "Métropole européenne de Lille",
        "Kortrijk",
        "95",
        "municipalities",
        "in 2023",
        "Portal",
        "September 2017",
        "POLIS",
        "In the news",
        "Forum",
        "The project",
    ):
        assert known in page, known
    assert "14 September" not in page


def test_a_text_in_one_language_only_is_shown_marked_and_announced(client):
    make_organisation("Metz", slug="metz", summary_fr="Une ville.", description_fr="<p>Texte.</p>")

    response = client.get("/en/organisations/metz/")

    soup = BeautifulSoup(response.content, "lxml")
    marked = " ".join(tag.get_text() for tag in soup.select('main [lang="fr"]'))
    assert "Une ville." in marked
    assert "Texte." in marked
    assert "French" in soup.main.get_text()


def test_two_pages_of_the_same_thing_name_each_other(client):
    make_post("Bonjour", "Hello")

    for path, own, other in (
        ("/fr/actualites/bonjour/", "fr", "/en/news/hello/"),
        ("/en/news/hello/", "en", "/fr/actualites/bonjour/"),
    ):
        soup = BeautifulSoup(client.get(path).content, "lxml")
        links = {tag["hreflang"]: tag["href"] for tag in soup.select("link[hreflang]")}
        assert {"fr", "en", "x-default"} <= set(links)
        assert soup.html["lang"] == own
        assert soup.select_one("link[rel=canonical]")["href"] == links[own]
        assert soup.select_one("header a[hreflang]")["href"] == other


def test_the_published_date_and_the_date_of_the_event_are_told_apart(client):
    event = make_event("Forum", "Forum")
    make_post("Annonce", "Announcement", event=event)

    page = words(client.get("/en/news/announcement/"))

    assert "31 March 2023" in page
    assert "5–7 April 2023" in page


def test_an_event_is_shown_on_the_clock_of_its_place(client):
    noon = datetime(2026, 7, 1, 12, tzinfo=UTC)
    make_event("Thé", "Tea", start=noon, end=noon, zone="Europe/London")

    page = words(client.get("/en/events/tea/"))

    assert "13:00" in page or "1 p.m" in page


def test_news_is_filtered_by_each_thing_it_concerns(client):
    theme, network = make_theme("climate", "Climat", "Climate"), make_network(slug="polis")
    lille = make_organisation("Lille", slug="lille")
    wanted = make_post(
        "Voulue", "Wanted", kind="opinion", subjects=[lille], displayed_on="2022-05-01"
    )
    wanted.themes.add(theme)
    wanted.networks.add(network)
    make_post("Autre", "Other")

    for query in (
        "kind=opinion",
        "theme=climate",
        "network=polis",
        "organisation=lille",
        "year=2022",
    ):
        page = words(client.get(f"/en/news/?{query}"))
        assert "Wanted" in page, query
        assert "Other" not in page.replace("Other languages", ""), query


def test_an_empty_list_offers_a_wider_one(client):
    make_post()

    response = client.get("/fr/actualites/?kind=opinion")

    assert response.status_code == 200
    assert 'href="/fr/actualites/"' in response.content.decode()


@pytest.mark.parametrize(
    "path", ["/fr/", "/fr/membres/", "/en/news/", "/en/networks/", "/fr/agenda/"]
)
def test_a_visitor_gets_no_cookie_no_inline_code_and_no_third_party(client, path):
    make_membership(network=make_network(is_home=True), status="member")
    make_post()
    response = client.get(path)

    assert not response.cookies
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert "nonce" not in response["Content-Security-Policy"]
    soup = BeautifulSoup(response.content, "lxml")
    inline = "script:not([type='application/ld+json'], [src])"
    assert not soup.select(f"[style], style, {inline}, [onclick]")
    loaders = soup.select("img, script[src], link[rel=stylesheet]")
    loaded = [tag.get("src") or tag.get("href") for tag in loaders]
    assert all(url.startswith("/") for url in loaded)


def test_pages_stand_in_the_menu_that_is_chosen_for_them(client):
    make_page("À propos", "About", menu="header")
    make_page("Mentions légales", "Legal notice", menu="footer")
    make_page("Cachée", "Hidden")

    response = client.get("/en/about/")

    assert "About" in words(response, "header")
    assert "Legal notice" in words(response, "footer")
    assert "Hidden" not in words(response, "body")


def test_hostile_text_is_harmless_whoever_saves_it(client):
    hostile = '<p onclick="x()">Good</p><script>alert(1)</script><a href="javascript:x()">a</a>'
    page = make_page("Page", "Page", body_fr=hostile, body_en="")
    type(page).objects.filter(pk=page.pk).update(body_en=hostile)

    for path in ("/fr/page/", "/en/page/"):
        html = client.get(path).content.decode()
        assert "Good" in html
        for danger in ("onclick", "<script>", "javascript:"):
            assert danger not in html


def cost(client, path) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


def test_pages_cost_the_same_for_two_rows_as_for_fifteen(client):
    lille, theme = make_organisation("Lille", slug="lille"), make_theme()
    network = make_network("POLIS")
    paths = ["/fr/actualites/", "/en/events/", "/fr/strategies/", "/fr/organisations/lille/"]
    costs = []
    for numbers in (range(2), range(2, 15)):
        for n in numbers:
            post = make_post(f"Titre {n}", f"Title {n}", subjects=[lille])
            post.themes.add(theme)
            post.networks.add(network)
            make_event(f"Forum {n}", f"Forum {n}", host=lille).themes.add(theme)
            make_membership(lille, network=make_network(f"R-{n}"), status="member")
            make_strategy(lille)
        costs.append({path: cost(client, path) for path in paths})

    assert costs[0] == costs[1]
    assert max(costs[0].values()) <= 30


@pytest.mark.parametrize("address", ["/fr/plan-du-site/", "/en/site-map/"])
def test_the_site_map_leads_to_every_section_and_page_and_nowhere_else(client, address):
    make_page()
    make_page("Brouillon", "Draft", publish_at_fr=None, publish_at_en=None)
    soup = BeautifulSoup(client.get(address).content, "lxml")
    links = [link["href"] for link in soup.select(".site-map a")]

    assert len(links) == len(set(links)) >= 12
    assert {client.get(link).status_code for link in links} == {200}
    menu = {link["href"] for link in soup.select(".site-nav a, .site-footer a")}
    assert menu <= set(links)
    assert not any("draft" in link or "brouillon" in link for link in links)


def test_a_figure_shows_its_latest_value_with_the_earlier_ones(client):
    lille = make_organisation("Lille", slug="lille")
    for value, year in (("1.1 million", 2016), ("1.2 million", 2023), ("1.0 million", 2006)):
        Figure.objects.create(
            organisation=lille,
            label_fr="Habitants" if year != 2006 else "habitants",
            label_en="Inhabitants" if year != 2006 else "inhabitants",
            value_fr=value,
            value_en=value,
            as_of=f"{year}-01-01",
        )
    page = BeautifulSoup(client.get("/en/organisations/lille/").content, "lxml")
    shown = [" ".join(d.get_text(" ", strip=True).split()) for d in page.select(".figures dd")]

    assert shown == [
        "1.2 million",
        "Before: 1.1 million (1 January 2016)",
        "Before: 1.0 million (1 January 2006)",
    ]


def test_the_home_network_says_how_to_join_and_others_do_not(client):
    make_page("Rejoindre", "Join", slug_en="join", slug_fr="rejoindre")
    home, other = make_network(is_home=True), make_network("POLIS")
    for network in (home, other):
        make_membership(make_organisation(), network=network, status="member")

    assert 'href="/en/join/"' in client.get(f"/en/networks/{home.slug}/").content.decode()
    assert 'class="button button-quiet" href="/en/join/"' not in (
        client.get(f"/en/networks/{other.slug}/").content.decode()
    )


def test_only_a_member_stands_under_the_members(client):
    home = make_network(is_home=True)
    make_membership(make_organisation("Turin", slug="turin"), network=home, status="member")
    make_organisation("Lille", slug="lille")

    above = {}
    for slug in ("turin", "lille"):
        soup = BeautifulSoup(client.get(f"/en/organisations/{slug}/").content, "lxml")
        trail = [link.get_text() for link in soup.select(".breadcrumb a")]
        above[slug] = (trail, len(soup.select(".site-nav [aria-current]")))
    assert above == {"turin": (["Home", "Members"], 1), "lille": (["Home"], 0)}
