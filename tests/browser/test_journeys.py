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


def tab_to(page, link):
    """Press Tab until a link has the focus."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if link.evaluate("link => link === document.activeElement"):
            break
    expect(link).to_be_focused()


def test_a_member_is_found_on_the_map_by_keyboard(open_page, network):
    page = open_page("/en/members/")
    tab_to(page, page.locator(".map a[aria-label='Turin, member']"))
    expect(page.locator("table.members a", has_text="Turin")).to_have_class("is-linked")

    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Turin")


def test_a_point_says_its_name_and_status_when_it_is_reached(open_page, network):
    page = open_page("/en/members/")
    tab_to(page, page.locator(".map a[aria-label='Ville 7, member']"))

    expect(page.locator(".map-name")).to_have_text("Ville 7, member")
    expect(page.locator(".map-name")).to_be_in_viewport(ratio=1)
    page.keyboard.press("Escape")
    expect(page.locator(".map-name")).to_have_count(0)


@pytest.mark.parametrize("code", ["applicant", "observer", "member", "partner"])
def test_every_mark_is_clicked_in_its_middle_even_a_hollow_one(open_page, network, code):
    body = make_organisation("Athènes", latitude=37.98, longitude=23.73)
    make_membership(body, network=network, status=code)
    page = open_page("/en/members/")

    page.locator(".map a[aria-label^='Athènes, ']").click()  # playwright aims at the middle

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


def test_a_point_that_has_the_focus_is_zoomed_in_on_and_the_keys_are_told(open_page, network):
    page = open_page("/fr/membres/")
    drawing, point = page.locator(".map svg").first, page.locator(".map .pt").first

    def width():
        return float(drawing.get_attribute("viewBox").split()[2])

    whole, hint = width(), page.locator(".map-keys")
    page.get_by_role("button", name="Agrandir").focus()
    page.keyboard.press("Tab")
    expect(hint).to_be_visible()
    expect(hint).to_have_text(
        "Touches + et −\u00a0: zoomer. Flèches\u00a0: se déplacer. 0\u00a0: carte entière."
    )
    expect(page.get_by_role("group", name="Zoom de la carte")).to_have_accessible_description(
        hint.text_content()
    )

    point.focus()
    expect(hint).to_be_hidden()  # it would hide points
    for _ in range(4):
        page.keyboard.press("+")
    assert width() == pytest.approx(whole / 1.6**4)
    expect(point).to_be_in_viewport()
    before = drawing.get_attribute("viewBox")
    page.keyboard.press("ArrowUp")
    assert drawing.get_attribute("viewBox") != before
    page.keyboard.press("0")
    assert width() == whole


def test_points_pushed_apart_come_to_their_places_as_the_map_grows(open_page, network):
    for name in ("Rouen", "Rouen Agglomération"):
        body = make_organisation(name, latitude=49.44, longitude=1.1)
        make_membership(body, network=network, status="member")
    page = open_page("/en/members/")
    apart = """() => {
        const [a, b] = [...document.querySelectorAll(".map [data-shift]")]
            .map((point) => point.transform.baseVal[0].matrix);
        return Math.hypot(a.e - b.e, a.f - b.f);
    }"""
    before = page.evaluate(apart)
    for _ in range(4):
        page.get_by_role("button", name="Zoom in").click()

    assert page.evaluate(apart) == pytest.approx(before / 1.6**4, rel=0.05)
    page.get_by_role("button", name="Whole map").click()
    assert page.evaluate(apart) == pytest.approx(before)


@pytest.mark.parametrize("path", ["/en/members/", "/en/organisations/lille/"])
@pytest.mark.parametrize("scripts", [True, False])
def test_a_finger_on_a_map_that_is_not_zoomed_scrolls_the_page(open_page, network, path, scripts):
    page = open_page(
        path,
        viewport={"width": 360, "height": 640},
        has_touch=True,
        java_script_enabled=scripts,
    )
    drawing = page.locator(".map svg").first
    drawing.evaluate("drawing => drawing.scrollIntoView({ block: 'center', behavior: 'instant' })")
    box, start = drawing.bounding_box(), page.evaluate("scrollY")
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    touch = page.context.new_cdp_session(page)
    for step in range(10):
        kind = "touchMove" if step else "touchStart"
        points = [{"x": x, "y": y - 15 * step}]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    page.wait_for_function("start => scrollY > start + 50", arg=start, timeout=5_000)


def test_without_scripts_the_list_the_map_and_the_filters_are_all_there(open_page, network):
    page = open_page("/en/members/", java_script_enabled=False)
    expect(page.locator(".map svg a")).to_have_count(10)
    expect(page.locator(".map-tools")).to_have_count(0)

    page.get_by_label("Search", exact=True).fill("turin")
    page.get_by_role("button", name="Filter").click()
    expect(page.locator("table.members tbody tr")).to_have_count(1)


def test_the_status_of_a_member_in_2019_is_shown(open_page, network):
    page = open_page("/en/members/")
    page.get_by_label("As of").fill("2019-06-01")
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

    page.set_viewport_size({"width": 320, "height": 700})
    second = page.get_by_role("table").get_by_role("columnheader", name="Turin")
    box = second.bounding_box()
    assert box["x"] + box["width"] <= 320  # on a telephone too they stand side by side


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
