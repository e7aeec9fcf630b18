"""A picture is described in both languages, or said to be decorative, on every way in."""

from importlib import import_module
from io import StringIO

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db import IntegrityError, transaction

from content.models import Image
from tests.admin_forms import errors, form_data, sign_in, url
from tests.builders import make_image
from tests.pictures import encoded, stored, upload

from .test_translation_admin import side_by_side

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_storage")]

FRENCH, ENGLISH = {"alt_fr": "Une place"}, {"alt_en": "A square"}
DECORATIVE = {"decorative": True}


def faults(response) -> dict[str, str]:
    """Return what an admin form finds wrong, by the field it stands at."""
    form = BeautifulSoup(response.content, "lxml").select_one("#content-main form")
    rows = form.select(".form-row.errors")
    return {row.select_one("[name]")["name"]: row.select_one(".errorlist").text for row in rows}


def send(client, texts, language="en", **query):
    path = url(Image, "add")
    data = form_data(client.get(path, query)) | {"file": upload(encoded())} | texts
    return client.post(path, data, query_params=query, headers={"accept-language": language})


@pytest.mark.parametrize("query", [{}, {"_popup": "1"}], ids=["library", "popup"])
@pytest.mark.parametrize(
    ("texts", "asked"),
    [
        ({}, {"alt_fr", "alt_en"}),
        (FRENCH, {"alt_en"}),
        (ENGLISH, {"alt_fr"}),
        (FRENCH | {"alt_en": "   "}, {"alt_en"}),
        (FRENCH | ENGLISH, set()),
        ({"decorative": "on"}, set()),
        (FRENCH | {"decorative": "on"}, set()),
    ],
)
def test_the_form_asks_at_the_field_of_each_language_that_lacks_it(client, texts, asked, query):
    response = send(sign_in(client, "editors"), texts, **query)

    assert Image.objects.exists() == (not asked)
    assert bool(stored()) == (not asked)
    if asked:
        assert set(faults(response)) == asked
        assert texts.items() <= form_data(response).items()  # what was typed is kept


@pytest.mark.parametrize(
    ("language", "words"), [("en", "Say in English what"), ("fr", "Dites en anglais ce que")]
)
def test_the_question_names_the_language_it_asks_for(client, language, words):
    said = faults(send(sign_in(client), FRENCH, language))

    assert set(said) == {"alt_en"}
    assert words in said["alt_en"]


def test_a_file_that_an_error_has_lost_is_asked_for_again(client):
    refused = send(sign_in(client), FRENCH)

    assert "Choose the file again: " in refused.content.decode()
    taken = send(client, FRENCH | ENGLISH)
    assert taken.status_code == 302
    assert "Choose the file again" not in client.get(taken["Location"]).content.decode()


def test_a_description_that_is_too_long_is_not_said_to_be_missing(client):
    refused = send(sign_in(client), {"alt_fr": "a" * 251, "alt_en": ""})

    assert set(faults(refused)) == {"alt_fr", "alt_en"}
    assert "at most 250 characters" in errors(refused)
    assert "Say in French" not in errors(refused)
    assert "Say in English" in errors(refused)


@pytest.mark.parametrize("group", ["editors", "translators"])
def test_a_description_is_changed_and_never_emptied(client, group):
    image = make_image()
    path = url(Image, "change", image.pk)
    sign_in(client, group)
    data = form_data(client.get(path))

    assert set(faults(client.post(path, data | {"alt_en": ""}))) == {"alt_en"}
    assert client.post(path, data | {"alt_en": "A tower"}).status_code == 302
    image.refresh_from_db()
    assert (image.alt_fr, image.alt_en) == ("Un pont", "A tower")


def test_a_description_is_not_emptied_side_by_side_either(client):
    image = make_image()
    path = side_by_side(Image, image, "fr")
    data = form_data(sign_in(client).get(path))

    refused = client.post(path, data | {"alt_en": ""}, headers={"accept-language": "en"})
    assert "Say in English" in errors(refused)
    assert client.post(path, data | {"alt_en": "A tower"}).status_code == 302


@pytest.mark.parametrize("texts", [{}, FRENCH, ENGLISH, FRENCH | {"alt_en": ""}])
def test_code_is_held_to_it_too(texts):
    fields = {"alt_fr": None, "alt_en": None} | texts
    with pytest.raises(ValidationError) as caught:
        Image(**fields).clean()
    assert set(caught.value.message_dict) == {n for n in fields if not fields[n]}
    with pytest.raises(IntegrityError), transaction.atomic():
        make_image(**fields)
    assert stored() == set()

    Image(**fields, **DECORATIVE).clean()
    assert make_image(**fields, **DECORATIVE).pk


@pytest.mark.parametrize(
    ("texts", "refused"), [(FRENCH, True), (FRENCH | ENGLISH, False), (DECORATIVE, False)]
)
def test_a_fixture_is_held_to_it_too(tmp_path, texts, refused):
    lines = "".join(f"\n    {name}: {value}" for name, value in texts.items())
    fixture = tmp_path / "pictures.yaml"
    fixture.write_text(f"- model: content.image\n  pk: 7\n  fields:\n    file: images/x.jpg{lines}")

    if refused:
        with pytest.raises(IntegrityError), transaction.atomic():
            call_command("loaddata", fixture, stdout=StringIO())
    else:
        call_command("loaddata", fixture, stdout=StringIO())
    assert Image.objects.exists() is not refused


def test_a_picture_from_before_keeps_its_words_and_waits_to_be_translated():
    step = import_module("content.migrations.0008_pictures_described_in_both_languages")
    image = make_image("Une place", "Autre chose")
    row = vars(image) | {"alt_en": "", "checked_against_en": "x"}

    Image.objects.filter(pk=image.pk).update(**step.in_both(row))

    image.refresh_from_db()
    assert (image.alt_fr, image.alt_en) == ("Une place", "Une place")
    assert image.translation_state("fr") == "up_to_date"
    assert image.translation_state("en") == "stale"
    assert step.in_both(row | {"decorative": True}) == step.in_both(vars(image)) == {}
