"""Every kind of public page, wide and narrow, light and dark: accessible, and inside its window."""

import pytest
from django.core.management import call_command

from metropoles.models import Strategy, Workstream
from tests.browser.axe import found_by_axe

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGES = (
    *("/fr/", "/en/", "/fr/membres/", "/en/members/?page=2", "/fr/organisations/lille/"),
    *("/en/members/list/", "/fr/membres/comparer/?organisation=lille&organisation=lisboa"),
    *(
        "/en/members/changes/",
        "/fr/membres/statistiques/",
        "/fr/reseaux/",
        "/en/networks/metrex/",
        "/fr/strategies/",
    ),
    *("/fr/actualites/", "/en/news/lam-fortieth-birthday/", "/fr/agenda/"),
    *("/en/events/lam-turns-forty/", "/fr/recherche/?q=lille", "/en/data/"),
    "/fr/accessibilite/",
)
MISSING = "/en/nothing-is-here/"
WINDOWS = ((1280, "light"), (1280, "dark"), (320, "light"))
WIDER = "document.documentElement.scrollWidth - innerWidth"


def faults(page) -> dict[str, list[str]]:
    """Return what is wrong with an open page, by the window that it is wrong in."""
    found = {}
    for width, scheme in WINDOWS:
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        too_wide = page.evaluate(WIDER)
        wrong = [*found_by_axe(page), *([f"{too_wide} pixels too wide"] if too_wide > 0 else [])]
        if wrong:
            found[f"{width} {scheme}"] = wrong
    return found


def without_complaint(page, path):
    """Have the page that says that nothing is at a path shown with no word of it in the console."""
    assert page.request.get(path).status == 404
    page.route(f"**{path}", lambda route: route.fulfill(response=route.fetch(), status=200))


def test_every_kind_of_page_is_accessible_and_no_wider_than_its_window(open_page, subtests):
    call_command("load_demo", verbosity=0)
    theme = Workstream.objects.count_by_theme().first()
    strategy = Strategy.objects.first().get_absolute_url()
    page = open_page("about:blank")
    without_complaint(page, MISSING)
    for path in (*PAGES, strategy, f"/en/strategies/atlas/?theme={theme.slug}", MISSING):
        with subtests.test(path):
            assert page.goto(path).status == 200
            assert faults(page) == {}
