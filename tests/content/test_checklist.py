"""The checklist per language: what it finds, what blocks, and what stays typed."""

from datetime import date

import pytest
from bs4 import BeautifulSoup

from content.models import ChecklistRule, Image, Level, Rule
from news.models import Post
from tests.admin_forms import errors, form_data, sign_in, url
from tests.builders import LONG_AGO, make_event, make_image, make_organisation, make_page, make_post

pytestmark = pytest.mark.django_db

SOON = {"publish_at_en_0": "2026-01-01", "publish_at_en_1": "09:00:00"}


def found(item, language="en") -> set[str]:
    return {finding.rule for finding in item.findings(language)}


def make_perfect_post(**fields):
    fields.setdefault("summary_fr", "Un résumé.")
    fields.setdefault("summary_en", "A summary.")
    fields.setdefault("lead_image", make_image())
    return make_post(**fields)


def test_a_complete_post_has_nothing_to_put_right():
    post = make_perfect_post(
        body_fr="<h2>a</h2><h3>b</h3>", body_en="<h2>a</h2><h3>b</h3><h2>c</h2>"
    )

    assert found(post, "fr") == found(post, "en") == set()


@pytest.mark.parametrize(
    ("rule", "fields"),
    [
        ("title_length", {"title_en": "x" * 71}),
        ("summary", {"summary_en": ""}),
        ("summary", {"summary_en": "x" * 201}),
        ("headings", {"body_en": "<h2>a</h2><h4>b</h4>"}),
        ("headings", {"body_en": "<h3>a</h3>"}),
        ("link_text", {"body_en": '<p><a href="https://e.eu">click here</a></p>'}),
        ("dead_link", {"body_en": '<p><a href="organisation:999">gone</a></p>'}),
        ("dead_link", {"body_en": '<figure data-image="999"></figure>'}),
        ("typed_address", {"body_en": '<p><a href="/en/networks/x/">the network</a></p>'}),
        ("lead_picture", {"lead_image": None}),
    ],
)
def test_each_fault_is_found_in_its_language_and_field(rule, fields):
    body_fr = "<p>Texte</p>" if "body_en" in fields else ""
    post = make_perfect_post(body_fr=body_fr, **fields)

    assert found(post) - {"translation"} == {rule}
    assert {f.field for f in post.findings("en") if f.rule == rule} == set(fields)
    if rule != "lead_picture":
        assert found(post, "fr") == set()


@pytest.mark.parametrize("name", ["town-hall.JPG", "La place.png", "IMG_1234", "DSC01234"])
def test_the_name_of_a_file_is_no_alternative_text(name):
    body = f'<figure data-image="{make_image(alt_en=name).pk}"></figure>'
    post = make_perfect_post(body_fr=body, body_en=body)
    assert (found(post, "fr"), found(post, "en")) == (set(), {"alternative_text"})

    Image.objects.update(decorative=True)
    assert found(post) == set()


@pytest.mark.parametrize("words", ["C40", "2023", "Place du Théâtre, 2023", "metropolis.org"])
def test_short_words_and_numbers_are_an_alternative_text(words):
    assert found(make_perfect_post(lead_image=make_image(alt_en=words))) == set()


def test_alternative_texts_of_lead_picture_and_gallery_are_looked_at_too():
    post = make_perfect_post(lead_image=make_image(alt_en="IMG_1234"))
    post.gallery.add(make_image(alt_en="IMG_1235"))

    assert [f.field for f in post.findings("en")] == ["lead_image", "gallery"]
    assert found(post, "fr") == set()


def test_an_alternative_text_that_has_changed_in_the_other_language_is_pointed_out():
    image = make_image()
    post = make_perfect_post(lead_image=image)
    image.alt_fr = "Un pont couvert"
    image.save()
    post.refresh_from_db()

    assert (found(post, "fr"), found(post, "en")) == (set(), {"translation"})


def test_a_link_to_what_is_not_online_is_pointed_out():
    page = make_page("Brouillon", "Draft", publish_at_en=None)
    link = f'<p><a href="page:{page.pk}">la page</a></p>'
    post = make_perfect_post(body_fr=link, body_en=link)

    assert (found(post, "fr"), found(post, "en")) == (set(), {"link_not_online"})


def test_another_page_with_nearly_the_same_title_is_pointed_out():
    make_post("Un forum à Lille", "Another title")
    post = make_perfect_post(title_fr="Un Forum a Lille !", title_en="A forum")

    assert (found(post, "fr"), found(post, "en")) == ({"same_title"}, set())


def test_missing_and_stale_translations_are_pointed_out():
    assert "translation" in found(make_post("Titre", "", summary_fr="R"), "fr")
    post = make_perfect_post()
    post.title_fr = "Autre chose"
    post.save()

    assert (found(post, "fr"), found(post, "en")) == (set(), {"translation"})


def test_events_and_pages_are_checked_by_the_same_rules():
    assert "summary" in found(make_event())
    assert "summary" in found(make_page())


