"""The admin: every entity reachable, both languages in one form, nothing lost, roles kept."""

from datetime import date

import pytest
import reversion
from bs4 import BeautifulSoup
from django.contrib import admin
from reversion.models import Version

from content.models import SearchEntry, Theme
from metropoles.models import Organisation, OrganisationName, Strategy
from networks.models import Membership, StatusChange
from news.models import Post
from tests.admin_forms import errors, form_data, sign_in, url
from tests.builders import (
    make_event,
    make_membership,
    make_network,
    make_organisation,
    make_page,
    make_post,
    make_status,
    make_strategy,
    make_theme,
)

pytestmark = [pytest.mark.django_db, pytest.mark.long]

OURS = [model for model in admin.site._registry if model._meta.app_label not in {"auth"}]


@pytest.fixture
def boss(client):
    return sign_in(client)


@pytest.fixture
@SearchEntry.objects.refreshed_at_the_end()
def one_of_each():
    theme, lille = make_theme(), make_organisation(slug="lille")
    membership = make_membership(lille, status="member", since=date(2020, 1, 1))
    post = make_post(subjects=[lille])
    post.themes.add(theme)
    post.slug_fr = "autre"
    post.save()
    items = [theme, lille, membership, post, make_event(), make_page(), make_strategy(lille)]
    return items


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_screen_of_every_entity_opens(boss, one_of_each, language, subtests):
    for model in OURS:
        with subtests.test(model.__name__):
            check_every_screen(boss, model, headers={"accept-language": language})


def check_every_screen(boss, model, headers):
    listed = boss.get(url(model), headers=headers)
    offered, request = admin.site._registry[model], listed.wsgi_request
    assert listed.status_code == 200
    assert boss.get(url(model), {"q": "Île"}, headers=headers).status_code == 200
    add = 200 if offered.has_add_permission(request) else 403
    assert boss.get(url(model, "add"), headers=headers).status_code == add
    item = model.objects.first()
    if item:
        assert boss.get(url(model, "change", item.pk), headers=headers).status_code == 200
        assert boss.get(url(model, "history", item.pk), headers=headers).status_code == 200
        delete = 200 if offered.has_delete_permission(request, item) else 403
        assert boss.get(url(model, "delete", item.pk), headers=headers).status_code == delete
    assert boss.get(url(model, "recoverlist"), headers=headers).status_code == add


@pytest.mark.parametrize("model", [Organisation, Membership, Post, Strategy])
def test_a_form_sent_back_untouched_is_saved(boss, one_of_each, model):
    page = boss.get(url(model, "change", model.objects.first().pk))

    response = boss.post(page.request["PATH_INFO"], form_data(page))

    assert response.status_code == 302, errors(response)


def test_no_screen_of_the_admin_names_another_host(boss, one_of_each):
    for model in OURS:
        page = boss.get(url(model, "add"))
        soup = BeautifulSoup(page.content, "lxml")
        sources = [tag.get("src") or tag.get("href") for tag in soup.select("script, link, img")]
        assert not [s for s in sources if s and s.startswith(("http", "//"))]


def test_an_item_in_english_only_is_saved_under_a_french_admin(boss):
    data = form_data(boss.get(url(Post, "add"), headers={"accept-language": "fr"}))
    data |= {"title_en": "Only in English", "summary_en": "One language is enough."}

    response = boss.post(url(Post, "add"), data, headers={"accept-language": "fr"})

    assert response.status_code == 302, errors(response)
    post = Post.objects.get()
    assert (post.slug_fr, post.slug_en) == (None, "only-in-english")


def test_a_broken_rule_is_said_beside_the_form_and_what_was_typed_is_kept(boss):
    data = form_data(boss.get(url(Post, "add")))
    data |= {"summary_fr": "Un résumé déjà écrit", "publish_at_fr_0": "2026-01-01"}
    data |= {"publish_at_fr_1": "10:00:00"}

    response = boss.post(url(Post, "add"), data, headers={"accept-language": "en"})

    assert response.status_code == 200
    assert "give it a French title" in errors(response)
    assert "Un résumé déjà écrit" in response.content.decode()


