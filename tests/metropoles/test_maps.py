"""The map: points where the projection of the base map puts them, none hiding another."""

from itertools import combinations
from math import hypot

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metropoles.maps import APART, Frame, Map, Marker, maps_of

# x and y of the same places computed by d3-geo with the numbers of vendor/basemap.mjs
EUROPE = {
    (48.8566, 2.3522): (260.113, 469.309),
    (38.7223, -9.1393): (50.311, 645.748),
    (60.1699, 24.9384): (525.682, 223.185),
    (37.9838, 23.7275): (592.34, 687.499),
}
WORLD = {
    (31.2304, 121.4737): (594.749, 106.385),
    (38.9072, -77.0369): (215.811, 86.999),
    (-18.1416, 178.4419): (721.632, 242.635),
}
PLACES = [*(("europe", *item) for item in EUROPE.items()), *(("world", *i) for i in WORLD.items())]


def marker(latitude, longitude, label="Lille"):
    return Marker(latitude, longitude, "member", label, "/")


@pytest.mark.parametrize(("frame", "place", "expected"), PLACES)
def test_a_place_falls_where_the_base_map_has_it(frame, place, expected):
    assert Frame.load(frame).project(*place) == pytest.approx(expected, abs=0.01)


def test_places_outside_europe_get_the_world():
    maps = maps_of([marker(48.86, 2.35), marker(31.23, 121.47)])

    assert [len(maps[name].markers) for name in ("europe", "world")] == [1, 1]
    assert "world" not in maps_of([marker(48.86, 2.35)])


CLOSE = st.tuples(st.floats(50, 51), st.floats(4, 5))


@settings(deadline=None, max_examples=50)
@given(places=st.lists(CLOSE, min_size=1, max_size=12))
def test_no_point_hides_another(places):
    drawn = Map(Frame.load("europe"), [marker(*place) for place in places])

    for a, b in combinations(drawn.markers, 2):
        assert hypot(a.x - b.x, a.y - b.y) > APART - 0.2
    for point in drawn.markers:
        place = point.x - point.shift[0], point.y - point.shift[1]
        assert place == pytest.approx(drawn.place(point), abs=0.11)


def test_a_name_is_shown_only_where_it_covers_nothing():
    markers = [
        marker(50.0, 4.0, "Une ville"),
        marker(50.0, 4.6, "Une autre"),
        marker(60, 20, "Loin"),
    ]

    shown = Map(Frame.load("europe"), markers).with_labels().markers

    assert [m.show_label for m in shown] == [False, True, True]
