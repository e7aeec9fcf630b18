"""The documents on an organisation's page: those of its posts online in the visitor's language."""

from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from metropoles.models import Figure
from news.models import Attachment, PostOrganisation
from tests.builders import make_membership, make_network, make_organisation, make_post, make_status

pytestmark = pytest.mark.django_db

ADDRESS = {"fr": "/fr/organisations/lille/", "en": "/en/organisations/lille/"}


def attach(post, title, size=1500):
    file = ContentFile(b"%PDF-" + b"x" * (size - 5), "report.pdf")
    return Attachment.objects.create(post=post, title_fr=title, title_en=title, file=file)


def documents(client, language) -> list[str]:
    page = BeautifulSoup(client.get(ADDRESS[language]).content, "lxml")
    return [" ".join(li.get_text(" ", strip=True).split()) for li in page.select("#documents li")]


def test_they_say_what_they_are_how_heavy_and_where_they_come_from(client):
    lille = make_organisation("Lille", slug="lille")
    attachment = attach(make_post("Bilan", "Review", subjects=[lille]), "Rapport")

    assert documents(client, "fr") == ["Rapport PDF · 1,5 Kio · 31 mars 2023 · Bilan"]
    assert documents(client, "en")[0].endswith("· 31 March 2023 · Review")
    page = BeautifulSoup(client.get(ADDRESS["en"]).content, "lxml")
    links = [link["href"] for link in page.select("#documents a")]
    assert links == [attachment.url, "/en/news/review/"]


def test_only_those_of_posts_online_in_the_language_and_about_the_body(client):
    lille = make_organisation("Lille", slug="lille")
    tomorrow = timezone.now() + timedelta(days=1)
    attach(make_post("Seulement en français", "", subjects=[lille]), "Bilan")
    attach(make_post("Brouillon", "", publish_at_fr=None, subjects=[lille]), "Caché")
    attach(make_post("Prévu", "", publish_at_fr=tomorrow, subjects=[lille]), "Bientôt")
    elsewhere = make_post("Ailleurs", "Elsewhere")
    PostOrganisation.objects.create(post=elsewhere, organisation=lille, role="mentioned")
    attach(elsewhere, "Autre")

    assert [words.split()[0] for words in documents(client, "fr")] == ["Bilan"]
    assert documents(client, "en") == []
    assert 'id="documents"' not in client.get(ADDRESS["en"]).content.decode()


def test_they_cost_the_same_for_two_as_for_ten_and_ask_no_storage(client, monkeypatch):
    lille, costs = make_organisation("Lille", slug="lille"), []
    for size in (2, 8):
        for n in range(size):
            attach(make_post(f"Bilan {n}", f"Review {n}", subjects=[lille]), f"Rapport {n}")
        client.get(ADDRESS["fr"])
        with monkeypatch.context() as patch, CaptureQueriesContext(connection) as queries:
            patch.setattr("django.core.files.storage.FileSystemStorage.size", None)
            assert len(documents(client, "fr")) in (2, 10)
        costs.append(len(queries))

    assert costs[0] == costs[1]


def test_a_document_whose_file_is_replaced_or_lost_knows_its_size():
    attachment = attach(make_post(), "Rapport", size=1500)
    assert attachment.size == 1500

    attachment.file = ContentFile(b"%PDF-12345", "other.pdf")
    attachment.save()
    assert attachment.size == 10

    attachment.file = "documents/lost.pdf"
    attachment.save()
    assert attachment.size is None


def test_the_number_of_commitments_declared_stands_beside_those_that_are_named(client):
    lille = make_organisation("Lille", slug="lille")
    Figure.objects.create(
        organisation=lille,
        label_en="Commitments declared",
        value_en="5",
        period_en="November 2023",
        source_en="Article",
        declares_commitments=True,
    )
    page = BeautifulSoup(client.get(ADDRESS["en"]).content, "lxml")
    assert page.select_one(".figures").get_text(" ", strip=True) == "Commitments declared 5"

    pact = make_network("", name_en="Green City Accord", kind="commitment")
    make_membership(lille, network=pact, status="signatory")
    page = BeautifulSoup(client.get(ADDRESS["en"]).content, "lxml")
    told = " ".join(page.select_one("#networks p").get_text(" ", strip=True).split())
    assert told == "Declared: 5 · November 2023 · Article. 1 is known by name:"
    assert not page.select(".figures")


def test_a_network_shows_what_its_legal_body_takes_part_in_by_kind(client):
    body = make_organisation("METREX", slug="metrex")
    home = make_network(organisation=body)
    make_membership(body, network=make_network("ESPON", kind="programme"), status="partner")
    make_membership(body, network=make_network("EMA"), status="partner")
    left = make_membership(body, network=make_network("GONE"), status="partner")
    left.change_status(make_status("former"), date(2020, 1, 1))

    page = BeautifulSoup(client.get(f"/en/networks/{home.slug}/").content, "lxml")
    shown = [tag.get_text(strip=True) for tag in page.select("#partners :is(h3, a)")]

    assert shown == ["Associations", "EMA", "Programmes", "ESPON"]
    other = client.get(f"/en/networks/{make_network('POLIS').slug}/").content.decode()
    assert 'id="partners"' not in other