@pytest.mark.parametrize("key", ["nonsense", "\x00", "9" * 40, "-1", "²"])
def test_what_is_no_key_in_a_completing_field_is_refused_in_words(boss, one_of_each, key):
    post, lille = Post.objects.get(), Organisation.objects.get(slug="lille")
    data = form_data(boss.get(url(Post, "change", post.pk)))
    forged = data | {"post_organisations-0-organisation": key, "networks": key, "event": key}

    refused = boss.post(url(Post, "change", post.pk), forged)
    assert refused.status_code == 200
    assert errors(refused)
    assert list(Post.objects.get().organisations.all()) == [lille]
    assert boss.post(url(Post, "change", post.pk), data).status_code == 302


def test_two_changes_on_one_day_are_refused_in_the_form_itself(boss):
    membership = make_membership(status="member", since=date(2020, 1, 1))
    page = boss.get(url(Membership, "change", membership.pk))
    data = form_data(page) | {"changes-TOTAL_FORMS": "3"}
    for row, status in ((1, "observer"), (2, "former")):
        data |= {
            f"changes-{row}-status": make_status(status).pk,
            f"changes-{row}-membership": membership.pk,
            f"changes-{row}-effective_on": "2021-01-01",
            f"changes-{row}-effective_on_precision": "day",
        }

    response = boss.post(page.request["PATH_INFO"], data)

    assert response.status_code == 200
    assert errors(response)
    assert membership.changes.count() == 1
    data["changes-2-effective_on"] = "2022-01-01"
    assert boss.post(page.request["PATH_INFO"], data).status_code == 302
    assert membership.changes.count() == 3
    assert membership.changes.last().recorded_by.username == "boss"


def test_gaps_in_the_numbers_of_workstreams_are_refused(boss):
    strategy = make_strategy(workstreams=3)
    page = boss.get(url(Strategy, "change", strategy.pk))
    data = form_data(page)

    refused = boss.post(page.request["PATH_INFO"], data | {"workstreams-2-number": "5"})
    assert "1, 2, 5" in errors(refused)

    assert boss.post(page.request["PATH_INFO"], data).status_code == 302


def test_the_search_finds_aliases_and_ignores_accents(boss):
    wien = make_organisation("Vienne", "Vienna")
    OrganisationName.objects.create(organisation=wien, name="Wien", type="exonym")
    make_organisation("Kraków", "Kraków")

    for words, name in (("wien", "Vienn"), ("VIENNA", "Vienn"), ("krakow", "Kraków")):
        page = boss.get(url(Organisation), {"q": words}).content.decode()
        assert name in page
        assert ("Kraków" in page) == (words == "krakow")


def test_what_is_deleted_comes_back_with_its_key_languages_and_rows(boss, one_of_each):
    lille = Organisation.objects.get(slug="lille")
    make_page()
    strategy = Strategy.objects.get()
    key = strategy.pk
    boss.post(url(Strategy, "delete", key), {"post": "yes"})
    assert not Strategy.objects.exists()

    version = Version.objects.get_deleted(Strategy).get()
    recover = url(Strategy, "recover", version.pk)
    response = boss.post(recover, form_data(boss.get(recover)))

    assert response.status_code == 302, errors(response)
    back = Strategy.objects.get(pk=key)
    assert (back.title_fr, back.title_en, back.organisation) == ("Le projet", "The project", lille)
    assert [w.number for w in back.workstreams.all()] == [1, 2]


