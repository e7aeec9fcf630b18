"""Formatted text: clean on every way in, the same for ever after, and shown with today's addresses."""

import json
import time

import nh3
import pytest
import reversion
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from import_export.resources import modelresource_factory
from PIL import Image as Picture
from reversion.models import Version
from tablib import Dataset

from content.models import Image, Page
from content.prose.cleaning import ATTRIBUTES, TAGS, clean
from news.models import Post
from tests.admin_forms import form_data, sign_in, url
from tests.builders import (
    make_event,
    make_network,
    make_organisation,
    make_page,
    make_post,
    make_strategy,
)

HOSTILE = """<script>alert(1)</script><p onclick="steal()" style="position:fixed" class="x">Words
<a href="javascript:alert(1)">one</a> <a href=" jAvAsCrIpT:x">two</a> <a href="data:text/html,x">three</a>
<a href="//evil.example">four</a><img src=x onerror=alert(1)><b onmouseover=x>bold</p>
<form action="https://evil.example"><input name=q><button>Send</button></form><iframe src="https://evil.example">
</iframe><svg onload=alert(1)><style>@import 'x'</style></svg><math><mtext></p><style><img src=x onerror=x>
</style></mtext></math><div <<broken attr=><table><tr><td>cell"""
CLEAN = "<p>Words one two three four<strong>bold</strong></p><table><tbody><tr><td>cell</td></tr></tbody></table>"


def make_image(**fields):
    file = ContentFile(b"", "hall.png")
    Picture.new("RGB", (60, 40), "navy").save(file, "PNG")
    return Image.objects.create(file=file, **fields)


def shown(client, item, language="fr") -> BeautifulSoup:
    soup = BeautifulSoup(client.get(item.addresses()[language]).content, "html.parser")
    return soup.select_one(".prose")


# --- The cleaner


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("<p>&nbsp;</p><p></p><p><br></p>", ""),
        ("<h1>T</h1><h5>u</h5>", "<h2>T</h2><h4>u</h4>"),
        ("<div>a<br><br>b<br>c</div>", "<p>a</p><p>b<br>c</p>"),
        ("«\xa0mot\xa0» : 10\xa0%, d’où\u202f?", "<p>«\xa0mot\xa0» : 10\xa0%, d’où\u202f?</p>"),
        ("<p>a &nbsp;&nbsp; b \xa0: c</p>", "<p>a b\xa0: c</p>"),
        ("<b style='font-weight:normal'><p>a <span style='font-weight:700'>b</span></p></b>", "<p>a <strong>b</strong></p>"),
        ("<ul><li>a<ul><li><p>b</p></li></ul></li></ul>", "<ul><li>a<ul><li>b</li></ul></li></ul>"),
        ("<ul><li>a</li><ul><li>b</li></ul></ul>", "<ul><li>a<ul><li>b</li></ul></li></ul>"),
        ("<table><tr><th colspan=2 style=x>A<td>B</table>", '<table><tbody><tr><th colspan="2">A</th><td>B</td></tr></tbody></table>'),
        ('<a href="https://e.eu/?a=1&utm=2">x</a>', '<p><a href="https://e.eu/?a=1&amp;utm=2">x</a></p>'),
        ('<p><a href="organisation:12">Lille</a> <a href="user:1">x</a></p>', '<p><a href="organisation:12">Lille</a> x</p>'),
        ('<figure data-image="7"><img src="x"><figcaption>A<p>b</p></figcaption></figure>', '<figure data-image="7"><figcaption>A b</figcaption></figure>'),
        ("<p>1 < 2 &amp;lt; 3</p>", "<p>1 &lt; 2 &amp;lt; 3</p>"),
        ("a\x00b\ud800c", "<p>abc</p>"),
    ],
)  # fmt: skip
def test_what_is_written_takes_one_of_the_known_shapes(written, kept):
    assert clean(written) == kept


def test_lists_of_an_office_document_become_lists():
    item = '<p class=MsoListParagraph style="mso-list:l0 level{} lfo1"><![if !supportLists]><span style="mso-list:Ignore">{}<span>&nbsp;</span></span><![endif]>{}<o:p></o:p></p>'
    written = item.format(1, "1.", "a") + item.format(2, "o", "b") + item.format(1, "2.", "c")

    assert clean(f"{written}<p>d</p>") == (
        "<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol><p>d</p>"
    )


def test_hostile_text_keeps_its_words_alone():
    assert clean(HOSTILE) == CLEAN


