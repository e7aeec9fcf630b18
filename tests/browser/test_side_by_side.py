"""Translating side by side in a real browser: by keyboard, with the text editor."""

import pytest
import reversion
from playwright.sync_api import expect

from content.models import TranslationState
from news.models import Post
from tests.builders import make_post

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_formatted_text_is_typed_beside_its_source_and_saved(signed_in):
    post = make_post("Un titre", "", body_fr="<p>Bonjour à <strong>Metz</strong></p>")
    page = signed_in(f"/admin/news/post/{post.pk}/translate/?from=fr")
    expect(page.locator(".source strong")).to_have_text("Metz")

    page.get_by_label("Title [en]").fill("A title")
    page.locator(".target [contenteditable=true]").focus()
    page.keyboard.type("Hello ")
    page.keyboard.press("Control+B")
    page.keyboard.type("Metz")
    page.locator("input[name=_save]").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/change/")

    post.refresh_from_db()
    assert (post.title_en, post.body_en) == ("A title", "<p>Hello <strong>Metz</strong></p>")
    assert post.translation_state("en") == TranslationState.UP_TO_DATE


def test_enter_in_a_text_saves_and_confirms_nothing(signed_in):
    with reversion.create_revision():
        post = make_post()
    post.title_fr = "Autre"
    post.save()
    for action in ("change", f"translate/?next=/admin/news/post/{post.pk}/change/&from=fr"):
        page = signed_in(f"/admin/news/post/{post.pk}/{action}")
        page.locator("#id_title_en").press("Enter")
        page.wait_for_url("**/admin/news/post/**")
        assert Post.objects.get().translation_state("en") == TranslationState.STALE


@pytest.mark.parametrize(("width", "columns"), [(320, 1), (1280, 2)])
def test_the_two_languages_stand_side_by_side_where_there_is_room(signed_in, width, columns):
    post = make_post()
    page = signed_in(
        f"/admin/news/post/{post.pk}/translate/?from=fr", viewport={"width": width, "height": 800}
    )
    source, target = (
        page.locator(f".pair .{side}").first.bounding_box() for side in ("source", "target")
    )

    assert (source["x"] == target["x"]) == (columns == 1)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