def test_a_revert_brings_back_both_languages_and_the_inlines(boss, one_of_each):
    membership = Membership.objects.get()
    page = boss.get(url(Membership, "change", membership.pk))
    boss.post(page.request["PATH_INFO"], form_data(page) | {"section_fr": "Avant"})
    data = form_data(boss.get(page.request["PATH_INFO"]))
    data |= {"section_fr": "Après", "changes-0-effective_on": "2019-01-01"}
    data |= {"changes-0-correction": "The minutes say so."}
    boss.post(page.request["PATH_INFO"], data)
    assert StatusChange.objects.get().effective_on == date(2019, 1, 1)

    former = Version.objects.get_for_object(membership)[1]
    revert = url(Membership, "revision", membership.pk, former.pk)
    response = boss.post(revert, form_data(boss.get(revert)))

    assert response.status_code == 302, errors(response)
    membership.refresh_from_db()
    assert membership.section_fr == "Avant"
    assert StatusChange.objects.get().effective_on == date(2020, 1, 1)


def test_every_content_type_is_kept_in_the_history():
    for model in OURS:
        assert reversion.is_registered(model), model


def test_the_second_of_two_people_sees_both_versions_and_loses_nothing(boss):
    membership = make_membership(status="member", since=date(2020, 1, 1))
    path = url(Membership, "change", membership.pk)
    boss.post(path, form_data(boss.get(path)) | {"note": "before"})
    both_opened = form_data(boss.get(path))
    first = both_opened | {"note": "from the first", "section_fr": "Première"}
    assert boss.post(path, first).status_code == 302

    second = boss.post(
        path, both_opened | {"note": "from the second"}, headers={"accept-language": "en"}
    )

    assert second.status_code == 200
    for words in ("boss saved this while you were editing", "before → from the first", "Première"):
        assert words in errors(second)
    assert "from the second" in second.content.decode()
    membership.refresh_from_db()
    assert membership.note == "from the first"
    assert boss.post(path, form_data(second)).status_code == 302
    membership.refresh_from_db()
    assert (membership.note, membership.section_fr) == ("from the second", None)


@pytest.mark.parametrize("size", [3, 30])
def test_lists_cost_the_same_at_any_size(boss, django_assert_max_num_queries, size):
    network = make_network()
    with SearchEntry.objects.refreshed_at_the_end():
        for n in range(size):
            make_membership(make_organisation(f"Ville {n}"), network=network, status="member")
            make_post(f"Nouvelle {n}", f"News {n}")
    for model in (Membership, Post, Organisation):
        with django_assert_max_num_queries(12):
            assert boss.get(url(model)).status_code == 200


def test_what_others_refer_to_is_not_deleted(boss):
    theme, post = make_theme(), make_post()
    post.themes.add(theme)
    page = boss.post(url(Theme, "delete", theme.pk), {"post": "yes"})

    assert "Une nouvelle" in page.content.decode()
    assert Theme.objects.exists()
    post.themes.clear()
    assert boss.post(url(Theme, "delete", theme.pk), {"post": "yes"}).status_code == 302


def test_two_changes_to_one_status_are_refused_in_the_form_itself(boss):
    data = form_data(boss.get(url(Membership, "add"))) | {"changes-TOTAL_FORMS": "2"}
    data |= {"network": make_network().pk, "participants-TOTAL_FORMS": "1"}
    data |= {"participants-0-organisation": make_organisation().pk, "participants-0-position": 1}
    for row, year in ((0, 2020), (1, 2021)):
        data |= {
            f"changes-{row}-status": make_status("member").pk,
            f"changes-{row}-effective_on": f"{year}-01-01",
            f"changes-{row}-effective_on_precision": "day",
        }

    refused = boss.post(url(Membership, "add"), data, headers={"accept-language": "en"})
    assert "already has this status" in errors(refused)

    data["changes-1-status"] = make_status("observer").pk
    assert boss.post(url(Membership, "add"), data).status_code == 302
    data["participants-TOTAL_FORMS"] = "0"
    nobody = boss.post(url(Membership, "add"), data, headers={"accept-language": "en"})
    assert "Name at least one organisation" in errors(nobody)
