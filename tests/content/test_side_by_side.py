"""The side-by-side view: either language at the left, what changed in it marked."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.admin.models import LogEntry
from reversion.models import Version

from metropoles.models import Organisation, Strategy
from networks.models import StatusChange
from news.models import Post
from tests.admin_forms import errors, form_data, sign_in, url
from tests.builders import (
    make_event,
    make_image,
    make_membership,
    make_network,
    make_organisation,
    make_page,
    make_post,
    make_status,
    make_strategy,
    make_theme,
)

from .test_translation_admin import (
    DRAFT,
    LANGUAGES,
    MISSING,
    STALE,
    UP_TO_DATE,
    edited,
    kept,
    side_by_side,
    states,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["editors", "translators"])
def writer(client, request):
    return sign_in(client, request.param)


@pytest.fixture(params=LANGUAGES, ids=["fr", "en"])
def headers(request):
    return request.param


def marked(response, element):
    soup = BeautifulSoup(response.content, "lxml")
    return [found.get_text() for found in soup.select(f".source {element}")]


@pytest.mark.parametrize("source", ["fr", "en"])
@pytest.mark.parametrize(
    "make",
    [
        make_event,
        make_network,
        make_organisation,
        make_page,
        make_post,
        make_status,
        make_strategy,
        make_theme,
        make_image,
        lambda: make_membership(section_fr="Fondateurs"),
    ],
    ids=lambda make: make.__name__,
)
def test_everything_with_texts_opens_side_by_side_and_is_saved_untouched(client, make, source):
    sign_in(client)
    item = make()
    model = type(item)
    before = states(item)
    path = side_by_side(model, item, source)
    page = client.get(path)
    assert page.status_code == 200

    response = client.post(path, form_data(page))

    assert response.status_code == 302, errors(response)
    assert states(item) == before


@pytest.mark.parametrize(("source", "target"), [("fr", "en"), ("en", "fr")])
def test_the_missing_language_is_written_beside_the_other(writer, headers, source, target):
    titles = {f"title_{source}": "Le titre", f"title_{target}": ""}
    post = kept(make_post, **titles, **{f"body_{source}": "<p>Le <strong>texte</strong></p>"})
    path = side_by_side(Post, post, source)
    page = writer.get(path, headers=headers)
    assert "<strong>texte</strong>" in page.content.decode()
    data = form_data(page)
    assert f"title_{source}" not in data

    data |= {f"title_{target}": "The title", f"body_{target}": "<p>The text</p><script></script>"}
    response = writer.post(path, data, headers=headers)

    assert response.status_code == 302, errors(response)
    post.refresh_from_db()
    assert getattr(post, f"body_{target}") == "<p>The text</p>"
    assert getattr(post, f"slug_{target}") == "the-title"
    assert states(post) == (UP_TO_DATE, UP_TO_DATE)
    assert LogEntry.objects.get().object_id == str(post.pk)
    assert Version.objects.get_for_object(post).count() == 2


def test_what_changed_since_the_last_check_is_marked(writer):
    post = kept(
        make_post, "Le forum", "The forum", body_fr="<p>Huit villes</p>", body_en="<p>8</p>"
    )
    edited(post, title_fr="Le grand forum")
    edited(post, body_fr="<p>Neuf villes</p><p>Et Metz</p>")

    page = writer.get(side_by_side(Post, post, "fr"))

    assert marked(page, "ins") == ["grand", "Neuf", "Et Metz"]
    assert marked(page, "del") == ["Huit"]


def test_nothing_is_marked_and_it_is_said_when_the_history_lacks_the_text(writer):
    post = make_post("Le forum", "The forum")
    edited(post, title_fr="Le grand forum")

    page = writer.get(side_by_side(Post, post, "fr"), headers=LANGUAGES[1])

    assert marked(page, "ins") == []
    assert "no change is marked" in page.content.decode()


def test_a_text_of_the_history_cannot_run_in_the_page(writer):
    post = kept(make_post, "<b>gras</b> & co", "Bold & co")
    edited(post, title_fr="<script>alert(1)</script> & co")

    page = writer.get(side_by_side(Post, post, "fr")).content.decode()

    assert "<script>alert" not in page
    assert "<ins>&lt;script&gt;alert(1)&lt;/script&gt;</ins>" in page


def test_saving_the_view_brings_the_two_in_step(writer):
    post = edited(kept(make_post), title_fr="Autre")
    path = side_by_side(Post, post, "fr")

    writer.post(path, form_data(writer.get(path)) | {"title_en": "Other"})

    assert states(post) == (UP_TO_DATE, UP_TO_DATE)


@pytest.mark.parametrize(("minor", "expected"), [({}, STALE), ({"minor": "on"}, UP_TO_DATE)])
def test_the_minor_tick_holds_in_the_view_too(writer, minor, expected):
    post = kept(make_post)
    path = side_by_side(Post, post, "fr")

    writer.post(path, form_data(writer.get(path)) | {"title_en": "A Piece"} | minor)

    assert states(post) == (expected, UP_TO_DATE)


def test_still_correct_in_the_view(writer):
    post = edited(kept(make_post), title_fr="Autre")
    path = side_by_side(Post, post, "fr")

    response = writer.post(path, form_data(writer.get(path)) | {"_still_correct": "en"})

    assert response.status_code == 302
    assert states(post) == (UP_TO_DATE, UP_TO_DATE)
    assert Post.objects.get().title_en == post.title_en


def test_a_strategy_is_translated_with_its_workstreams(writer):
    strategy = kept(make_strategy, workstreams=2)
    path = side_by_side(Strategy, strategy, "fr")
    first, second = strategy.workstreams.all()
    data = form_data(writer.get(path)) | {f"workstream-{first.pk}-name_en": "Workstream 1"}

    response = writer.post(path, data)

    assert response.status_code == 302, errors(response)
    first.refresh_from_db()
    assert first.name_en == "Workstream 1"
    assert states(second) == (UP_TO_DATE, MISSING)
    assert Version.objects.get_for_object(strategy).count() == 2
    assert "Chantier 1" in LogEntry.objects.get().change_message


def test_what_breaks_a_rule_is_refused_and_kept(writer, headers):
    post = make_post()
    path = side_by_side(Post, post, "fr")
    data = form_data(writer.get(path)) | {"title_en": "", "summary_en": "Typed"}

    response = writer.post(path, data, headers=headers)

    assert response.status_code == 200
    words = {"fr": "un titre en anglais", "en": "an English title"}[headers["accept-language"]]
    assert words in errors(response)
    assert "Typed" in response.content.decode()
    post.refresh_from_db()
    assert post.title_en == "A piece of news"


def test_an_error_in_a_field_that_is_not_shown_is_said_above_the_form(client):
    sign_in(client)
    membership = make_membership(status="member", since=None)
    change = membership.changes.get()
    StatusChange.objects.create(
        membership=membership,
        status=change.status,
        effective_on="2020-01-01",
        effective_on_precision="day",
    )
    path = side_by_side(StatusChange, change, "fr")

    response = client.post(path, form_data(client.get(path)) | {"source_en": "Minutes"})

    assert response.status_code == 200
    assert errors(response).strip()


def test_the_second_of_two_translators_sees_both_versions(writer):
    post = kept(make_post)
    path = side_by_side(Post, post, "fr")
    opened = form_data(writer.get(path))
    assert writer.post(path, opened | {"title_en": "From the first"}).status_code == 302

    second = writer.post(path, opened | {"title_en": "From the second"}, headers=LANGUAGES[1])

    assert "saved this while you were editing" in errors(second)
    assert "From the second" in second.content.decode()
    assert Post.objects.get().title_en == "From the first"
    assert writer.post(path, form_data(second)).status_code == 302
    assert Post.objects.get().title_en == "From the second"


@pytest.mark.parametrize("key", ["0", "nothing", "9" * 40])
def test_what_does_not_exist_is_not_found(writer, key):
    assert writer.get(url(Organisation, "translate", key)).status_code == 404
    assert writer.get(url(Organisation, "still_correct", key)).status_code == 405


def test_without_a_source_named_the_language_that_waits_is_the_target(writer):
    english, french = make_post("", "Only English"), make_post("Que du français", "")
    assert states(english)[0] == MISSING
    assert DRAFT not in states(french)
    for post, target in ((english, "fr"), (french, "en")):
        for query in ("", "?from=de"):
            data = form_data(writer.get(url(Post, "translate", post.pk) + query))
            assert f"title_{target}" in data
