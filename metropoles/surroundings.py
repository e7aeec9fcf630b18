"""A cut-out of a map about one place, as near as the bodies around it let."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import hypot

from .maps import Frame, Marker, show_labels

# Of the drawing, in units of its marks and letters
WIDTH, HEIGHT, MARGIN = 330, 290, 40
CHARACTER = 8.5  # width of a letter
APART = 9  # under which two dots would hide each other
NEAREST = {"europe": 0.4, "world": 0.7}  # how much of a sheet a unit takes at the least
MOST_NAMES = 4  # of others: all of them are named beside the map


@dataclass
class Surroundings:
    """The part of a frame about one marker, with those of others that can be told apart in it.

    The window is in map units; `unit` is how much of them the unit of marks and letters takes.
    """

    frame: Frame
    marker: Marker
    near: list[Marker]
    window: tuple[float, float, float, float]
    unit: float

    @property
    def view_box(self) -> str:
        return " ".join(f"{number:g}" for number in self.window)

    @property
    def markers(self) -> list[Marker]:
        return [self.marker, *self.near]


def surroundings(marker: Marker, others: Iterable[Marker] = ()) -> Surroundings:
    """Return the surroundings of a marker, with the others that the sheet has room for."""
    sheet = "europe" if Frame.load("europe").holds(marker.latitude, marker.longitude) else "world"
    frame, others = Frame.load(sheet), list(others)
    for each in (marker, *others):
        each.x, each.y = frame.project(each.latitude, each.longitude)
    close = [other for other in others if reach(marker, other) <= 1]
    unit = max([NEAREST[sheet], *(reach(marker, other) for other in close)]) if close else 1
    window = frame.window_around(marker, WIDTH * unit, HEIGHT * unit)
    drawn = Surroundings(frame, marker, told_apart(marker, close, APART * unit), window, unit)
    name(drawn)
    return drawn


def reach(marker: Marker, other: Marker) -> float:
    """Return the unit at which another marker stands at the edge of what is drawn."""
    dx, dy = abs(other.x - marker.x), abs(other.y - marker.y)
    return max(dx / (WIDTH / 2 - MARGIN), dy / (HEIGHT / 2 - MARGIN))


def told_apart(marker: Marker, others: list[Marker], apart: float) -> list[Marker]:
    """Return those of the others that cover neither the marker nor each other."""
    shown = [marker]
    for other in others:
        if all(hypot(other.x - a.x, other.y - a.y) >= apart for a in shown):
            shown.append(other)
    return shown[1:]


def name(drawn: Surroundings):
    """Show the name of the place, if it is short, and those of a few others that fit."""
    for marker in drawn.markers:
        is_short = CHARACTER * len(marker.label) < WIDTH / 2
        if is_short and sum(other.show_label for other in drawn.near) < MOST_NAMES:
            lettering = CHARACTER, drawn.unit, (False, True)
            show_labels([marker], drawn.markers, drawn.window, *lettering)
