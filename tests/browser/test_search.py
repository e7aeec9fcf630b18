"""Suggestions under the search field, by keyboard alone, in a real browser."""

import pytest
from playwright.sync_api import expect

from tests.builders import make_organisation

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_suggestions_are_chosen_by_keyboard(open_page):
    make_organisation("Rotterdam", slug="rotterdam")
    make_organisation("Rotterdam-La Haye", "Rotterdam The Hague", slug="both")
    page = open_page("/en/search/")
    field = page.get_by_role("combobox", name="Name, place or word")
    field.press_sequentially("rott")
    options = page.get_by_role("option")

    expect(options).to_have_count(2)
    expect(field).to_have_attribute("aria-expanded", "true")
    field.press("Escape")
    expect(options).to_have_count(0)
    expect(field).to_have_value("rott")

    field.press_sequentially("e")
    expect(options).to_have_count(2)
    field.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", options.first.get_attribute("id"))
    field.press("Enter")
    page.wait_for_url("**/en/organisations/rotterdam/")


def test_the_form_works_without_scripts(open_page):
    make_organisation("Rotterdam")
    page = open_page("/en/search/", java_script_enabled=False)
    page.get_by_label("Name, place or word").fill("rotterdam")
    page.locator("main").get_by_role("button", name="Search").click()

    expect(page.locator(".news-row h3")).to_have_text("Rotterdam")
