"""What visitors come for, in a real browser, with the keyboard where it counts."""

from datetime import date

import pytest
from django.utils.text import slugify
from playwright.sync_api import expect

from tests.builders import make_membership, make_network, make_organisation, make_status

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def network():
    network = make_network(is_home=True, numbering="fixed")
    places = {"Lille": (50.63, 3.06), "Turin": (45.07, 7.69), "Oslo": (59.91, 10.75)}
    places |= {f"Ville {n}": (44 + n, 10 + n) for n in range(1, 8)}
    for number, (name, (latitude, longitude)) in enumerate(places.items(), start=1):
        body = make_organisation(name, slug=slugify(name), latitude=latitude, longitude=longitude)
        membership = make_membership(body, network=network, number=number)
        membership.change_status(make_status("observer"), date(2018, 3, 1))
        membership.change_status(make_status("member"), date(2021, 1, 1))
    return network


def test_a_member_is_found_on_the_map_by_keyboard(open_page, network):
    page = open_page("/en/members/")
    point = page.locator(".map a[aria-label='Turin']")
    for _ in range(60):
        page.keyboard.press("Tab")
        if point.evaluate("point => point === document.activeElement"):
            break
    expect(point).to_be_focused()
    expect(page.locator("table.members a", has_text="Turin")).to_have_class("is-linked")

    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Turin")


@pytest.mark.parametrize("code", ["applicant", "observer", "member", "partner"])
def test_every_mark_is_clicked_in_its_middle_even_a_hollow_one(open_page, network, code):
    body = make_organisation("Athènes", latitude=37.98, longitude=23.73)
    make_membership(body, network=network, status=code)
    page = open_page("/en/members/")

    page.locator(".map a[aria-label='Athènes']").click()  # playwright aims at the middle

    expect(page.get_by_role("heading", level=1)).to_have_text("Athènes")


def test_the_map_is_zoomed_and_moved_by_keyboard_and_whole_again(open_page, network):
    page = open_page("/fr/membres/")
    drawing = page.locator(".map svg")
    whole = drawing.get_attribute("viewBox")

    page.get_by_role("button", name="Agrandir").focus()
    page.keyboard.press("Enter")
    closer = drawing.get_attribute("viewBox")
    page.keyboard.press("ArrowDown")
    moved = drawing.get_attribute("viewBox")
    assert len({whole, closer, moved}) == 3

    page.get_by_role("button", name="Carte entière").click()
    assert [float(n) for n in drawing.get_attribute("viewBox").split()] == [
        float(n) for n in whole.split()
    ]


def test_without_scripts_the_list_the_map_and_the_filters_are_all_there(open_page, network):
    page = open_page("/en/members/", java_script_enabled=False)
    expect(page.locator(".map svg a")).to_have_count(10)
    expect(page.locator(".map-tools")).to_have_count(0)

    page.get_by_label("Search", exact=True).fill("turin")
    page.get_by_role("button", name="Filter").click()
    expect(page.locator("table.members tbody tr")).to_have_count(1)


def test_the_status_of_a_member_in_2019_is_shown(open_page, network):
    page = open_page("/en/members/")
    page.get_by_label("Situation on").fill("2019-06-01")
    page.get_by_role("button", name="Filter").click()

    row = page.locator("table.members tbody tr", has_text="Turin")
    expect(row).to_contain_text("Observer")
    expect(page.locator(".lede")).to_contain_text("1 June 2019")
    assert "at=2019-06-01" in page.url


def test_two_metropoles_are_compared_from_the_page_of_one(open_page, network):
    page = open_page("/en/organisations/lille/")
    page.get_by_role("link", name="Compare with others").click()
    expect(page.get_by_label("Organisation 1")).to_have_value("Lille")

    page.get_by_label("Organisation 2").fill("Turin")
    page.keyboard.press("Enter")
    expect(page.locator("table.comparison thead th")).to_have_text(["Lille", "Turin"])


def test_the_twin_of_a_page_in_the_other_language_is_one_link_away(open_page, network):
    page = open_page("/en/organisations/turin/")
    page.get_by_role("link", name="Français").click()

    page.wait_for_url("**/fr/organisations/turin/")
    assert page.locator("html").get_attribute("lang") == "fr"


def test_the_list_of_members_prints_on_paper(open_page, network, tmp_path):
    page = open_page("/en/members/")
    page.get_by_role("link", name="Whole list, to print").click()
    page.emulate_media(media="print")

    expect(page.locator("main")).to_contain_text("Turin")
    expect(page.locator(".site-nav")).to_be_hidden()
    assert page.pdf(path=tmp_path / "list.pdf", format="A4").startswith(b"%PDF")
