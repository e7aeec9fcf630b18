"""The page of a strategy: ambitions, workstreams under them, and the versions around it."""

import pytest
from bs4 import BeautifulSoup
from django.utils.translation import override

from tests.builders import make_strategy, make_theme
from tests.reading import page, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def strategy():
    """Ambitions and workstreams made in another order than the one they are read in."""
    strategy = make_strategy(ambitions=0, workstreams=0)
    add = strategy.ambitions.create
    live = add(position=4, title_fr="Vivre", title_en="Live")
    move = add(position=2, title_fr="Bouger", title_en="Move")
    for number, ambition in ((3, move), (2, live), (1, move)):
        strategy.workstreams.create(
            ambition=ambition,
            number=number,
            sentence_en=f"We do {number}.",
            name_fr=f"Tâche {number}",
            name_en=f"Task {number}",
        )
    return strategy


@pytest.mark.parametrize(
    ("language", "ambitions", "streams"),
    [
        (
            "fr",
            ["Ambition 1 Bouger", "Ambition 2 Vivre"],
            [["Chantier 1 Tâche 1", "Chantier 3 Tâche 3"], ["Chantier 2 Tâche 2"]],
        ),
        (
            "en",
            ["Ambition 1 Move", "Ambition 2 Live"],
            [["Workstream 1 Task 1", "Workstream 3 Task 3"], ["Workstream 2 Task 2"]],
        ),
    ],
)
def test_numbered_workstreams_stand_in_order_under_their_ambition(
    client, strategy, language, ambitions, streams
):
    sections = page(client, strategy, language).select("section[id^=ambition-]")

    assert [words(section.h2) for section in sections] == ambitions
    assert [
        [f"{words(stream.p)} {words(stream.h3)}" for stream in section.select("li.workstream")]
        for section in sections
    ] == streams


def test_a_workstream_without_a_name_is_told_by_its_sentence(client, strategy):
    strategy.workstreams.filter(number=2).update(name_fr="", name_en="")
    soup = page(client, strategy)

    assert words(soup.select_one("#workstream-2 h3")) == "We do 2."
    assert not soup.select("#workstream-2 .workstream-sentence")
    assert words(soup.select_one("#workstream-1 .workstream-sentence")) == "We do 1."


def test_each_list_of_strategies_leads_to_an_ambition_that_is_there(client, strategy):
    for language in ("fr", "en"):
        listed = BeautifulSoup(client.get(f"/{language}/strategies/").content, "lxml")
        links = [link["href"] for link in listed.select(".news-row ol a")]
        ids = [section["id"] for section in page(client, strategy, language).select("section[id]")]
        assert [link.partition("#")[2] for link in links] == ids == ["ambition-1", "ambition-2"]


@pytest.mark.parametrize(("language", "name"), [("fr", "Mobilité"), ("en", "Mobility")])
def test_a_workstream_leads_by_each_theme_to_the_atlas(client, strategy, language, name):
    strategy.workstreams.get(number=2).themes.add(make_theme())
    soup = page(client, strategy, language)

    (link,) = soup.select(".workstream .tags a")
    assert link in soup.select("#workstream-2 a")
    assert words(link) == name
    assert link["href"] == f"/{language}/strategies/atlas/?theme=mobility"
    atlas = BeautifulSoup(client.get(link["href"]).content, "lxml")
    assert atlas.select_one(".news-row h3 a")["href"].endswith("#workstream-2")


@pytest.fixture
def versions(strategy):
    """An earlier strategy and the one that takes its place."""
    titles = {"title_fr": "L’ancien projet", "title_en": "The old project"}
    return make_strategy(strategy.organisation, replaced_by=strategy, **titles), strategy


@pytest.mark.parametrize(
    ("language", "notice"),
    [
        ("fr", "Une stratégie plus récente l’a remplacée : Le projet"),
        ("en", "A later strategy has taken its place: The project"),
    ],
)
def test_an_earlier_strategy_says_that_a_later_one_exists(client, versions, language, notice):
    earlier, later = versions

    (shown,) = page(client, earlier, language).select(".notice:not(.notice-language)")

    assert words(shown) == notice
    with override(language):
        assert shown.a["href"] == later.get_absolute_url()
    assert not page(client, later, language).select(".notice:not(.notice-language)")


@pytest.mark.parametrize(
    ("language", "term", "title"),
    [("fr", "Remplace", "L’ancien projet"), ("en", "Takes the place of", "The old project")],
)
def test_a_later_strategy_says_which_one_it_takes_the_place_of(
    client, versions, language, term, title
):
    earlier, later = versions

    fact = page(client, later, language).find("dt", string=term).find_next_sibling("dd")

    assert words(fact) == title
    with override(language):
        assert fact.a["href"] == earlier.get_absolute_url()
    assert not page(client, earlier, language).find("dt", string=term)
