"""Lists of news and events: their filters with counts, their archive, what is related."""

from datetime import UTC, date, datetime, timedelta

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from content.models import SearchEntry
from news.models import EventSeries, start_of_day
from tests.builders import make_event, make_network, make_organisation, make_post, make_theme

pytestmark = pytest.mark.django_db


def soup(client, path):
    response = client.get(path)
    assert response.status_code == 200, path
    return BeautifulSoup(response.content, "lxml")


def words(element) -> str:
    return " ".join(element.get_text(" ", strip=True).split())


def titles(client, path) -> set[str]:
    """Return the titles of the rows or cards of a list."""
    rows = soup(client, path).select(".news-row :is(h2, h3) a, .event-card h3 a")
    return {words(row) for row in rows}


def choices(client, path, name) -> list[str]:
    return [words(option) for option in soup(client, path).select(f"[name={name}] option[value]")][
        1:
    ]


def links(client, path, selector) -> dict[str, str]:
    return {words(a): a["href"] for a in soup(client, path).select(f"{selector} a")}


def make_posts():
    make_post("Mars", "March", displayed_on="2023-03-31")
    make_post("Mars encore", "March again", displayed_on="2023-03-01")
    make_post("Novembre", "November", displayed_on="2022-11-25")
    make_post("En français", "", displayed_on="2023-01-05")
    make_post(
        "Brouillon", "Draft", displayed_on="2021-01-01", publish_at_fr=None, publish_at_en=None
    )


def test_the_archive_counts_what_is_online_in_the_language(client):
    make_posts()

    assert links(client, "/en/news/", ".archive") == {
        "2023 (2)": "/en/news/?year=2023",
        "March (2)": "/en/news/?year=2023&month=3",
        "2022 (1)": "/en/news/?year=2022",
        "November (1)": "/en/news/?year=2022&month=11",
    }
    french = links(client, "/fr/actualites/", ".archive")
    assert list(french) == ["2023 (3)", "Mars (2)", "Janvier (1)", "2022 (1)", "Novembre (1)"]


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("/fr/actualites/?year=2023&month=3", "Actualités\N{NO-BREAK SPACE}: mars 2023"),
        ("/en/news/?year=2023&month=3", "News: March 2023"),
        ("/en/news/?year=2023", "News: 2023"),
        ("/fr/agenda/?year=2023", "Agenda\N{NO-BREAK SPACE}: 2023"),
        ("/en/news/", "News"),
        ("/en/news/?month=3", "News"),
        ("/en/news/?year=x", "News"),
    ],
)
def test_a_page_of_the_archive_is_called_by_its_month_or_year(client, path, title):
    make_post(displayed_on=date(2023, 3, 1))
    make_event(first_day=date(2023, 3, 1))

    page = soup(client, path)
    assert page.h1.get_text() == title
    assert page.title.get_text().startswith(f"{title} · ")


def test_each_link_of_the_archive_shows_as_many_as_it_says(client):
    make_posts()
    make_event()
    for path in ("/fr/actualites/", "/en/news/", "/fr/agenda/", "/en/events/"):
        for label, href in links(client, path, ".archive").items():
            assert f"({len(titles(client, href))})" in label


def test_a_day_of_the_archive_is_that_of_the_place(client):
    first = date(2023, 3, 1)  # still February in Brussels when March begins in Athens
    begins = start_of_day(first, "Europe/Athens")
    make_event(start=begins, end=begins, zone="Europe/Athens", all_day=True)

    assert list(links(client, "/en/events/", ".archive")) == ["2023 (1)", "March (1)"]
    assert titles(client, "/en/events/?year=2023&month=3") == {"A forum"}
    assert titles(client, "/en/events/?year=2023&month=2") == set()


