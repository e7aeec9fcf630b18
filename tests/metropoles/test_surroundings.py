"""The cut-out of a map about one place: as near as others let, none hiding another."""

from itertools import combinations
from math import hypot

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from metropoles.maps import Marker
from metropoles.models import Relation
from metropoles.surroundings import APART, surroundings
from tests.builders import make_organisation

AROUND = st.tuples(st.floats(40, 60), st.floats(-5, 15))


def marker(latitude, longitude, label="", category="near"):
    return Marker(latitude, longitude, category, label)


@given(latitude=st.floats(-55, 72), longitude=st.floats(-170, 170), others=st.lists(AROUND))
def test_the_place_and_the_others_stand_on_the_sheet_apart_from_each_other(
    latitude, longitude, others
):
    drawn = surroundings(marker(latitude, longitude), [marker(*place) for place in others])
    left, top, width, height = drawn.window

    assert 0 <= left <= drawn.frame.width - width
    assert 0 <= top <= drawn.frame.height - height
    for shown in drawn.markers:
        assert left <= shown.x <= left + width
        assert top <= shown.y <= top + height
    for a, b in combinations(drawn.markers, 2):
        assert hypot(a.x - b.x, a.y - b.y) >= APART * drawn.unit


def test_the_sheet_comes_nearer_where_the_others_are_near():
    metz = (49.12, 6.18)
    nancy, lyon, athens = marker(48.69, 6.18), marker(45.76, 4.84), marker(37.98, 23.73)

    alone, with_nancy, with_lyon = (
        surroundings(marker(*metz), others) for others in ([], [nancy], [nancy, lyon])
    )

    assert with_nancy.unit < with_lyon.unit < alone.unit == 1
    assert surroundings(marker(*metz), [athens]).near == []


def test_names_stand_before_a_place_where_there_is_no_room_after_it():
    drawn = surroundings(marker(50.63, 3.06, "Lille"), [marker(50.61, 3.39, "Tournai")])

    assert [(m.show_label, m.is_label_before) for m in drawn.markers] == [
        (True, True),
        (True, False),
    ]


@pytest.mark.django_db
def test_the_map_of_an_organisation_shows_those_it_has_ties_with(client):
    lille = make_organisation("Lille", slug="lille")
    near = make_organisation("Bruxelles", "Brussels", latitude="50.85", longitude="4.35")
    far = make_organisation("Helsinki", latitude="60.17", longitude="24.94")
    for other in (near, far):
        Relation.objects.create(from_organisation=lille, to_organisation=other, type="neighbour_of")
    page = BeautifulSoup(client.get("/en/organisations/lille/").content, "lxml")

    assert page.select_one(".map svg")["aria-label"] == "Where Lille is"
    assert sorted(name.get_text() for name in page.select(".map text")) == ["Brussels", "Lille"]
    assert page.select_one(".map .near")["d"].count("M") == 1  # Helsinki is too far
    related = {a.get_text(): a["href"] for a in page.select(".facts a")}
    assert related["Brussels"] == f"/en/organisations/{near.slug}/"
    assert "Helsinki" in related