TAG_NAMES = [*TAGS, "div", "h1", "b", "i", "span", "img", "script", "style", "svg", "math", "form", "input", "iframe", "o:p", "x"]  # fmt: skip
SAID = ['href="javascript:x"', 'href="organisation:1"', "href='/fr/\"x'", 'data-image="12"', "onclick=x", 'style="mso-list:l0 level2 lfo1"', 'style="mso-list:Ignore"', 'style="font-weight:700"', "colspan=3", 'class="a"', "src=x", "'", '"']  # fmt: skip
LOOSE = ["<", "&lt;b&gt;", "&nbsp;", " ", " \xa0", "<!--", "-->", "<![if", "]>", "1.", "«\xa0", ":"]
SOUP = st.lists(
    st.builds(
        lambda slash, tag, said: f"<{slash}{tag} {' '.join(said)}>",
        st.sampled_from(["", "", "/"]),
        st.sampled_from(TAG_NAMES),
        st.lists(st.sampled_from(SAID), max_size=2),
    )
    | st.text(max_size=6)
    | st.sampled_from(LOOSE),
    max_size=20,
).map("".join)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(SOUP)
def test_any_soup_is_clean_after_once_and_never_changes_again(soup):
    kept = clean(soup)

    assert clean(kept) == kept
    for element in BeautifulSoup(kept, "html.parser").find_all(True):
        assert element.name in TAGS
        assert set(element.attrs) <= ATTRIBUTES.get(element.name, set())
        assert not element.get("href", "").lower().lstrip().startswith(("javascript:", "data:"))
    allowed = nh3.clean(
        kept, tags=TAGS, attributes=ATTRIBUTES, url_schemes={"organisation"}, link_rel=None
    )
    assert allowed.replace("&nbsp;", "\xa0") == kept


