"""The search knows what is public, as it is now, and nothing else."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.core.serializers import serialize
from django.utils import timezone
from reversion.models import Version

from content.models import SearchEntry
from content.search import index
from metropoles.models import Figure, Organisation, OrganisationName
from news.models import Post
from tests.admin_forms import sign_in, url
from tests.builders import (
    make_event,
    make_membership,
    make_organisation,
    make_page,
    make_post,
    make_status,
    make_strategy,
)
from tests.searching import PATHS, page, search, suggested, titles

pytestmark = pytest.mark.django_db


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
