"""The timeline of an organisation's memberships: who decides is the list of changes, here drawn.

One bar a membership, one segment a period; a period ends where the next begins. Coordinates are in
units of a drawing WIDTH wide and HEIGHT high; dates are days of the calendar.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from content.models import Precision

from .models import Membership, StatusCategory, StatusChange

WIDTH, HEIGHT = 640, 24
TOP, BOTTOM = 4, 20
TOOTH = 5
FEWEST_YEARS = 10
A_DAY = timedelta(days=1)


@dataclass
class Segment:
    """A period in one status, from its change to the next one or to the day shown."""

    change: StatusChange
    next_change: StatusChange | None
    left: float = 0
    right: float = WIDTH

    @property
    def end(self) -> date | None:
        """The first day after the period, None while it lasts."""
        return self.next_change and self.next_change.effective_on

    @property
    def last_day(self) -> date | None:
        """The last day of the period, or the month or year it ends in; None while it lasts."""
        known_to_the_day = (
            self.next_change and self.next_change.effective_on_precision == Precision.DAY
        )
        return self.end - A_DAY if known_to_the_day else self.end

    @property
    def category(self) -> str:
        return self.change.status.category

    @property
    def is_outside(self) -> bool:
        return self.category == StatusCategory.FORMER

    @property
    def fades_in(self) -> bool:
        return self.change.effective_on is None

    @property
    def outline(self) -> str:
        """The path of the segment: a jagged edge if only the year or the month is known."""
        right = max(self.right - 1, self.left + 1)
        if self.is_outside:
            return f"M{self.left:.1f} 10.5H{right:.1f}V13.5H{self.left:.1f}Z"
        return f"M{self.left:.1f} {TOP}H{right:.1f}V{BOTTOM}H{self.left:.1f}{self.left_edge}Z"

    @property
    def left_edge(self) -> str:
        if self.change.effective_on_precision not in (Precision.YEAR, Precision.MONTH):
            return ""
        step = (BOTTOM - TOP) / 4
        return "".join(f"l{dx} {-step:g}" for dx in (TOOTH, -TOOTH, TOOTH, -TOOTH))


@dataclass
class Bar:
    membership: Membership
    segments: list[Segment]
    top: int = 0

    @property
    def is_dated(self) -> bool:
        """Say whether any change has a date: without one there is nothing to draw."""
        return any(segment.change.effective_on for segment in self.segments)


@dataclass
class Timeline:
    """The bars, the years under them (in percent of the width) and where today stands."""

    bars: list[Bar]
    years: list[tuple[int, float]]
    today: float
    lacks_some: bool = False  # memberships of which no date is known are not drawn
    width: int = WIDTH

    @property
    def drawn(self) -> list[Segment]:
        return [segment for bar in self.bars for segment in bar.segments]

    @property
    def has_jagged_edges(self) -> bool:
        return any(each.left_edge and not each.is_outside for each in self.drawn)

    @property
    def has_fading_edges(self) -> bool:
        return any(segment.fades_in for segment in self.drawn)

    @property
    def has_thin_lines(self) -> bool:
        return any(segment.is_outside for segment in self.drawn)

    @property
    def height(self) -> int:
        return HEIGHT * len(self.bars)

    @property
    def histories(self) -> list[Bar]:
        """The memberships with several periods: what a list of present statuses does not tell."""
        return [bar for bar in self.bars if len(bar.segments) > 1]


def timeline(memberships: Iterable[Membership], day: date) -> Timeline:
    """Return the timeline of the dated memberships, loaded by `with_status`, as known on a day."""
    drawn = (Bar(membership, segments(membership)) for membership in memberships)
    public = [bar for bar in drawn if bar.segments]
    bars = [bar for bar in public if bar.is_dated]
    starts = [s.change.effective_on for bar in bars for s in bar.segments if s.change.effective_on]
    first = min([*(start.year for start in starts), day.year - FEWEST_YEARS])
    begin, end = date(first, 1, 1), date(day.year + 1, 1, 1)
    scale = WIDTH / (end - begin).days

    def place(moment: date) -> float:
        return round((moment - begin).days * scale, 1)

    for row, bar in enumerate(bars):
        bar.top = row * HEIGHT
        for segment in bar.segments:
            start = segment.change.effective_on
            segment.left = place(start) if start else 0
            segment.right = place(segment.end or day)
    step = max(1, round((end.year - first) / 5))
    years = [
        (year, round(place(date(year, 1, 1)) / WIDTH * 100, 2))
        for year in range(first, end.year, step)
    ]
    return Timeline(bars, years, place(day), lacks_some=len(bars) < len(public))


def segments(membership: Membership) -> list[Segment]:
    """Return the periods in public statuses; a period that is not public leaves a gap."""
    changes = membership.changes_so_far
    return [
        Segment(change, following)
        for change, following in pairwise([*changes, None])
        if change.status.public
    ]