def test_a_blocking_fault_refuses_publication_and_keeps_what_was_typed(client):
    post = make_perfect_post(publish_at_en=None, body_fr="<p>a</p>", body_en="<p>b</p>")
    sign_in(client, "editors")
    page = client.get(url(Post, "change", post.pk))
    data = form_data(page) | SOON
    data |= {"body_en": '<p><a href="organisation:999">Gone</a></p>', "title_en": "Typed anew"}

    refused = client.post(url(Post, "change", post.pk), data)

    assert refused.status_code == 200
    assert "Gone" in errors(refused)
    assert "leads to a page that no longer exists" in errors(refused) or "n’existe plus" in errors(
        refused
    )
    assert form_data(refused)["title_en"] == "Typed anew"
    assert form_data(refused)["publish_at_en_0"] == "2026-01-01"
    assert "organisation:999" in form_data(refused)["body_en"]
    post.refresh_from_db()
    assert post.publish_at_en is None

    organisation = make_organisation()
    data["body_en"] = f'<p><a href="organisation:{organisation.pk}">Lille</a></p>'
    assert client.post(url(Post, "change", post.pk), data).status_code == 302
    post.refresh_from_db()
    assert post.publish_at_en is not None


def test_a_draft_with_faults_is_saved(client):
    post = make_perfect_post(publish_at_en=None)
    sign_in(client, "editors")
    data = form_data(client.get(url(Post, "change", post.pk)))
    data["body_en"] = '<p><a href="organisation:999">Gone</a></p>'

    assert client.post(url(Post, "change", post.pk), data).status_code == 302


def test_what_is_online_already_can_still_be_corrected(client):
    post = make_perfect_post(
        body_en='<p><a href="organisation:999">Gone</a></p>', body_fr="<p>a</p>"
    )
    sign_in(client, "editors")
    data = form_data(client.get(url(Post, "change", post.pk))) | {"title_en": "Corrected"}

    assert client.post(url(Post, "change", post.pk), data).status_code == 302
    post.refresh_from_db()
    assert post.title_en == "Corrected"


@pytest.mark.parametrize(("level", "status"), [("blocking", 200), ("warning", 302), ("off", 302)])
def test_the_site_decides_what_a_rule_does(client, level, status):
    ChecklistRule.objects.filter(rule="title_length").update(level=level)
    post = make_perfect_post(publish_at_en=None)
    sign_in(client, "editors")
    data = form_data(client.get(url(Post, "change", post.pk))) | SOON | {"title_en": "x" * 80}

    assert client.post(url(Post, "change", post.pk), data).status_code == status
    post.title_en = "x" * 80
    assert ("title_length" in found(post)) == (level != "off")


def test_a_new_post_is_checked_before_it_goes_online(client):
    sign_in(client, "editors")
    data = form_data(client.get(url(Post, "add"))) | SOON
    data |= {"title_en": "New", "body_en": '<figure data-image="99"></figure>'}
    data["displayed_on"] = date(2026, 1, 1).isoformat()

    refused = client.post(url(Post, "add"), data)
    assert refused.status_code == 200
    assert refused.context["errors"]
    assert not Post.objects.exists()
    assert client.post(url(Post, "add"), data | {"body_en": "<p>x</p>"}).status_code == 302


def test_the_form_shows_the_checklist_of_each_language(client):
    post = make_perfect_post(summary_en="")
    sign_in(client, "editors")
    soup = BeautifulSoup(client.get(url(Post, "change", post.pk)).content, "lxml")
    french, english = soup.select(".checklist")

    assert french["data-text-language"] == "fr"
    assert french.select("li") == []
    assert [link["href"] for link in english.select("li a")][:1] == ["#id_summary_en"]


def test_only_an_administrator_decides_and_adds_no_rule(client):
    rule = ChecklistRule.objects.get(rule="summary")
    sign_in(client, "editors")
    assert client.get(url(ChecklistRule)).status_code == 403
    sign_in(client)
    assert client.get(url(ChecklistRule, "add")).status_code == 403
    sent = client.post(url(ChecklistRule, "change", rule.pk), {"level": Level.BLOCKING})
    assert sent.status_code == 302
    rule.refresh_from_db()
    assert rule.level == Level.BLOCKING


def test_every_rule_has_its_row():
    assert set(ChecklistRule.objects.values_list("rule", flat=True)) == set(Rule)


@pytest.mark.parametrize("size", [2, 200])
def test_the_checklist_costs_the_same_at_any_size(size, django_assert_num_queries):
    organisations = [make_organisation(f"O{n}") for n in range(2)]
    links = "".join(
        f'<p><a href="organisation:{organisations[n % 2].pk}">name {n}</a></p>' for n in range(size)
    )
    post = Post.objects.get(
        pk=make_perfect_post(body_fr=links, body_en=links, publish_at_fr=LONG_AGO).pk
    )

    with django_assert_num_queries(5):
        post.findings("en")
