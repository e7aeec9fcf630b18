"""Maps drawn on the server: base frames made once, points projected with the same numbers.

The frames are drawn by vendor/basemap.mjs and kept in metropoles/basemap/.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from math import asin, cos, hypot, pi, radians, sin, sqrt
from pathlib import Path

BASEMAPS = Path(__file__).parent / "basemap"
APART = 17.8  # map units under which two points would hide each other, on the smallest screens too
GOLDEN_ANGLE = pi * (3 - sqrt(5))
CHARACTER = 14.4  # width of a label's letter in map units, on the smallest screens
LINE = 2.1  # height of a label, in widths of its letters


@dataclass
class Marker:
    """A point of a map: where, which shape (a status category), what it is called and leads to."""

    latitude: float
    longitude: float
    category: str
    label: str
    url: str = ""
    note: str = ""  # said after what it is called: the word of the status
    x: float = 0.0
    y: float = 0.0
    shift: tuple[float, float] = (0.0, 0.0)  # how far it was pushed from its place, in map units
    show_label: bool = False
    is_label_before: bool = False  # to the left of it
    is_listed: bool = False  # named in the part of the list that stands beside the map

    @property
    def is_shifted(self) -> bool:
        return self.shift != (0, 0)

    def __str__(self):
        return f"{self.label}, {self.note}" if self.note else self.label


@dataclass(frozen=True)
class Frame:
    """A base map and its projection; sizes are in map units, angles in degrees."""

    projection: str
    rotate: tuple[float, float]
    scale: float
    translate: tuple[float, float]
    viewBox: tuple[float, float, float, float]  # the name it has in SVG
    land: str
    borders: str

    @classmethod
    @cache
    def load(cls, name: str) -> "Frame":
        """Return the frame called "europe" or "world"."""
        return cls(**json.loads((BASEMAPS / f"{name}.json").read_text()))

    @property
    def width(self) -> float:
        return self.viewBox[2]

    @property
    def height(self) -> float:
        return self.viewBox[3]

    def project(self, latitude: float, longitude: float) -> tuple[float, float]:
        """Return the x and y of a place, y growing downwards."""
        turned = radians((float(longitude) + self.rotate[0] + 540) % 360 - 180)
        plane = lambert_azimuthal if self.projection == "azimuthal-equal-area" else equal_earth
        x, y = plane(turned, radians(float(latitude)), radians(-self.rotate[1]))
        return self.translate[0] + self.scale * x, self.translate[1] - self.scale * y

    def holds(self, latitude: float, longitude: float) -> bool:
        """Say whether a place falls within the frame."""
        x, y = self.project(latitude, longitude)
        return 0 <= x <= self.width and 0 <= y <= self.height

    def window_around(
        self, marker: Marker, width: float, height: float
    ) -> tuple[float, float, float, float]:
        """Return the part of the sheet with a marker in its middle, or as near as the edges let."""
        x, y = self.project(marker.latitude, marker.longitude)
        left = min(max(x - width / 2, 0), self.width - width)
        top = min(max(y - height / 2, 0), self.height - height)
        return left, top, width, height


def lambert_azimuthal(longitude: float, latitude: float, centre: float) -> tuple[float, float]:
    """Lambert azimuthal equal-area projection (Snyder 1987, eqs 24-2 to 24-4); radians in."""
    facing = sin(centre) * sin(latitude) + cos(centre) * cos(latitude) * cos(longitude)
    k = sqrt(2 / max(1 + facing, 1e-9))
    x = k * cos(latitude) * sin(longitude)
    y = k * (cos(centre) * sin(latitude) - sin(centre) * cos(latitude) * cos(longitude))
    return x, y


def equal_earth(longitude: float, latitude: float, centre: float) -> tuple[float, float]:
    """Equal Earth projection (Šavrič, Patterson and Jenny 2018); radians in."""
    a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796
    t = asin(sqrt(3) / 2 * sin(latitude))
    slope = 9 * a4 * t**8 + 7 * a3 * t**6 + 3 * a2 * t**2 + a1
    x = 2 * sqrt(3) * longitude * cos(t) / (3 * slope)
    y = a4 * t**9 + a3 * t**7 + a2 * t**3 + a1 * t
    return x, y


@dataclass
class Map:
    """A frame with its markers placed: none hides another, labels stand where there is room."""

    frame: Frame
    markers: list[Marker]
    window: tuple[float, float, float, float] | None = None
    drawn_before: tuple[str, ...] = ()  # marks that another map of the page has

    @property
    def view_box(self) -> str:
        return " ".join(f"{number:g}" for number in self.window or self.frame.viewBox)

    @property
    def categories(self) -> list[str]:
        """The status categories of its markers, each once: the marks to draw."""
        return sorted({marker.category for marker in self.markers} - {*self.drawn_before})

    @property
    def lists_some(self) -> bool:
        return any(marker.is_listed for marker in self.markers)

    def __post_init__(self):
        for marker in self.markers:
            marker.x, marker.y = self.place(marker)
        spread(self.markers)
        for marker in self.markers:
            x, y = self.place(marker)
            marker.shift = round(marker.x - x, 1), round(marker.y - y, 1)
            marker.x, marker.y = round(marker.x, 1), round(marker.y, 1)

    def place(self, marker: Marker) -> tuple[float, float]:
        """Return where on the sheet a marker would stand if it were alone."""
        return self.frame.project(marker.latitude, marker.longitude)

    def with_labels(self, longest: int = 20) -> "Map":
        """Show the names, of so many letters at most, that fit without covering anything."""
        short = [marker for marker in self.markers if len(marker.label) <= longest]
        show_labels(short, self.markers, self.window or self.frame.viewBox)
        return self


def show_labels(
    wanted: Iterable[Marker],
    markers: Iterable[Marker],
    window: tuple[float, float, float, float],
    character: float = CHARACTER,
    unit: float = 1.0,
    sides: tuple[bool, ...] = (False,),
):
    """Show the names wanted, the shortest first, that cover no marker and no name shown before.

    `character` is the width of a letter; `unit` is how much of the sheet the unit of marks and
    letters takes; `sides` says whether names may stand after (False) and before (True) a marker.
    """
    left, top, width, height = window
    half = 8 * unit
    taken = [(m.x - half, m.y - half, m.x + half, m.y + half) for m in markers]
    taken += [label_box(m, character * unit, unit) for m in markers if m.show_label]
    for marker in sorted(wanted, key=lambda marker: len(marker.label)):
        for marker.is_label_before in sides:
            box = label_box(marker, character * unit, unit)
            across = left + half < box[0] and box[2] < left + width - half
            inside = across and top < box[1] and box[3] < top + height
            if inside and not any(overlap(box, other) for other in taken):
                marker.show_label = True
                taken.append(box)
                break


def label_box(marker: Marker, character: float, unit: float) -> tuple[float, float, float, float]:
    half, width = LINE / 2 * character, character * len(marker.label)
    left = marker.x - 9 * unit - width if marker.is_label_before else marker.x + 9 * unit
    return left, marker.y - half, left + width, marker.y + half


def overlap(a: tuple, b: tuple) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def spread(markers: list[Marker], rounds: int = 100):
    """Push apart markers that would hide each other, a little each round, until none does.

    Each first takes a hair's breadth in a direction of its own, by the golden angle, so that those
    of one place part around it and not along a line.
    """
    for number, marker in enumerate(markers):
        marker.x += 0.04 * cos(GOLDEN_ANGLE * number)
        marker.y += 0.04 * sin(GOLDEN_ANGLE * number)
    for _ in range(rounds):
        pushes = [(a, b, push(a, b)) for a, b in neighbours(markers)]
        for a, b, (x, y) in pushes:
            a.x, a.y, b.x, b.y = a.x - x, a.y - y, b.x + x, b.y + y
        if not any(x or y for a, b, (x, y) in pushes):
            return


def neighbours(markers: list[Marker]) -> list[tuple[Marker, Marker]]:
    """Return the pairs that are too close to tell apart, found by a sweep from west to east."""
    pairs, near = [], []
    for marker in sorted(markers, key=lambda marker: marker.x):
        near = [other for other in near if marker.x - other.x < APART]
        pairs += [(other, marker) for other in near if abs(marker.y - other.y) < APART]
        near.append(marker)
    return pairs


def push(a: Marker, b: Marker) -> tuple[float, float]:
    """Return how far b has to go, and a the other way, for them to be told apart."""
    dx, dy = b.x - a.x, b.y - a.y
    distance = max(hypot(dx, dy), 1e-9)
    if distance >= APART:
        return 0, 0
    step = (APART + 0.2 - distance) / 6 / distance
    return dx * step, dy * step


def maps_of(markers: Iterable[Marker]) -> dict[str, Map]:
    """Return {"europe": map} and, if any marker falls outside Europe, {"world": map} with those."""
    europe, world = Frame.load("europe"), Frame.load("world")
    inside, outside = [], []
    for marker in markers:
        (inside if europe.holds(marker.latitude, marker.longitude) else outside).append(marker)
    maps = {"europe": Map(europe, inside).with_labels(longest=12)}
    if outside:
        marks = tuple(maps["europe"].categories)
        maps["world"] = Map(world, outside, drawn_before=marks).with_labels()
    return maps


def map_around(marker: Marker, width: float, height: float) -> Map:
    """Return the part of a frame around one marker, in map units."""
    europe = Frame.load("europe")
    frame = europe if europe.holds(marker.latitude, marker.longitude) else Frame.load("world")
    return Map(frame, [marker], frame.window_around(marker, width, height))
