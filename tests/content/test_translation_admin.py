"""Translating in the admin: states told, edits called minor, checks in one click, side by side."""

import pytest
import reversion
from bs4 import BeautifulSoup
from django.contrib.admin.models import LogEntry
from reversion.models import Version

from content.models import SearchEntry, Theme, TranslationState
from metropoles.models import Strategy
from networks.models import Membership
from news.models import Post
from tests.admin_forms import errors, form_data, sign_in, url
from tests.builders import make_membership, make_post, make_strategy, make_theme

pytestmark = pytest.mark.django_db

MISSING, DRAFT = TranslationState.MISSING, TranslationState.DRAFT
UP_TO_DATE, STALE = TranslationState.UP_TO_DATE, TranslationState.STALE
LANGUAGES = [{"accept-language": "fr"}, {"accept-language": "en"}]


@pytest.fixture(params=["editors", "translators"])
def writer(client, request):
    return sign_in(client, request.param)


@pytest.fixture(params=LANGUAGES, ids=["fr", "en"])
def headers(request):
    return request.param


def states(item):
    fresh = type(item).objects.get(pk=item.pk)
    return fresh.translation_state("fr"), fresh.translation_state("en")


def kept(make, *args, **fields):
    """Return an item whose making stands in the history, as everything made in the admin does."""
    with reversion.create_revision():
        return make(*args, **fields)


def edited(item, **texts):
    with reversion.create_revision():
        for name, text in texts.items():
            setattr(item, name, text)
        item.save()
    return item


def side_by_side(model, item, source):
    return f"{url(model, 'translate', item.pk)}?from={source}"


def told(response) -> list[str]:
    soup = BeautifulSoup(response.content, "lxml")
    return [mark.get_text(" ", strip=True) for mark in soup.select(".translation-state")]


# --- States


def test_the_form_tells_the_state_of_each_language(writer, headers):
    post = edited(kept(make_post), title_fr="Un autre titre")

    found = told(writer.get(url(Post, "change", post.pk), headers=headers))

    expected = {"fr": ["à jour", "périmée"], "en": ["up to date", "out of date"]}
    assert found == expected[headers["accept-language"]]


@pytest.mark.parametrize("section", ["", "Hors réseau"])
def test_what_has_no_text_is_not_said_to_lack_a_translation(client, section):
    membership = make_membership(status="member", section_fr=section)
    boss = sign_in(client)

    form = BeautifulSoup(boss.get(url(Membership, "change", membership.pk)).content, "lxml")
    row = BeautifulSoup(boss.get(url(Membership)).content, "lxml").select_one(".field-translations")

    assert bool(form.select(".translation-states")) == bool(section)
    assert bool(row.select(".translation-state")) == bool(section)


def test_the_list_tells_a_strategy_by_its_workstreams(client):
    sign_in(client)
    strategy = make_strategy(workstreams=1)
    page = client.get(url(Strategy), headers=LANGUAGES[1])
    assert told(page) == ["FR up to date", "EN unfinished"]

    edited(strategy.workstreams.get(), name_en="The workstream")
    page = client.get(url(Strategy), headers=LANGUAGES[1])
    assert told(page) == ["FR up to date", "EN up to date"]


@pytest.mark.parametrize("size", [2, 60])
def test_lists_with_their_rows_of_texts_cost_the_same_at_any_size(
    client, django_assert_max_num_queries, size
):
    sign_in(client)
    with SearchEntry.objects.refreshed_at_the_end():
        strategies = [make_strategy(workstreams=2) for _ in range(size)]
    assert len(strategies) == size
    for model in (Strategy, Post, Theme):
        with django_assert_max_num_queries(12):
            assert client.get(url(model)).status_code == 200


# --- Minor edits


@pytest.mark.parametrize(("minor", "expected"), [({}, STALE), ({"minor": "on"}, UP_TO_DATE)])
def test_a_minor_edit_in_the_form_keeps_the_translation_valid(writer, headers, minor, expected):
    post = kept(make_post)
    path = url(Post, "change", post.pk)
    page = writer.get(path, headers=headers)

    response = writer.post(path, form_data(page) | {"title_fr": "Une Nouvelle"} | minor)

    assert response.status_code == 302, errors(response)
    assert states(post) == (UP_TO_DATE, expected)


