"""The parts of the page of an organisation: where it works, its history, its news."""

import pytest

from metropoles.models import Figure, Milestone, Office
from news.models import PostOrganisation
from tests.builders import make_organisation, make_post
from tests.reading import page, texts, words
from tests.searching import search

pytestmark = pytest.mark.django_db


@pytest.fixture
def lille():
    return make_organisation("Lille", slug="lille")


@pytest.mark.parametrize(
    ("language", "heading", "dates", "shared"),
    [
        ("fr", "Bureaux", "Siège · Ouverture : mars 2010 · Fermeture : 2021", "Partagé avec :"),
        ("en", "Offices", "Seat · Opened: March 2010 · Closed: 2021", "Shared with:"),
    ],
)
def test_an_office_tells_where_it_is_from_when_to_when_and_with_whom(
    client, lille, language, heading, dates, shared
):
    office = Office.objects.create(
        organisation=lille,
        name_fr="Délégation",
        name_en="Delegation",
        role_fr="siège",
        role_en="seat",
        address_fr="9 rue Guimard, Bruxelles",
        address_en="9 rue Guimard, Brussels",
        opened="2010-03-01",
        opened_precision="month",
        closed="2021-01-01",
        closed_precision="year",
    )
    metz = make_organisation("Metz")
    office.shared_with.add(metz)

    soup = page(client, lille, language)

    assert heading in texts(soup, "h2")
    shown = soup.select_one(".office")
    assert words(shown.h3) == getattr(office, f"name_{language}")
    assert words(shown.address) == getattr(office, f"address_{language}")
    assert texts(shown, "p.meta") == [dates, f"{shared} Metz"]
    assert metz.slug in shown.select_one("p.meta a")["href"]


def test_an_office_stands_on_the_pages_of_those_that_share_it(client, lille):
    office = Office.objects.create(organisation=lille, name_en="Delegation")
    kent, metz = make_organisation("Kent"), make_organisation("Metz")
    office.shared_with.set([kent, metz])

    shown = page(client, kent).select_one(".office")

    assert words(shown.h3) == "Delegation"
    assert texts(shown, "p.meta") == ["Shared with: Lille , Metz"]


def test_an_office_of_which_only_the_end_is_known_says_that_alone(client, lille):
    closed = {"closed": "2021-01-01", "closed_precision": "year"}
    Office.objects.create(organisation=lille, name_en="Delegation", **closed)

    assert texts(page(client, lille), ".office p") == ["Closed: 2021"]


def test_offices_stand_in_the_order_that_is_chosen(client, lille):
    for position, name in ((2, "Branch"), (1, "Seat"), (3, "Delegation")):
        Office.objects.create(organisation=lille, name_en=name, position=position)

    assert texts(page(client, lille, "en"), ".office h3") == ["Seat", "Branch", "Delegation"]


@pytest.mark.parametrize(
    ("language", "heading", "timeline"),
    [
        (
            "fr",
            "Étapes marquantes",
            [
                "1er mai 2020 · ouverture Musée",
                "septembre 2004 · distinction Capitale",
                "1968 · fondation Communauté",
                "1967 Loi",
                "date inconnue · accord Pacte",
            ],
        ),
        (
            "en",
            "Milestones",
            [
                "1 May 2020 · opening Museum",
                "September 2004 · distinction Capital",
                "1968 · founded Community",
                "1967 Law",
                "unknown date · agreement Pact",
            ],
        ),
    ],
)
def test_milestones_are_a_timeline_the_latest_first_each_with_its_kind(
    client, lille, language, heading, timeline
):
    for title_fr, title_en, kind, date, precision in (
        ("Communauté", "Community", "founded", "1968-01-01", "year"),
        ("Pacte", "Pact", "agreement", None, "unknown"),
        ("Musée", "Museum", "opening", "2020-05-01", "day"),
        ("Loi", "Law", "other", "1967-01-01", "year"),
        ("Capitale", "Capital", "distinction", "2004-09-01", "month"),
    ):
        Milestone.objects.create(
            organisation=lille,
            title_fr=title_fr,
            title_en=title_en,
            kind=kind,
            date=date,
            date_precision=precision,
        )

    soup = page(client, lille, language)

    assert heading in texts(soup, "h2")
    assert texts(soup, "ol.timeline li") == timeline


@pytest.mark.parametrize(
    ("language", "now", "before"),
    [
        ("fr", "plus de 1,2 million", "Avant : environ 1,1 million (1er janvier 2016)"),
        ("en", "more than 1.2 million", "Before: about 1.1 million (1 January 2016)"),
    ],
)
def test_an_earlier_value_of_a_figure_stands_below_with_its_date(
    client, lille, language, now, before
):
    for qualifier, value, year in (("about", "1.1", 2016), ("more_than", "1.2", 2023)):
        Figure.objects.create(
            organisation=lille,
            label_fr="habitants",
            label_en="inhabitants",
            value_fr=f"{value} million".replace(".", ","),
            value_en=f"{value} million",
            qualifier=qualifier,
            as_of=f"{year}-01-01",
        )

    assert texts(page(client, lille, language), ".figures dd") == [now, before]


@pytest.mark.parametrize(
    ("language", "headings", "about", "mention"),
    [
        ("fr", ["Actualités", "Citée aussi dans"], "Sujet", "Passage 31 mars 2023"),
        ("en", ["News", "Also mentioned in"], "Subject", "Passing 31 March 2023"),
    ],
)
def test_what_only_mentions_an_organisation_stands_beside_the_news_about_it(
    client, lille, language, headings, about, mention
):
    make_post("Sujet", "Subject", subjects=[lille])
    passing = make_post("Passage", "Passing")
    PostOrganisation.objects.create(post=passing, organisation=lille, role="mentioned")

    section = page(client, lille, language).select_one("#news")

    assert texts(section, "h2") == headings
    assert texts(section, ".news-list h3") == [about]
    assert texts(section, ".links li") == [mention]


@pytest.mark.parametrize(("language", "shown"), [("fr", "35\xa0%"), ("en", "35%")])
def test_a_share_is_written_as_each_language_writes_it(client, lille, language, shown):
    told = {"value": "35", "unit": "%", "label": "Share", "period": "2023"}
    both = {f"{name}_{code}": text for name, text in told.items() for code in ("fr", "en")}
    Figure.objects.create(organisation=lille, **both)

    value = page(client, lille, language).select_one(".figure-value")
    assert value.get_text().strip() == shown
    (hit,) = search(client, "lille", language)["results"]
    assert shown in hit["excerpt"]
