"""Search: what is public is found, as it is now, by whoever types whatever."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core.management import call_command
from django.core.serializers import serialize
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reversion.models import Version

from content.models import SearchEntry
from content.search import index
from content.search.query import Query
from metropoles.models import Figure, Organisation, OrganisationName
from news.models import Post
from tests.admin_forms import sign_in, url
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

PATHS = {"fr": "/fr/recherche/", "en": "/en/search/"}


def search(client, typed, language="fr", **parameters):
    parameters = {"q": typed, "format": "json", **parameters}
    return client.get(PATHS[language], parameters).json()


def titles(client, typed, language="fr", **parameters):
    return [hit["title"] for hit in search(client, typed, language, **parameters)["results"]]


def page(client, typed, language="fr", **parameters):
    response = client.get(PATHS[language], {"q": typed, **parameters})
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def suggested(client, typed, language="fr"):
    return titles(client, typed, language, format="suggest")


# --- What is found first


def test_a_name_comes_before_a_title_and_a_title_before_a_text(client):
    make_post("Un autre titre", None, body_fr="<p>On y parle de Lille.</p>")
    make_post("Lille en fête", None)
    make_organisation("Port de Lille")
    make_organisation("Lille Grand Palais")
    make_organisation("Lille")

    assert titles(client, "lille") == [
        "Lille",
        "Lille Grand Palais",
        "Port de Lille",
        "Lille en fête",
        "Un autre titre",
    ]


def test_the_page_s_language_comes_first_and_the_other_is_labelled(client):
    make_post("Logement social", None, slug_fr="logement", summary_fr="Le housing.")
    make_post(None, "Housing for all", slug_en="housing")

    hits = page(client, "housing").select(".news-row")
    assert [hit.h3.get_text() for hit in hits] == ["Logement social", "Housing for all"]
    assert hits[1].a["href"] == "/en/news/housing/"
    assert hits[1].h3["lang"] == hits[1].a["hreflang"] == "en"
    assert "En anglais" in hits[1].get_text()
    assert "En anglais" not in hits[0].get_text()


def test_a_text_in_both_languages_is_one_hit(client):
    make_post("Le forum", "The forum")

    assert search(client, "forum")["count"] == 1
    assert titles(client, "forum", "en") == ["The forum"]


def test_a_kind_can_be_chosen_and_each_is_counted(client):
    make_organisation("Metz")
    make_page("Metz", None)
    make_event("Metz", None)

    links = page(client, "metz").select(".kinds a")
    assert [link.get_text(" ", strip=True) for link in links] == [
        "Tout 3",
        "Organisations 1",
        "Pages 1",
        "Agenda 1",
    ]
    assert [hit["kind"] for hit in search(client, "metz", kind="event")["results"]] == ["event"]
    assert "Tout" in page(client, "metz", kind="strategy").select_one(".kinds").get_text()
    assert search(client, "metz", kind="nothing")["count"] == 0


def test_what_was_looked_for_stands_out_and_markup_does_not_pass(client):
    body = "<p>Une phrase. 1 &lt; 2.</p><p>Les Réseaux de demain &amp; d’hier</p>"
    make_post("Le titre", None, body_fr=body)

    excerpt = page(client, "reseau").select_one(".news-row h3 + p")
    assert [mark.get_text() for mark in excerpt.select("mark")] == ["Réseaux"]
    assert excerpt.get_text().endswith("1 < 2. Les Réseaux de demain & d’hier.")
    hostile = page(client, "<script>alert(1)</script>")
    assert not hostile.select("main script")


def test_pages_follow_each_other_in_both_forms(client):
    for number in range(25):
        make_page(f"Tramway {number}", None)

    first = search(client, "tramway")
    second = client.get(first["next"].removeprefix("http://127.0.0.1:8000")).json()
    assert first["count"] == second["count"] == 25
    assert len({hit["url"] for hit in first["results"] + second["results"]}) == 25
    assert second["next"] is None
    assert set(first) == {"title", "language", "licence", "date", "count", "next", "results"}
    assert set(first["results"][0]) == {"kind", "title", "url", "language", "excerpt"}
    assert len(page(client, "tramway", page="2").select(".news-row")) == 5
    assert len(page(client, "tramway", page="x").select(".news-row")) == 20


def test_results_are_kept_from_search_engines_and_the_form_is_not(client):
    assert page(client, "lille").select_one("meta[name=robots]")["content"].startswith("noindex")
    form = BeautifulSoup(client.get("/fr/recherche/").content, "html.parser")
    assert not form.select("meta[name=robots]")
    assert form.select_one("search form input[name=q]")


# --- Typing errors


def test_a_typing_error_in_a_name_is_told_and_mended(client):
    make_organisation("Rotterdam")

    shown = page(client, "Rotterdm")
    assert "« Rotterdm »" in shown.select_one(".notice").get_text().replace("\xa0", " ")
    assert shown.select_one(".news-row h3").get_text() == "Rotterdam"
    assert shown.select_one("input[name=q]")["value"] == "Rotterdm"


def test_a_word_that_resembles_no_name_is_left_alone(client):
    make_organisation("Rotterdam")

    assert titles(client, "Amster") == []
    assert "Amster" in page(client, "Amster").select_one(".empty").get_text()


def test_names_of_what_is_not_public_are_not_proposed(client):
    make_post("Quetzalcoatlus", None, publish_at_fr=None)

    assert "Quetzalcoatlus" not in page(client, "Quetzalcoatlsu").get_text()


# --- Any input gives a page


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "\0",
        "Li\0lle",
        '"',
        "'",
        "\\",
        "a:* | !b & (c",
        'NEAR("a" b, 2) AND',
        "names : x",
        "%",
        "_",
        "-",
        "…",
        "🏙️",
        "مدينة",
        "٣",
        "½",
        "x" * 5000,
        "mot " * 1250,
        "é" * 199 + "̈",
    ],
)
def test_any_input_gives_a_page(client, typed):
    make_organisation("Lille")

    assert page(client, typed).h1
    assert isinstance(titles(client, typed), list)
    assert isinstance(suggested(client, typed), list)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(typed=st.text(max_size=300), kind=st.text(max_size=5), number=st.text(max_size=5))
def test_any_text_gives_a_page(client, typed, kind, number):
    parameters = {"kind": kind, "page": number, "per_page": number}
    typed, *values = (
        text.encode("utf-8", "replace").decode() for text in (typed, *parameters.values())
    )
    assert page(client, typed, **dict(zip(parameters, values, strict=True))).h1


def test_half_a_surrogate_pair_in_an_address_gives_a_page(client):
    assert client.get("/fr/recherche/?q=%ED%A0%80").status_code == 200
    assert not Query("\ud800")


def test_a_very_long_search_is_cut_kept_and_told(client):
    make_organisation("Lille")
    shown = page(client, "Lille " + "lille " * 1000)

    assert "très longue" in shown.select_one(".notice").get_text()
    assert len(shown.select_one("input[name=q]")["value"]) <= 200
    assert shown.select_one(".news-row h3").get_text() == "Lille"
    assert not page(client, "Lille").select(".notice")


def test_an_unknown_format_is_not_found(client):
    assert client.get("/fr/recherche/?format=xml").status_code == 404


# --- Fresh, and nothing but what is public


def test_a_scheduled_text_is_found_from_its_time_in_its_language_until_it_expires(client):
    start = datetime(2030, 5, 1, 9, tzinfo=UTC)
    make_post(
        "Le tramway",
        "The tramway",
        publish_at_fr=start,
        publish_at_en=None,
        expire_at_fr=start + timedelta(days=1),
    )

    for moment, found in [(-1, []), (0, ["Le tramway"]), (3600 * 24, [])]:
        with time_machine.travel(start + timedelta(seconds=moment), tick=False):
            assert titles(client, "tramway") == found
            assert titles(client, "tramway", "en") == found  # labelled: never the English draft
            assert suggested(client, "tramway") == found
            assert suggested(client, "tramway", "en") == []
            assert bool(page(client, "tramway").select(".kinds")) is bool(found)


def test_changes_are_found_at_once(client):
    organisation = make_organisation("Lille", summary_fr="Une ville de brique")
    organisation.summary_fr = "Une ville de pierre"
    organisation.save()
    name = OrganisationName.objects.create(organisation=organisation, name="Rijsel")
    Figure.objects.create(
        organisation=organisation, label_fr="Piscines", value_fr="3", period_fr="2020"
    )

    assert titles(client, "brique") == []
    for word in ("pierre", "rijsel", "piscine"):
        assert titles(client, word) == ["Lille"]
    name.delete()
    assert titles(client, "rijsel") == []


def test_a_row_that_changes_hands_is_found_with_its_new_owner_only(client):
    lille, metz = make_organisation("Lille"), make_organisation("Metz")
    name = OrganisationName.objects.create(organisation=lille, name="Divodurum")
    name.organisation = metz
    name.save()

    assert titles(client, "divodurum") == ["Metz"]


def test_a_strategy_is_found_by_its_workstreams(client):
    strategy = make_strategy(make_organisation("Metz"))
    workstream = strategy.workstreams.first()
    workstream.sentence_fr = "Une alimentation durable"
    workstream.save()

    assert titles(client, "alimentations durables") == ["Le projet"]
    assert titles(client, "alimentations durables", "en") == ["Le projet"]


def test_an_update_of_many_rows_is_followed(client):
    make_post("Le tramway", None)
    Post.objects.update(publish_at_fr=None)
    assert titles(client, "tramway") == []

    Post.objects.update(publish_at_fr=timezone.now())
    assert titles(client, "tramway") == ["Le tramway"]


def test_what_is_deleted_is_not_found_until_it_is_recovered(client):
    sign_in(client)
    post = make_post("Le tramway", None)
    client.post(url(Post, "delete", post.pk), {"post": "yes"})
    assert not Post.objects.exists()
    assert titles(client, "tramway") == []
    assert not SearchEntry.objects.exists()

    version = Version.objects.get_deleted(Post).get()
    version.revision.revert()
    assert titles(client, "tramway") == ["Le tramway"]


def test_a_fixture_is_indexed_as_it_is_loaded(client, tmp_path):
    organisation = make_organisation("Lille")
    OrganisationName.objects.create(organisation=organisation, name="Rijsel")
    rows = [*OrganisationName.objects.all(), *Organisation.objects.all()]  # the name comes first
    file = tmp_path / "rows.json"
    file.write_text(serialize("json", rows))
    Organisation.objects.all().delete()
    assert titles(client, "rijsel") == []

    call_command("loaddata", str(file), verbosity=0)
    assert titles(client, "rijsel") == ["Lille"]


def test_reindex_makes_the_index_anew(client, capsys):
    make_organisation("Lille")
    gone = make_organisation("Metz")
    Organisation.objects.filter(pk=gone.pk)._raw_delete("default")
    index.remove(SearchEntry.objects.values_list("pk", flat=True))
    assert titles(client, "lille") == []

    call_command("reindex")
    assert titles(client, "lille") == ["Lille"]
    assert titles(client, "metz") == []
    assert "1 objects" in capsys.readouterr().out


def test_migrate_indexes_what_came_past_the_search(client):
    organisation = make_organisation("Lille")
    SearchEntry.objects.all().forget()
    assert titles(client, "lille") == []

    SearchEntry.objects.complete()
    assert titles(client, "lille") == [str(organisation)]


def test_nothing_private_is_found(client):
    secret = "Confidentiel"
    membership = make_membership(make_organisation("Lille"), note=f"{secret} note")
    membership.change_status(make_status("member"), None, reason=secret, correction=secret)
    make_status("hidden", category="applicant", public=False, label_fr=f"{secret} statut")
    for make in (make_post, make_event, make_page):
        make(f"{secret} brouillon", f"{secret} draft", publish_at_fr=None, publish_at_en=None)
    past, future = timezone.now() - timedelta(days=2), timezone.now() + timedelta(days=2)
    make_post(secret, None, publish_at_fr=future)
    make_post(secret, None, publish_at_fr=past, expire_at_fr=past + timedelta(days=1))

    for language in PATHS:
        for typed in (secret, "Confidentiels", "Confidentile", "Conf", "brouillon", "statut"):
            assert search(client, typed, language)["count"] == 0
            assert suggested(client, typed, language) == []
            assert not page(client, typed, language).select(".kinds, .news-row, .notice")
    make_page(secret, None)
    assert titles(client, secret) == [secret]


# --- Suggestions and cost


def test_suggestions_are_names_and_titles_that_begin_so(client):
    make_organisation("Rotterdam")
    make_post("Une nouvelle", None, body_fr="<p>Rotterdam</p>")
    for number in range(10):
        make_page(f"Route {number}", None)

    response = client.get("/fr/recherche/", {"q": "rott", "format": "suggest"})
    assert [hit["title"] for hit in response.json()["results"]] == ["Rotterdam"]
    assert response["Cache-Control"] == "public, max-age=60"
    assert not response.cookies
    assert len(suggested(client, "route")) == 8


@pytest.mark.parametrize("typed", ["commune", "commnue"])
def test_a_search_costs_the_same_at_any_size(client, typed):
    costs = []
    for size in (2, 198):
        for number in range(size):
            make_page(f"Page {size} {number}", "Page", body_fr="<p>commune</p>")
        make_organisation(f"Commune {size}")
        make_network(f"Commune {size}")
        with CaptureQueriesContext(connection) as queries:
            page(client, typed)
        costs.append(len(queries))

    assert costs[0] == costs[1] <= 10
