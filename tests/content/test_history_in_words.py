"""The history of an object speaks the language of whoever reads it, whoever wrote it."""

import pytest
from lxml import html

from content.templatetags.journal import in_words
from networks.models import Membership
from news.models import Post
from tests.admin_forms import form_data, sign_in, url
from tests.builders import make_membership, make_post, make_status

pytestmark = pytest.mark.django_db

LATER = {"title_fr": "Autre", "publish_at_fr_0": "2026-01-02", "publish_at_fr_1": "09:00:00"}


@pytest.fixture
def boss(client):
    return sign_in(client)


def save(boss, item, language, **typed):
    path, headers = url(type(item), "change", item.pk), {"accept-language": language}
    data = form_data(boss.get(path, headers=headers)) | typed
    assert boss.post(path, data, headers=headers).status_code == 302


def history(boss, item, language) -> list[list[str]]:
    address = url(type(item), "history", item.pk)
    page = boss.get(address, headers={"accept-language": language}).content.decode()
    rows = html.fromstring(page).xpath("//table[@id='change-history']/tbody/tr")
    return [[" ".join(cell.text_content().split()) for cell in row] for row in rows]


@pytest.mark.parametrize("written_in", ["fr", "en"])
def test_what_was_changed_is_told_in_the_language_of_the_reader(boss, written_in):
    post = make_post()
    save(boss, post, written_in, **LATER)

    (french,), (english,) = history(boss, post, "fr"), history(boss, post, "en")

    assert english[2] == "Changed Title [fr] and Online in French from."
    assert french[2] == "Modification de Titre [fr] et En ligne en français à partir du."
    assert french[1] == english[1] == "boss"


def test_rows_of_the_form_are_told_too(boss):
    membership = make_membership(status="member")
    former = {"changes-TOTAL_FORMS": "2", "changes-1-status": make_status("former").pk}
    former |= {"changes-1-effective_on": "2022-01-01", "changes-1-effective_on_precision": "day"}
    save(boss, membership, "en", **former)

    assert "Ajout de changement de statut" in history(boss, membership, "fr")[0][2]
    assert "Added change of status" in history(boss, membership, "en")[0][2]
    assert Membership.objects.get().changes.count() == 2


def test_days_are_written_as_on_the_pages_of_the_site(boss):
    post = make_post()
    save(boss, post, "fr", title_fr="Autre")

    (day, *_rest), *_others = history(boss, post, "en")

    assert day.split()[0].isdecimal()
    assert "." not in day
    page = boss.get(url(Post, "changelist"), headers={"accept-language": "en"})
    assert "31 March 2023" in page.content.decode()


@pytest.mark.parametrize(
    "note", ["", "Avant suppression", "12", '{"a": 1}', "[oops", "[1]", '[{"a": 1}]']
)
def test_a_note_stays_as_it_was_written(note):
    assert in_words(note) == note


def test_a_save_without_a_change_says_so(boss):
    post = make_post()
    save(boss, post, "fr")

    assert history(boss, post, "en")[0][2] == "No fields changed."
    assert Post.objects.exists()
