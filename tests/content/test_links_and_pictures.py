"""What formatted texts refer to by key: pages and pictures, shown as they are today."""

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from tests.admin_forms import sign_in
from tests.builders import (
    make_event,
    make_image,
    make_network,
    make_organisation,
    make_page,
    make_post,
    make_strategy,
)

pytestmark = pytest.mark.django_db


def shown(client, item, language="fr") -> BeautifulSoup:
    soup = BeautifulSoup(client.get(item.addresses()[language]).content, "lxml")
    return soup.select_one(".prose")


# --- Links by key


def test_a_link_by_key_follows_its_page_in_each_language(client):
    organisation, network = make_organisation(slug="lille"), make_network(slug="metrex")
    event, page, strategy = make_event(), make_page(), make_strategy(organisation)
    linked = [organisation, network, event, page, strategy]
    text = "".join(f'<p><a href="{i._meta.model_name}:{i.pk}">x</a></p>' for i in linked)
    post = make_post(body_fr=text, body_en=text)
    organisation.slug = "lille-metropole"
    organisation.save()
    event.title_en, event.slug_en = "Renamed", "renamed"
    event.save()

    for language in ("fr", "en"):
        found = [link["href"] for link in shown(client, post, language).select("a")]
        with override(language):
            assert found == [item.get_absolute_url() for item in linked]
    assert found[0] == "/en/organisations/lille-metropole/"
    assert found[2] == "/en/events/renamed/"


def test_a_link_to_what_is_gone_or_not_online_is_plain_text(client):
    draft = make_page(publish_at_fr=None, publish_at_en=None)
    text = (
        f'<p><a href="page:{draft.pk}"><strong>draft</strong></a>, <a href="post:999">gone</a></p>'
    )
    post = make_post(body_fr=text)

    prose = shown(client, post)
    assert prose.select("a") == []
    assert prose.get_text() == "draft, gone"


@pytest.mark.parametrize("size", [2, 200])
def test_links_and_pictures_of_a_text_cost_one_query_per_kind(client, size):
    organisations = [make_organisation(f"O{n}") for n in range(size // 10 + 1)]
    image = make_image(alt_fr="La mairie", alt_en="The town hall")
    plain = make_post(body_fr="<p>x</p>")
    text = "".join(
        f'<p><a href="organisation:{organisations[n % len(organisations)].pk}">x</a></p>'
        f'<figure data-image="{image.pk}"></figure>'
        for n in range(size)
    )
    full = make_post("Autre", "Other", body_fr=text)

    assert queries(client, full) - queries(client, plain) == 2


def queries(client, item) -> int:
    client.get(item.get_absolute_url())
    with CaptureQueriesContext(connection) as captured:
        client.get(item.get_absolute_url())
    return len(captured)


def test_the_texts_of_a_strategy_look_up_their_links_together(client):
    strategy = make_strategy(workstreams=12)
    before = queries(client, strategy)
    for number, workstream in enumerate(strategy.workstreams.all()):
        target = make_organisation(f"O{number}")
        workstream.text_fr = f'<p><a href="organisation:{target.pk}">x</a></p>'
        workstream.save()

    assert queries(client, strategy) == before + 1


# --- Pictures


def test_a_picture_takes_its_alternative_text_from_the_library(client):
    image = make_image(alt_fr="La mairie", alt_en="The town hall", credit="A. Martin")
    text = f'<figure data-image="{image.pk}"><figcaption>En <em>2023</em></figcaption></figure>'
    post = make_post(body_fr=text, body_en=text)

    picture = shown(client, post).select_one("figure img")
    assert (picture["alt"], picture["width"], picture["height"]) == ("La mairie", "60", "40")
    assert picture["loading"] == "lazy"
    assert shown(client, post).select_one("figcaption em").get_text() == "2023"
    assert shown(client, post, "en").select_one("figure img")["alt"] == "The town hall"
    image.alt_en = "The city hall"
    image.save()
    assert shown(client, post, "en").select_one("figure img")["alt"] == "The city hall"
    image.decorative = True
    image.save()
    assert shown(client, post).select_one("figure img")["alt"] == ""


def test_a_missing_picture_breaks_nothing(client):
    image = make_image(alt_fr="x")
    post = make_post(body_fr=f'<figure data-image="{image.pk}"></figure><p>Suite</p>')
    image.file.storage.delete(image.file.name)
    assert shown(client, post).select_one("p").get_text() == "Suite"
    image.delete()

    assert shown(client, post).select("figure") == []
    assert shown(client, post).get_text() == "Suite"


def test_a_table_scrolls_in_a_box_of_its_own(client):
    post = make_post(body_fr="<table><tr><th>a</th></tr></table>")

    box = shown(client, post).select_one(".table-scroll[role=region][tabindex='0'][aria-label]")
    assert box.select_one("table th").get_text() == "a"


# --- What the editor looks up


def test_pages_are_found_by_any_name_without_accents(client):
    organisation = make_organisation("Île-de-France", "Paris Region")
    organisation.names.create(name="Grand Paris", type="exonym")
    network = make_network("IDEAL")
    post = make_post("Élections à Lille", "Elections in Lille", publish_at_fr=None)
    strategy = make_strategy(organisation, title_fr="Île verte", title_en="")
    sign_in(client, "editors")

    def keys(text):
        found = client.get("/admin/writing/pages/", {"q": text}).json()["results"]
        return {choice["key"] for choice in found}

    assert keys("ile") == {f"organisation:{organisation.pk}", f"strategy:{strategy.pk}"}
    assert keys("grand paris") == keys("PARIS REGION") == {f"organisation:{organisation.pk}"}
    assert keys("ideal") == {f"network:{network.pk}"}
    assert keys("ELECTIONS IN") == keys("elections a") == {f"post:{post.pk}"}
    assert keys("") == keys("!") == keys("zzz") == set()


def test_a_key_is_told_by_name_and_an_unknown_one_is_not(client):
    organisation = make_organisation("Lille")
    sign_in(client, "editors")

    def results(href):
        return client.get("/admin/writing/pages/", {"href": href}).json()["results"]

    key = f"organisation:{organisation.pk}"
    assert results(key) == [{"key": key, "name": "Lille", "detail": "Organisation"}]
    assert results("organisation:999") == results("user:1") == results("javascript:1") == []


def test_pictures_are_found_by_what_they_show_and_by_key(client):
    hall = make_image(alt_fr="L’hôtel de ville", alt_en="The town hall", credit="A. Martin")
    bridge = make_image()
    sign_in(client, "editors")

    def keys(**asked):
        found = client.get("/admin/writing/pictures/", asked).json()["results"]
        return [int(choice["key"]) for choice in found]

    assert keys() == [bridge.pk, hall.pk]
    assert keys(q="HOTEL") == keys(q="town") == keys(q="martin") == keys(href=hall.pk) == [hall.pk]
    assert keys(q="zzz") == keys(href="9" * 30) == []


@pytest.mark.parametrize("name", ["pages", "pictures"])
def test_only_staff_looks_things_up(client, name):
    assert client.get(f"/admin/writing/{name}/").status_code == 302
    sign_in(client, "translators")
    assert client.get(f"/admin/writing/{name}/").status_code == 200
