"""Sixty searches over the demo content, each with its first hit: the same on either database."""

import pytest
from django.core.management import call_command
from django.db import transaction

from content.management.commands.load_demo import FIXTURES
from content.models import SearchEntry

pytestmark = pytest.mark.django_db

ANY_PAGE = None  # whatever is found, or nothing: a page
LILLE = "/fr/organisations/lille/"
WIEN, TORINO = "/organisations/wien/", "/organisations/torino/"

TABLE = [
    # Exonyms and endonyms
    ("fr", "Wien", f"/fr{WIEN}"),
    ("fr", "Vienna", f"/fr{WIEN}"),
    ("en", "Vienne", f"/en{WIEN}"),
    ("en", "Bécs", f"/en{WIEN}"),
    ("fr", "Torino", f"/fr{TORINO}"),
    ("en", "Turin", f"/en{TORINO}"),
    ("fr", "Città metropolitana di Torino", "/fr/organisations/torino-metropolitan-city/"),
    ("en", "Munich", "/en/organisations/munchen/"),
    ("fr", "Muenchen", "/fr/organisations/munchen/"),
    ("fr", "Monaco di Baviera", "/fr/organisations/munchen/"),
    ("en", "Cracovie", "/en/organisations/krakow/"),
    ("fr", "Cracow", "/fr/organisations/krakow/"),
    ("fr", "Den Haag", "/fr/organisations/the-hague/"),
    ("fr", "’s-Gravenhage", "/fr/organisations/the-hague/"),
    ("fr", "The Hague", "/fr/organisations/the-hague/"),
    ("fr", "Αθήνα", "/fr/organisations/athens/"),
    ("en", "София", "/en/organisations/sofia/"),
    ("en", "上海", "/en/organisations/shanghai/"),
    ("en", "Rijsel", "/en/organisations/lille/"),
    ("fr", "Lëtzebuerg", "/fr/organisations/luxembourg/"),
    ("fr", "Gothenburg", "/fr/organisations/goteborg/"),
    # Former names, acronyms, names as printed
    ("en", "Kristiania", "/en/organisations/oslo/"),
    ("en", "Metz Métropole", "/en/organisations/metz/"),
    ("fr", "Pôle IIID", "/fr/organisations/pole-3d/"),
    ("fr", "IAU îdF", "/fr/organisations/institut-paris-region/"),
    ("fr", "Stettin", "/fr/organisations/szczecin/"),
    ("fr", "GRAoLA", "/fr/organisations/goteborg/"),
    ("en", "Greater Helsinki Usimaa", "/en/organisations/helsinki-uusimaa/"),
    ("en", "MEL", "/en/organisations/lille/"),
    ("fr", "OCDE", "/fr/organisations/oecd/"),
    ("fr", "OASC", "/fr/reseaux/oasc/"),
    ("en", "Lille", "/en/organisations/lille/"),
    # Accents and case
    ("fr", "wroclaw", "/fr/organisations/wroclaw/"),
    ("en", "GOTEBORG", "/en/organisations/goteborg/"),
    ("en", "nurnberg", "/en/organisations/nurnberg/"),
    ("fr", "ÎLE DE FRANCE", "/fr/organisations/ile-de-france/"),
    ("fr", "strassburg", "/fr/organisations/strasbourg/"),
    ("en", "dolny slask", "/en/organisations/lower-silesia/"),
    ("fr", "economie circulaire", "/fr/actualites/roubaix-ville-pilote-economie-circulaire/"),
    # Plural and singular, words of a text
    ("fr", "métropole européenne lille", LILLE),
    ("en", "circular city", "/en/networks/circular-cities-declaration/"),
    ("en", "working groups housing", "/en/networks/eurocities-housing/"),
    ("fr", "mentions légale", "/fr/mentions-legales/"),
    ("fr", "l’automobiliste", "/fr/actualites/ecobonus-recompenser-les-automobilistes/"),
    ("en", "natural area", "/en/news/natural-areas-season-water/"),
    ("fr", "socle métropolitain", "/fr/strategies/1-le-socle-metropolitain/"),
    ("fr", "Köln", "/fr/organisations/rheinland/"),
    # The other language
    ("fr", "covenant of mayors", "/fr/reseaux/covenant-of-mayors/"),
    ("en", "confidentialité", "/fr/confidentialite/"),
    ("fr", "birthday", "/en/news/lam-fortieth-birthday/"),
    # Typing errors in names
    ("fr", "Rotterdm", "/fr/organisations/rotterdam/"),
    ("en", "Gotebrog", "/en/organisations/goteborg/"),
    ("fr", "Thessalonqiue", "/fr/organisations/thessaloniki/"),
    ("en", "ville de Touroing", "/en/organisations/tourcoing/"),
    # Quotation marks, operators, and what is no search
    ("fr", '"Rotterdam"', "/fr/organisations/rotterdam/"),
    ("fr", "« Zagreb »", "/fr/organisations/zagreb/"),
    ("en", "oslo* & !", "/en/organisations/oslo/"),
    ("en", "(Oradea", "/en/organisations/oradea/"),
    ("en", "Ri\0ga", ANY_PAGE),
    ("en", "Riga\0", "/en/organisations/riga/"),
    ("fr", "Brno " + "x" * 5000, ANY_PAGE),
    ("fr", "NEAR(a b) AND OR NOT :* | 'a' -- ;", ANY_PAGE),
    ("fr", "%_%", ANY_PAGE),
    ("en", "👋 😀", ANY_PAGE),
    ("en", "", ANY_PAGE),
]


@pytest.fixture(scope="module", autouse=True)
def demo(django_db_setup, django_db_blocker):
    """Load the demo once for this module and leave nothing of it behind."""
    with django_db_blocker.unblock(), transaction.atomic():
        with SearchEntry.objects.refreshed_at_the_end():
            call_command("loaddata", *FIXTURES, verbosity=0)
        yield
        transaction.set_rollback(True)


def test_there_are_sixty_searches_or_more():
    assert len(TABLE) >= 60


@pytest.mark.parametrize(("language", "typed", "first"), TABLE)
def test_the_first_hit_of_each_search(client, settings, language, typed, first):
    path = {"fr": "/fr/recherche/", "en": "/en/search/"}[language]
    assert client.get(path, {"q": typed}).status_code == 200

    results = client.get(path, {"q": typed, "format": "json"}).json()["results"]

    if first is not ANY_PAGE:
        assert results, "nothing was found"
        assert results[0]["url"].removeprefix(settings.SITE_URL) == first