def test_filters_offer_what_exists_with_how_many_each_would_show(client):
    climate, mobility = make_theme("climate", "Climat", "Climate"), make_theme()
    make_theme("unused", "Inutilisé", "Unused")
    lille, metz = make_organisation("Lille", slug="lille"), make_organisation("Metz", slug="metz")
    for n in range(3):
        post = make_post(f"Lille {n}", f"Lille {n}", subjects=[lille], kind="opinion")
        post.themes.add(climate, mobility)
    make_post("Metz", "Metz", subjects=[metz], displayed_on="2022-01-01").themes.add(climate)
    make_post("Brouillon", "Draft", publish_at_en=None, subjects=[make_organisation("Caché")])

    path = "/en/news/"
    assert choices(client, path, "theme") == ["Climate (4)", "Mobility (3)"]
    assert choices(client, path, "organisation") == ["Lille (3)", "Metz (1)"]
    assert choices(client, path, "year") == ["2023 (3)", "2022 (1)"]
    assert choices(client, path, "kind") == ["News (1)", "Opinion (3)"]
    narrowed = f"{path}?organisation=metz"
    assert choices(client, narrowed, "theme") == ["Climate (1)"]
    assert choices(client, narrowed, "organisation") == ["Lille (3)", "Metz (1)"]
    assert choices(client, f"{path}?q=lille&theme=climate", "month") == ["March (3)"]


@pytest.mark.parametrize("asked", ["ecole", "ÉCOLE", "l'école", "l’ecole"])
def test_text_is_found_whatever_its_accents_and_capitals(client, asked):
    make_post("À l’École", "At school")
    make_post("Ailleurs", "Elsewhere")
    make_event("À l’École", "At school")

    assert titles(client, f"/fr/actualites/?q={asked}") == {"À l’École"}
    assert titles(client, f"/fr/agenda/?q={asked}") == {"À l’École"}
    assert titles(client, f"/en/news/?q={asked}") == set(), "found by words that are not shown"


@pytest.mark.parametrize(
    "query", ["year=abc", "month=13", "kind=%00", "q=%00", "series=none", "when=never", "theme=x'"]
)
def test_a_value_that_does_not_exist_is_answered_cleanly(client, query):
    make_event()
    make_post()
    for path in ("/fr/actualites/", "/en/events/", "/en/news/"):
        assert client.get(f"{path}?{query}").status_code == 200


def test_events_are_filtered_by_what_they_have_and_by_when(client):
    later = datetime.now(tz=UTC) + timedelta(days=30)
    lille, polis = make_organisation("Lille", slug="lille"), make_network("POLIS", slug="polis")
    make_event("À venir", "Coming one", start=later, end=later, host=lille)
    make_event("Passé", "Past one", network=polis)

    for query, found in {
        "when=coming": {"Coming one"},
        "when=past": {"Past one"},
        "organisation=lille": {"Coming one"},
        "network=polis": {"Past one"},
        "year=2023": {"Past one"},
        "q=coming": {"Coming one"},
    }.items():
        assert titles(client, f"/en/events/?{query}") == found, query
    assert choices(client, "/en/events/", "when") == ["Upcoming (1)", "Past (1)"]


def test_related_items_share_themes_or_organisations_and_are_online(client):
    theme, lille = make_theme(), make_organisation("Lille")
    post = make_post("Lu", "Read", subjects=[lille])
    post.themes.add(theme)
    close = make_post("Proche", "Close", subjects=[lille], displayed_on="2020-01-01")
    close.themes.add(theme)
    make_post("Même ville", "Same city", subjects=[lille])
    make_post("Brouillon", "Draft", subjects=[lille], publish_at_en=None)
    make_post("Sans lien", "Unrelated", displayed_on="2019-01-01")

    section = next(
        s for s in soup(client, "/en/news/read/").select(".section") if "Related" in s.h2.text
    )
    assert [words(a) for a in section.select("h3 a")] == ["Close", "Same city"]


def test_related_events_share_themes_or_the_host(client):
    theme, lille = make_theme(), make_organisation("Lille")
    make_event("Lu", "Read", host=lille).themes.add(theme)
    make_event("Hôte", "Same host", host=lille)
    make_event("Thème", "Same theme").themes.add(theme)
    make_event("Brouillon", "Draft", host=lille, publish_at_en=None)
    make_event("Sans lien", "Unrelated")

    assert titles(client, "/en/events/read/") == {"Same host", "Same theme"}


def test_a_post_leads_to_those_before_and_after_it_that_are_online(client):
    for day, title in ((1, "First"), (2, "Second"), (3, "Hidden"), (4, "Third")):
        hidden = {"publish_at_en": None} if title == "Hidden" else {}
        make_post(f"{title} fr", title, displayed_on=date(2023, 1, day), **hidden)

    def around(path):
        return {a["rel"][0]: words(a) for a in soup(client, path).select(".neighbours a")}

    assert around("/en/news/second/") == {"prev": "First", "next": "Third"}
    assert around("/en/news/first/") == {"next": "Second"}
    assert around("/fr/actualites/second-fr/") == {"prev": "First fr", "next": "Hidden fr"}