@pytest.mark.parametrize(
    "unit",
    [HOSTILE, "<div>", '<x a="', "<p><b id={}></p>"],
)
def test_a_megabyte_of_hostile_text_is_cleaned_in_seconds(unit):
    text = "".join(unit.replace("{}", str(n)) for n in range(1_000_000 // len(unit)))
    start = time.process_time()

    clean(text)
    assert time.process_time() - start < 15


# --- Every way into the database


def by_code(post):
    post.body_fr = HOSTILE
    post.save()


def by_update(post):
    Post.objects.filter(pk=post.pk).update(body_fr=HOSTILE)


def by_bulk_update(post):
    post.body_fr = HOSTILE
    Post.objects.bulk_update([post], ["body_fr"])


def by_bulk_create(post):
    fields = {"title_fr": post.title_fr, "slug_fr": post.slug_fr, "body_fr": HOSTILE}
    post.delete()
    Post.objects.bulk_create([Post(**fields)])


def by_import(post):
    resource = modelresource_factory(Post)()
    data = Dataset([post.pk, HOSTILE], headers=["id", "body_fr"])
    assert not resource.import_data(data, raise_errors=True).has_errors()


def by_history(post):
    """Go back to a version that was written down before texts were cleaned."""
    with reversion.create_revision():
        post.save()
    version = Version.objects.get_for_object(post).get()
    data = json.loads(version.serialized_data)
    data[0]["fields"]["body_fr"] = HOSTILE
    Version.objects.filter(pk=version.pk).update(serialized_data=json.dumps(data))
    Version.objects.get(pk=version.pk).revision.revert()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "store", [by_code, by_update, by_bulk_update, by_bulk_create, by_import, by_history]
)
def test_hostile_text_is_clean_on_every_way_into_the_database(store):
    store(make_post(body_fr="<p>Avant</p>"))

    assert Post.objects.get().body_fr == CLEAN


@pytest.mark.django_db
def test_hostile_text_is_clean_from_a_fixture(tmp_path):
    row = {
        "model": "content.page",
        "pk": 1,
        "fields": {"title_fr": "T", "slug_fr": "t", "body_fr": HOSTILE},
    }
    (tmp_path / "page.json").write_text(json.dumps([row]))
    call_command("loaddata", str(tmp_path / "page.json"), verbosity=0)

    assert Page.objects.get().body_fr == CLEAN


@pytest.mark.django_db
def test_hostile_text_is_clean_from_the_form(client):
    post = make_post()
    sign_in(client, "editors")
    data = form_data(client.get(url(Post, "change", post.pk))) | {"body_fr": HOSTILE}

    assert client.post(url(Post, "change", post.pk), data).status_code == 302
    assert Post.objects.get().body_fr == CLEAN


@pytest.mark.django_db
def test_cleaning_makes_no_translation_stale():
    post = make_post(body_fr="<div>a</div>", body_en="<div>b</div>")
    post = Post.objects.get(pk=post.pk)
    post.save()

    assert {post.translation_state(code) for code in ("fr", "en")} == {"up_to_date"}


@pytest.mark.django_db
def test_the_editor_gets_pastes_clean_and_strangers_get_nothing(client):
    address = "/admin/writing/clean/"
    assert client.post(address, {"html": HOSTILE}).status_code == 302
    sign_in(client, "editors")

    assert client.post(address, {"html": HOSTILE}).json() == {"html": CLEAN}
    assert client.get(address).status_code == 405


# --- Links by key


@pytest.mark.django_db
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


@pytest.mark.django_db
def test_a_link_to_what_is_gone_or_not_online_is_plain_text(client):
    draft = make_page(publish_at_fr=None, publish_at_en=None)
    text = (
        f'<p><a href="page:{draft.pk}"><strong>draft</strong></a>, <a href="post:999">gone</a></p>'
    )
    post = make_post(body_fr=text)

    prose = shown(client, post)
    assert prose.select("a") == []
    assert prose.get_text() == "draft, gone"


@pytest.mark.django_db
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


@pytest.mark.django_db
def test_the_texts_of_a_strategy_look_up_their_links_together(client):
    strategy = make_strategy(workstreams=12)
    before = queries(client, strategy)
    for number, workstream in enumerate(strategy.workstreams.all()):
        target = make_organisation(f"O{number}")
        workstream.text_fr = f'<p><a href="organisation:{target.pk}">x</a></p>'
        workstream.save()

    assert queries(client, strategy) == before + 1


# --- Pictures


@pytest.mark.django_db
def test_a_picture_takes_its_alternative_text_from_the_library(client):
    image = make_image(alt_fr="La mairie", alt_en="", credit="A. Martin")
    text = f'<figure data-image="{image.pk}"><figcaption>En <em>2023</em></figcaption></figure>'
    post = make_post(body_fr=text, body_en=text)

    picture = shown(client, post).select_one("figure img")
    assert (picture["alt"], picture["width"], picture["height"]) == ("La mairie", "60", "40")
    assert picture["loading"] == "lazy"
    assert shown(client, post).select_one("figcaption em").get_text() == "2023"
    assert shown(client, post, "en").select_one("figure img")["lang"] == "fr"
    image.alt_en = "The town hall"
    image.save()
    english = shown(client, post, "en").select_one("figure img")
    assert (english["alt"], english.get("lang")) == ("The town hall", None)
    image.decorative = True
    image.save()
    assert shown(client, post).select_one("figure img")["alt"] == ""


@pytest.mark.django_db
def test_a_missing_picture_breaks_nothing(client):
    image = make_image(alt_fr="x")
    post = make_post(body_fr=f'<figure data-image="{image.pk}"></figure><p>Suite</p>')
    image.file.storage.delete(image.file.name)
    assert shown(client, post).select_one("p").get_text() == "Suite"
    image.delete()

    assert shown(client, post).select("figure") == []
    assert shown(client, post).get_text() == "Suite"


@pytest.mark.django_db
def test_a_table_scrolls_in_a_box_of_its_own(client):
    post = make_post(body_fr="<table><tr><th>a</th></tr></table>")

    box = shown(client, post).select_one(".table-scroll[role=region][tabindex='0'][aria-label]")
    assert box.select_one("table th").get_text() == "a"


# --- What the editor looks up


@pytest.mark.django_db
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


@pytest.mark.django_db
def test_a_key_is_told_by_name_and_an_unknown_one_is_not(client):
    organisation = make_organisation("Lille")
    sign_in(client, "editors")

    def results(href):
        return client.get("/admin/writing/pages/", {"href": href}).json()["results"]

    key = f"organisation:{organisation.pk}"
    assert results(key) == [{"key": key, "name": "Lille", "detail": "Organisation"}]
    assert results("organisation:999") == results("user:1") == results("javascript:1") == []


@pytest.mark.django_db
def test_pictures_are_found_by_what_they_show_and_by_key(client):
    hall = make_image(alt_fr="L’hôtel de ville", alt_en="The town hall", credit="A. Martin")
    bridge = make_image(alt_fr="Un pont")
    sign_in(client, "editors")

    def keys(**asked):
        found = client.get("/admin/writing/pictures/", asked).json()["results"]
        return [int(choice["key"]) for choice in found]

    assert keys() == [bridge.pk, hall.pk]
    assert keys(q="HOTEL") == keys(q="town") == keys(q="martin") == keys(href=hall.pk) == [hall.pk]
    assert keys(q="zzz") == keys(href="9" * 30) == []


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["pages", "pictures"])
def test_only_staff_looks_things_up(client, name):
    assert client.get(f"/admin/writing/{name}/").status_code == 302
    sign_in(client, "translators")
    assert client.get(f"/admin/writing/{name}/").status_code == 200
