"""Publication is per language and a question put to the clock; no job makes it true."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from content.models import Page, PublicationState
from tests.builders import LONG_AGO, make_event, make_page, make_post

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 3, 29, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)
INSTANTS = st.none() | st.datetimes(
    datetime(2026, 1, 1), datetime(2026, 12, 31), timezones=st.just(UTC)
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(publish=INSTANTS, lasts=st.none() | st.integers(1, 400), at=INSTANTS.filter(bool))
def test_the_query_and_the_object_agree_at_any_instant(publish, lasts, at):
    expire = publish + timedelta(days=lasts) if publish and lasts else None
    page = make_page(publish_at_fr=publish, expire_at_fr=expire, title_en="", publish_at_en=None)
    for instant in filter(None, (publish, expire, at)):
        for moment in (instant - SECOND, instant, instant + SECOND):
            wanted = publish is not None and publish <= moment and not (expire and expire <= moment)
            assert Page.objects.visible("fr", moment).filter(pk=page.pk).exists() == wanted
            assert page.is_visible("fr", moment) == wanted
            assert not Page.objects.visible("en", moment).filter(pk=page.pk).exists()


@pytest.mark.parametrize(("make", "address"), [(make_post, "actualites"), (make_event, "agenda")])
def test_an_item_appears_and_leaves_on_its_list_in_its_language_alone(client, make, address):
    make(
        "Le titre français", "The English title", publish_at_fr=NOON, expire_at_fr=NOON + 2 * SECOND
    )
    for instant, listed in [(NOON - SECOND, False), (NOON, True), (NOON + 2 * SECOND, False)]:
        with time_machine.travel(instant, tick=False):
            french = client.get(f"/fr/{address}/").content.decode()
            english = client.get(
                "/en/news/" if make is make_post else "/en/events/"
            ).content.decode()
        assert ("Le titre français" in french) == listed
        assert "Le titre français" not in english
        assert "The English title" in english


def test_the_page_of_an_item_follows_the_clock(client):
    make_post("Bientôt", "", publish_at_fr=NOON)

    with time_machine.travel(NOON - SECOND, tick=False):
        assert client.get("/fr/actualites/bientot/").status_code == 404
    with time_machine.travel(NOON, tick=False):
        assert client.get("/fr/actualites/bientot/").status_code == 200


def test_the_four_states_have_names():
    page = make_page(publish_at_fr=NOON, expire_at_fr=NOON + SECOND, publish_at_en=None)

    assert page.publication_state("fr", NOON - SECOND) == PublicationState.SCHEDULED
    assert page.publication_state("fr", NOON) == PublicationState.LIVE
    assert page.publication_state("fr", NOON + SECOND) == PublicationState.EXPIRED
    assert page.publication_state("en", NOON) == PublicationState.DRAFT


def test_a_language_without_a_title_cannot_be_published():
    make_post("Titre", "")
    with pytest.raises(IntegrityError, match="online_in_english|CHECK"), transaction.atomic():
        make_post("Titre", "", publish_at_en=LONG_AGO)


def test_an_end_before_the_start_is_refused_by_form_and_database():
    page = make_page(publish_at_fr=NOON)
    page.expire_at_fr = NOON + SECOND
    page.full_clean()
    page.expire_at_fr = NOON - SECOND

    with pytest.raises(ValidationError):
        page.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        page.save()


def test_a_page_whose_language_is_not_online_shows_the_other_one_and_says_so(client):
    make_post("Le brouillon secret", "The English one", publish_at_fr=None, slug_fr="brouillon")

    response = client.get("/fr/actualites/the-english-one/")

    page = response.content.decode()
    assert response.status_code == 200
    assert "The English one" in page
    assert "Le brouillon secret" not in page
    assert 'lang="en"' in page
    assert response.context["canonical_url"].endswith("/en/news/the-english-one/")
    assert response.context["alternates"] == []


def test_the_switch_always_lands_on_the_same_item(client):
    for fields in ({}, {"title_en": "", "publish_at_en": None}, {"publish_at_fr": None}):
        post = make_post(**fields)
        for language in ("fr", "en"):
            address = post.addresses()[language]
            response = client.get(address)
            assert response.status_code == 200
            assert client.get(response.context["switch_url"]).status_code == 200
        post.delete()
