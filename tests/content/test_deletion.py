"""A page of deletion tells the truth: what would go, or what still needs it, by name."""

import pytest
from lxml import html

from content.models import Image, Theme
from metropoles.models import Organisation
from tests.admin_forms import sign_in, url
from tests.builders import (
    make_image,
    make_membership,
    make_network,
    make_organisation,
    make_post,
    make_strategy,
    make_theme,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def boss(client):
    return sign_in(client)


def told(response) -> tuple[str, list[str], list[str]]:
    """Return the sentence of a page of deletion, the names in its list and where they lead."""
    page = html.fromstring(response.content.decode())
    content = page.get_element_by_id("content")
    listed = content.get_element_by_id("deleted-objects")
    names = [row.text_content().strip() for row in listed.findall("li")]
    return content.findtext("p"), names, [link.get("href") for link in listed.iter("a")]


def ask(boss, item):
    return boss.get(url(type(item), "delete", item.pk), headers={"accept-language": "en"})


def test_a_theme_in_use_says_by_what_and_claims_no_deletion(boss):
    theme, lille = make_theme(), make_organisation("Lille")
    lille.themes.add(theme)

    sentence, names, links = told(ask(boss, theme))

    assert sentence == "Nothing is deleted: “Mobility” is still used by:"
    assert names == ["Organisation: Lille"]
    assert links == [url(Organisation, "change", lille.pk)]


def test_rows_of_other_forms_are_told_by_the_title_of_what_they_belong_to(boss):
    lille, theme = make_organisation("Lille"), make_theme()
    make_post("Un", "One", [lille])
    make_post("Deux", "Two", [lille])
    make_membership(lille, make_organisation("Metz"), network=make_network("METREX"))
    strategy = make_strategy(title_en="The project")
    strategy.workstreams.first().themes.add(theme)

    names = told(ask(boss, lille))[1]

    assert names == ["Membership: METREX · Lille", "Post: One", "Post: Two"]
    assert told(ask(boss, theme))[1] == ["Strategy: The project"]


def test_several_at_once_say_the_same(boss):
    used, free = make_theme(), make_theme("energy")
    make_organisation("Lille").themes.add(used)
    chosen = {"action": "delete_selected", "_selected_action": [used.pk, free.pk]}

    page = boss.post(url(Theme), chosen, headers={"accept-language": "en"})

    assert told(page)[:2] == (
        "Nothing is deleted: what you selected is still used by:",
        ["Organisation: Lille"],
    )
    boss.post(url(Theme), chosen | {"post": "yes"})
    assert Theme.objects.count() == 2
    boss.post(url(Theme), chosen | {"post": "yes", "_selected_action": [free.pk]})
    assert [*Theme.objects.all()] == [used]


def test_a_picture_in_use_says_each_place_once(boss):
    image = make_image()
    make_post(lead_image=image, body_fr=f'<figure data-image="{image.pk}"></figure>')

    assert told(ask(boss, image))[1] == ["Post: A piece of news"]
    assert boss.post(url(Image, "delete", image.pk), {"post": "yes"}).status_code == 200


def test_what_nothing_uses_is_deleted(boss):
    lille = make_organisation("Lille")

    assert boss.post(url(Organisation, "delete", lille.pk), {"post": "yes"}).status_code == 302
    assert not Organisation.objects.exists()
