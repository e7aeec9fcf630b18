"""The roll of a network on a day: everyone, counted, sorted and narrowed, few of them read whole.

One light query answers for thousands of members with no more than the key of their status; visitors
see those whose status is listed, as `Network.members_on` says. The rest is worked out in Python,
alike on every database.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from functools import cached_property
from typing import NamedTuple

from django.utils.translation import get_language

from content.countries import region_of

from .members import Member, read_members
from .models import MembershipStatus, Network

FEW = 150  # so many are read whole at once, and drawn one by one
BODY = "participants__organisation__"


class Line(NamedTuple):
    """A body that holds a membership, and the membership's status; the lead body comes first."""

    membership: int
    number: int | None
    status: int
    body: int | None
    country: str | None
    sort_key: str | None


class Roll:
    """The members of a network on a day."""

    def __init__(
        self,
        network: Network | None,
        day: date,
        statuses: dict[int, MembershipStatus] | None = None,
    ):
        self.network, self.day = network, day
        self.statuses = MembershipStatus.objects.in_bulk() if statuses is None else statuses

    @cached_property
    def lines(self) -> list[Line]:
        if self.network is None:
            return []
        columns = ("pk", "country", f"sort_key_{get_language() or 'fr'}")
        held = self.network.memberships.with_status_key(self.day).rewrite(False)  # as it is
        rows = held.order_by("pk", "participants__position", "participants__pk").values_list(
            "pk", "number", "status_key", *(f"{BODY}{name}" for name in columns)
        )
        listed = {pk for pk, status in self.statuses.items() if status.is_listed}
        return [line for line in map(Line._make, rows) if line.status in listed]

    def narrowed(self, memberships: set[int]) -> "Roll":
        """Return the roll of only some of the memberships, given by key."""
        roll = Roll(self.network, self.day, self.statuses)
        roll.lines = [line for line in self.lines if line.membership in memberships]
        return roll

    @cached_property
    def leads(self) -> dict[int, Line]:
        """The line of the lead body of each membership, by key."""
        leads = {}
        for line in self.lines:
            leads.setdefault(line.membership, line)
        return leads

    def __len__(self):
        return len(self.leads)

    # --- In order

    def by_name(self) -> list[int]:
        """Return the keys of the memberships by the name of their lead body."""
        return sorted(self.leads, key=lambda pk: (self.leads[pk].sort_key or "", pk))

    def by_number(self) -> list[int]:
        """Return the keys of the memberships by number, then those that have none by name."""
        numbers = {pk: line.number for pk, line in self.leads.items()}
        return sorted(self.by_name(), key=lambda pk: (numbers[pk] is None, numbers[pk] or 0))

    @cached_property
    def whole(self) -> dict[int, Member]:
        """Every member whole, by key."""
        return self.read(self.leads)

    def members(self, memberships: Iterable[int] | None = None) -> list[Member]:
        """Return members whole: those whose keys are given, in their order, or everyone by name."""
        keys = self.by_name() if memberships is None else list(memberships)
        some = FEW < len(self) > len(keys)
        by_key = self.read(keys) if some else self.whole
        return [by_key[key] for key in keys if key in by_key]

    def read(self, memberships: Collection[int]) -> dict[int, Member]:
        """Return members whole, by key."""
        held = self.leads.keys() & set(memberships)
        if not held:
            return {}
        members = self.network.members_on(self.day).filter(pk__in=held)
        return {member.pk: member for member in read_members(members, self.statuses)}

    # --- Who has what

    @cached_property
    def by_status(self) -> dict[int, set[int]]:
        """The memberships that have each status, both by key."""
        held = defaultdict(set)
        for line in self.lines:
            held[line.status].add(line.membership)
        return held

    @cached_property
    def by_country(self) -> dict[str, set[int]]:
        held = defaultdict(set)
        for line in self.lines:
            if line.country:
                held[line.country].add(line.membership)
        return held

    def held_by(self, bodies: set[int]) -> set[int]:
        """Return the memberships held by some of these bodies, both by key."""
        return {line.membership for line in self.lines if line.body in bodies}

    def holders(self) -> dict[str, dict[str, set[int]]]:
        """Return the memberships (keys) by status code, category, country and region of Europe."""
        statuses = [(self.statuses[pk], held) for pk, held in self.by_status.items()]
        countries = self.by_country.items()
        return {
            "status": {status.code: held for status, held in statuses},
            "category": united((status.category, held) for status, held in statuses),
            "country": self.by_country,
            "region": united((region_of(country), held) for country, held in countries),
        }

    # --- How many

    def totals(self) -> dict[str, int]:
        """Return the numbers of memberships and their bodies, of members and their countries."""
        counting = {pk for pk, status in self.statuses.items() if status.counts_as_member}
        members = [line for line in self.lines if line.status in counting]
        return {
            "memberships": len(self),
            "members": len({line.membership for line in members}),
            "bodies": len({line.body for line in self.lines} - {None}),
            "countries": len({line.country for line in members} - {None}),
        }

    def counts_by_status(self) -> list[dict]:
        """Return {"status", "category", "label", "count"} for each held, in the statuses' order.

        The label is in the number that the count wants.
        """
        return [
            {
                "status": status,
                "category": status.category,
                "label": status.label_for(len(self.by_status[pk])),
                "count": len(self.by_status[pk]),
            }
            for pk, status in sorted(
                self.statuses.items(), key=lambda item: (item[1].position, item[0])
            )
            if pk in self.by_status
        ]


def united(held: Iterable[tuple[str, set[int]]]) -> dict[str, set[int]]:
    """Return for each name the union of its sets."""
    unions = defaultdict(set)
    for name, keys in held:
        unions[name] |= keys
    return unions