def test_a_minor_edit_of_a_workstream_keeps_its_translation_valid(writer):
    strategy = make_strategy(workstreams=1)
    workstream = edited(strategy.workstreams.get(), name_en="Workstream 1")
    path = url(Strategy, "change", strategy.pk)
    data = form_data(writer.get(path))

    writer.post(path, data | {"workstreams-0-name_fr": "Le chantier", "minor": "on"})
    assert states(workstream) == (UP_TO_DATE, UP_TO_DATE)

    writer.post(path, data | {"workstreams-0-name_fr": "Un autre chantier"})
    assert states(workstream) == (UP_TO_DATE, STALE)


def test_the_minor_tick_is_offered_only_where_there_is_a_translation_to_keep(writer):
    both, alone = make_post(), make_post("Seule", "")
    behind = edited(make_post("Une", "One"), title_fr="Deux")

    for post, offered in ((both, True), (alone, False), (behind, False)):
        page = writer.get(url(Post, "change", post.pk)).content.decode()
        assert ('name="minor"' in page) == offered


def test_a_form_sent_back_untouched_hides_no_staleness(client):
    sign_in(client)
    strategy = make_strategy(slogans_fr="Un\nDeux", slogans_en="One\nTwo", workstreams=0)
    edited(strategy, title_fr="Le nouveau projet")
    path = url(Strategy, "change", strategy.pk)
    data = form_data(client.get(path))
    sent_by_browsers = {k: v.replace("\n", "\r\n") for k, v in data.items() if "slogans" in k}

    assert client.post(path, data | sent_by_browsers).status_code == 302

    assert states(strategy) == (UP_TO_DATE, STALE)


# --- Still correct


@pytest.mark.parametrize(("changed", "behind"), [("fr", "en"), ("en", "fr")])
def test_still_correct_is_one_click_in_the_form_and_is_written_down(
    writer, headers, changed, behind
):
    post = edited(kept(make_post), **{f"title_{changed}": "Autre · Other"})
    path = url(Post, "change", post.pk)
    page = writer.get(path, headers=headers)
    button = BeautifulSoup(page.content, "lxml").select_one("[name=_still_correct]")
    assert button["value"] == behind

    response = writer.post(path, form_data(page) | {"_still_correct": behind}, headers=headers)

    assert response.status_code == 302, errors(response)
    assert states(post) == (UP_TO_DATE, UP_TO_DATE)
    words = {"fr": "toujours juste", "en": "still correct"}[headers["accept-language"]]
    assert words in LogEntry.objects.first().change_message
    assert words in Version.objects.get_for_object(post).first().revision.comment
    assert post.title_fr == Post.objects.get().title_fr


def test_still_correct_keeps_what_was_typed_before_the_click(writer):
    post = edited(kept(make_post), title_fr="Autre")
    path = url(Post, "change", post.pk)
    data = form_data(writer.get(path)) | {"summary_fr": "Tapé", "summary_en": "Typed"}

    writer.post(path, data | {"_still_correct": "en"})

    post.refresh_from_db()
    assert post.summary_fr == "Tapé"
    assert states(post) == (UP_TO_DATE, UP_TO_DATE)


def test_who_may_not_change_may_not_confirm(client):
    post = edited(kept(make_post), title_fr="Autre")
    sign_in(client, "secretariat")
    data = {"language": "en", "seen": "whatever"}

    assert client.post(url(Post, "still_correct", post.pk), data).status_code == 403
    assert client.get(side_by_side(Post, post, "fr")).status_code == 403
    assert states(post) == (UP_TO_DATE, STALE)


def test_a_row_that_no_check_ever_reached_can_be_confirmed(client):
    sign_in(client)
    Theme.objects.bulk_create([Theme(slug="a", name_fr="Eau", name_en="Water")])
    theme = Theme.objects.get()
    assert states(theme) == (STALE, STALE)
    path = url(Theme, "change", theme.pk)

    client.post(path, form_data(client.get(path)) | {"_still_correct": "en"})

    assert states(theme) == (UP_TO_DATE, UP_TO_DATE)


def test_a_theme_in_one_language_waits_in_the_other():
    theme = make_theme(name_en="")
    assert states(theme) == (UP_TO_DATE, MISSING)
