"""Fonts that arrive late, as over a slow line, move nothing that a visitor already reads."""

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

WATCH = """
window.moved = 0
new PerformanceObserver(list => list.getEntries().forEach(shift => { window.moved += shift.value }))
  .observe({ type: "layout-shift", buffered: true })
"""
PAINTED = "() => new Promise(done => requestAnimationFrame(() => setTimeout(done, 300)))"


def moved_by_late_fonts(page, path: str) -> float:
    """Open a path whose fonts come when all is shown; return what moved, as browsers measure it."""
    held = []
    page.route("**/*.woff2", lambda font: held.append(font))
    page.add_init_script(WATCH)
    page.goto(path, wait_until="domcontentloaded")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.evaluate(PAINTED)
    assert held
    for font in held:
        font.continue_()
    page.wait_for_load_state("networkidle")
    page.evaluate(PAINTED)
    return page.evaluate("window.moved")


def test_nothing_moves_when_fonts_arrive_late(open_page, subtests):
    call_command("load_demo", verbosity=0)
    for path in ("/fr/", "/fr/membres/", "/fr/organisations/lille/"):
        with subtests.test(path):
            assert moved_by_late_fonts(open_page("about:blank"), path) == 0
