"""Formatted text: clean on every way in, and the same for ever after."""

import json
import time

import nh3
import pytest
import reversion
from bs4 import BeautifulSoup
from django.core.management import call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from import_export.resources import modelresource_factory
from reversion.models import Version
from tablib import Dataset

from content.models import Page
from content.prose.cleaning import ATTRIBUTES, TAGS, clean
from news.models import Post
from tests.admin_forms import form_data, sign_in, url
from tests.builders import (
    make_post,
)

HOSTILE = """<script>alert(1)</script><p onclick="steal()" style="position:fixed" class="x">Words
<a href="javascript:alert(1)">one</a> <a href=" jAvAsCrIpT:x">two</a> <a href="data:text/html,x">three</a>
<a href="//evil.example">four</a><img src=x onerror=alert(1)><b onmouseover=x>bold</p>
<form action="https://evil.example"><input name=q><button>Send</button></form><iframe src="https://evil.example">
</iframe><svg onload=alert(1)><style>@import 'x'</style></svg><math><mtext></p><style><img src=x onerror=x>
</style></mtext></math><div <<broken attr=><table><tr><td>cell"""
CLEAN = "<p>Words one two three four<strong>bold</strong></p><table><tbody><tr><td>cell</td></tr></tbody></table>"


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


@pytest.mark.timing
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
