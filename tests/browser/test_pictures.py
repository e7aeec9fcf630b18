"""The library of pictures with a real browser: what axe finds, and the focal point."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.axe import found_by_axe
from tests.builders import make_image

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


ASIDE = (".breadcrumbs",)  # the links above the title: Django's own


@pytest.mark.parametrize("screen", ["", "add/", "{}/change/"])
@pytest.mark.parametrize(("language", "scheme"), [("fr", "light"), ("en", "dark")])
def test_axe_finds_nothing_in_the_library_and_its_forms(signed_in, screen, language, scheme):
    image = make_image(alt_fr="La mairie", alt_en="The town hall")
    path = f"/admin/content/image/{screen.format(image.pk)}"
    page = signed_in(path, language, color_scheme=scheme)
    expect(page.locator("h1").last).to_be_visible()

    assert found_by_axe(page, ASIDE) == []


def test_the_focal_point_is_set_by_keyboard_alone(signed_in):
    image = make_image(alt_fr="La mairie", alt_en="The town hall")
    page = signed_in(f"/admin/content/image/{image.pk}/change/")

    page.locator("#id_focal_x").focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("20")
    page.keyboard.press("Tab")
    page.keyboard.type("80")
    page.keyboard.press("Enter")

    expect(page.locator(".messagelist .success")).to_be_visible()
    image.refresh_from_db()
    assert (image.focal_x, image.focal_y) == (20, 80)


def test_a_click_on_the_picture_sets_the_focal_point(signed_in):
    image = make_image(alt_fr="La mairie", alt_en="The town hall")
    page = signed_in(f"/admin/content/image/{image.pk}/change/")
    shown = page.locator(".focal-frame img")

    box = shown.bounding_box()
    shown.click(position={"x": box["width"] / 4, "y": box["height"] / 2})

    expect(page.locator("#id_focal_x")).to_have_value(re.compile("^2[3-7]$"))  # a pixel is 2 %
    expect(page.locator("#id_focal_y")).to_have_value(re.compile("^(4[89]|5[0-2])$"))
