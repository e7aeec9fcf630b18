"""What a first visit costs: requests, bytes, elements, and nothing left on the visitor's device."""

from bisect import bisect_right

import pytest
from django.core.management import call_command

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LILLE = "/fr/organisations/lille/"
COMPARISON = "/fr/membres/comparer/?organisation=lille&organisation=lisboa"
PAGES = (
    *("/fr/", "/en/", "/fr/membres/", "/en/members/?page=2", LILLE, "/en/organisations/tournai/"),
    *(COMPARISON, "/fr/membres/comparer/", "/fr/membres/changements/", "/en/members/list/"),
    "/fr/membres/statistiques/",
    *("/fr/reseaux/", "/en/networks/metrex/", "/fr/strategies/", "/fr/strategies/atlas/"),
    *("/fr/actualites/", "/en/news/lam-fortieth-birthday/", "/fr/agenda/"),
    *("/en/events/lam-turns-forty/", "/fr/recherche/?q=lille", "/fr/donnees/"),
    "/fr/accessibilite/",
)
# EcoIndex (ecoindex.fr, version 1): twenty classes of pages of the web, each a twentieth of them.
ELEMENTS = (
    *(0, 47, 75, 159, 233, 298, 358, 417, 476, 537, 603, 674, 753, 843, 949, 1076, 1237, 1459),
    *(1801, 2479, 594601),
)
REQUESTS = (
    *(0, 2, 15, 25, 34, 42, 49, 56, 63, 70, 78, 86, 95, 105, 117, 130, 147, 170, 205, 281, 3920),
)
KILOBYTES = (
    *(0, 1.37, 144.7, 319.53, 479.46, 631.97, 783.38, 937.91, 1098.62, 1265.47, 1448.32, 1648.27),
    *(1876.08, 2142.06, 2465.37, 2866.31, 3401.59, 4155.73, 5400.08, 8037.54, 223212.26),
)
GRADES = "GFEDCBA"  # above 0, 10, 25, 40, 55, 70 and 80 of 100
# EcoIndex's own tools do not count what is inside a drawing, others do; so does this test, but on
# the pages with the most to say: these are an A as EcoIndex counts.
DENSE = (LILLE, "/en/networks/metrex/")
EVERYTHING = "document.querySelectorAll('*').length"
NO_DRAWINGS = f"{EVERYTHING} - document.querySelectorAll('svg *').length"
KEPT = "localStorage.length + sessionStorage.length + document.cookie.length"


def place(value: float, classes: tuple[float, ...]) -> float:
    """Return how many classes lie below a value, with the part of its own."""
    below = bisect_right(classes, value) - 1
    start, end = classes[below : below + 2]
    return below + (value - start) / (end - start)


def grade(elements: int, requests: int, size: int) -> str:
    """Return the EcoIndex of a page, A to G; its size in bytes."""
    places = place(elements, ELEMENTS), place(requests, REQUESTS), place(size / 1000, KILOBYTES)
    score = 100 - 5 * (3 * places[0] + 2 * places[1] + places[2]) / 6
    return GRADES[bisect_right((10, 25, 40, 55, 70, 80), score)]


def sizes_of(page) -> list[int]:
    """Return a list that gets the size in bytes of each answer to the page, as it arrives."""
    sizes = []
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda done: sizes.append(done["encodedDataLength"]))
    return sizes


def test_a_first_visit_is_light_and_leaves_nothing(open_page, subtests):
    call_command("load_demo", verbosity=0)
    for path in PAGES:
        with subtests.test(path):
            page = open_page("about:blank")
            sizes = sizes_of(page)
            assert page.goto(path, wait_until="networkidle").status == 200

            assert 1 < len(sizes) <= 12
            assert sum(sizes) <= 200_000
            elements = page.evaluate(NO_DRAWINGS if path in DENSE else EVERYTHING)
            assert grade(elements, len(sizes), sum(sizes)) == "A"
            assert page.evaluate(KEPT) == 0
            assert page.context.cookies() == []