@pytest.mark.parametrize(
    ("path", "published", "event"),
    [
        ("/en/news/", "31 March 2023", "Event: 5–7 April 2023"),
        ("/en/news/announcement/", "Published on 31 March 2023", "The event, now past"),
        ("/fr/actualites/", "31 mars 2023", "Événement\N{NO-BREAK SPACE}: 5–7 avril 2023"),
        ("/fr/actualites/annonce/", "Publié le 31 mars 2023", "L’événement, désormais passé"),
    ],
)
def test_the_date_of_a_text_and_of_its_event_are_told_apart_in_words(
    client, path, published, event
):
    make_post("Annonce", "Announcement", event=make_event())

    page = soup(client, path).main.get_text(" ", strip=True)
    page = " ".join(page.replace("\N{NO-BREAK SPACE}", "~").split()).replace(
        "~", "\N{NO-BREAK SPACE}"
    )
    assert published in page
    assert event in page


def test_a_past_event_keeps_what_was_published_before_and_since(client):
    event = make_event()
    make_post("Annonce", "Announcement", event=event, displayed_on="2023-03-01")
    make_post("Compte rendu", "Report", event=event, displayed_on="2023-04-10")
    make_post("Brouillon", "Draft", event=event, publish_at_en=None)

    sections = {
        words(section.h2): [words(a) for a in section.select("h3 a")]
        for section in soup(client, "/en/events/a-forum/").select(".section")
    }
    assert sections["Published before the event"] == ["Announcement"]
    assert sections["Published during the event and since"] == ["Report"]


def test_a_post_shows_only_an_event_that_is_online_in_its_language(client):
    make_post("Annonce", "Announcement", event=make_event("Forum", "Secret", publish_at_en=None))

    for path in ("/en/news/announcement/", "/en/news/"):
        assert "Secret" not in words(soup(client, path).main)
        assert "April" not in words(soup(client, path).main).split("Archive")[0]
    assert "Forum" in words(soup(client, "/fr/actualites/annonce/").main)


def test_sharing_is_plain_links_and_an_address_to_copy(client, settings):
    make_post("Été & hiver", "Summer & winter", displayed_on="2023-01-01")

    share = soup(client, "/en/news/summer-winter/").select_one(".share")
    address = f"{settings.SITE_URL}/en/news/summer-winter/"
    assert share.input["value"] == address
    mail, linkedin, bluesky = (a["href"] for a in share.select("a"))
    assert mail.startswith("mailto:?subject=Summer%20%26%20winter&body=http%3A%2F%2F")
    assert linkedin.startswith("https://www.linkedin.com/sharing/share-offsite/?url=http%3A")
    assert bluesky.startswith("https://bsky.app/intent/compose?text=Summer%20%26%20winter%20http")


# --- Costs


def cost(client, path) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


MOST_QUERIES = {
    "/fr/actualites/": 25,
    "/fr/actualites/?q=titre&theme=mobility&year=2023": 35,
    "/en/news/title-0/": 20,
    "/en/events/": 25,
    "/en/events/?when=past&organisation=lille": 30,
    "/en/events/forum-0/": 20,
}


def test_lists_and_pages_cost_the_same_for_two_as_for_two_hundred(client):
    lille, theme = make_organisation("Lille", slug="lille"), make_theme()
    series = EventSeries.objects.create(slug="conference", name_en="Conference")
    costs = []
    for numbers in (range(2), range(2, 200)):
        with SearchEntry.objects.refreshed_at_the_end():
            for n in numbers:
                start = datetime(2023, 4, 5, 8, tzinfo=UTC) + timedelta(days=n)
                event = make_event(
                    f"Forum {n}", f"Forum {n}", host=lille, series=series, start=start, end=start
                )
                event.themes.add(theme)
                post = make_post(f"Titre {n}", f"Title {n}", subjects=[lille], event=event)
                post.themes.add(theme)
        costs.append({path: cost(client, path) for path in MOST_QUERIES})

    assert costs[0] == costs[1]
    assert not {path: n for path, n in costs[0].items() if n > MOST_QUERIES[path]}
