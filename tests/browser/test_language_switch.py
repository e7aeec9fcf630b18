"""The language switch of the admin's forms, in a real browser."""

import pytest
from playwright.sync_api import expect

from news.models import Post
from tests.builders import make_organisation, make_post

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_one_switch_shows_french_english_or_both(signed_in):
    post = make_post()
    page = signed_in(f"/admin/news/post/{post.pk}/change/", "fr")
    french, english = page.locator("#id_title_fr"), page.locator("#id_title_en")

    page.get_by_label("Anglais", exact=True).check()
    expect(english).to_be_visible()
    expect(french).to_be_hidden()
    page.get_by_label("Français", exact=True).check()
    expect(french).to_be_visible()
    expect(english).to_be_hidden()

    page.reload()
    expect(english).to_be_hidden()
    page.get_by_label("Les deux").check()
    expect(english).to_be_visible()
    assert french.get_attribute("lang") == "fr"


def test_an_error_in_the_hidden_language_is_shown(signed_in):
    post = make_post()
    page = signed_in(f"/admin/news/post/{post.pk}/change/")
    page.fill("#id_slug_fr", "not a slug")
    page.get_by_label("English", exact=True).check()
    page.locator("input[name=_save]").first.click()

    expect(page.locator("#id_slug_fr")).to_be_visible()
    expect(page.locator(".errorlist").first).to_be_visible()
    expect(page.locator("#id_slug_fr")).to_have_value("not a slug")


def test_rows_added_later_follow_the_switch(signed_in):
    organisation = make_organisation()
    page = signed_in(f"/admin/metropoles/organisation/{organisation.pk}/change/")
    page.get_by_label("English", exact=True).check()
    page.locator("#milestones-group summary").click()
    page.get_by_role("button", name="Add another Milestone").click()

    expect(page.locator("#id_milestones-0-title_en")).to_be_visible()
    expect(page.locator("#id_milestones-0-title_fr")).to_be_hidden()


def test_formatted_text_is_typed_and_saved_clean(signed_in):
    post = make_post(body_fr="<p>Avant</p>")
    page = signed_in(f"/admin/news/post/{post.pk}/change/", "fr")
    page.get_by_label("Français", exact=True).check()
    editor = page.locator(".form-row.field-body_fr [contenteditable=true]")
    editor.click()
    page.keyboard.press("Control+A")
    page.keyboard.type("Après")
    page.keyboard.press("Control+A")
    page.keyboard.press("Control+B")
    page.locator("input[name=_save]").first.click()
    page.wait_for_url("**/admin/news/post/")

    assert Post.objects.get().body_fr == "<p><strong>Après</strong></p>"
