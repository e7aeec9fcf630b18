"""How many memberships a network has on a day: by status, place and kind, and over the years."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.text import capfirst
from django.utils.translation import gettext

from content.countries import REGION_NAMES, country_name
from content.folding import fold
from content.templatetags.texts import long_date
from metropoles.models import Organisation, OrganisationKind

from .changes import neighbouring_days
from .roll import Roll

MOST_YEARS = 10


@dataclass(frozen=True)
class Statistic:
    """How many memberships fall under something: `code` of a `group`, in words as `label`."""

    group: str
    code: str
    label: str
    count: int

    @property
    def pk(self) -> str:
        return f"{self.group}-{self.code}"


@dataclass(frozen=True)
class Group:
    """Statistics that belong together; the list of members is narrowed by those of a `filter`."""

    name: str
    title: str
    statistics: list[Statistic]
    filter: str = ""

    @property
    def most(self) -> int:
        return max(statistic.count for statistic in self.statistics)


def statistics(roll: Roll) -> list[Group]:
    """Return what a roll amounts to, group by group, those left out that would be empty."""
    holders = roll.holders()
    groups = [
        Group("status", gettext("By status"), by_status(roll), "status"),
        Group("region", gettext("By region"), by_region(holders["region"]), "region"),
        Group("country", gettext("By country"), by_country(holders["country"]), "country"),
        Group("kind", gettext("By kind of the leading body"), by_kind(roll)),
        Group("year", gettext("Over the years"), by_year(roll)),
    ]
    return [group for group in groups if group.statistics]


def by_status(roll: Roll) -> list[Statistic]:
    return [
        Statistic("status", item["status"].code, capfirst(item["label"]), item["count"])
        for item in roll.counts_by_status()
    ]


def by_region(held: dict[str, set[int]]) -> list[Statistic]:
    return commonest_first(
        Statistic("region", code, str(REGION_NAMES[code]), len(keys)) for code, keys in held.items()
    )


def by_country(held: dict[str, set[int]]) -> list[Statistic]:
    return commonest_first(
        Statistic("country", code, country_name(code), len(keys)) for code, keys in held.items()
    )


def by_kind(roll: Roll) -> list[Statistic]:
    bodies = [line.body for line in roll.leads.values() if line.body]
    kinds = dict(Organisation.objects.filter(pk__in=bodies).values_list("pk", "kind"))
    counts = Counter(kinds[body] for body in bodies)
    return commonest_first(
        Statistic("kind", kind, str(capfirst(OrganisationKind(kind).label)), count)
        for kind, count in counts.items()
    )


def by_year(roll: Roll) -> list[Statistic]:
    """Return the memberships at the end of each of the last years since visitors see a change.

    The last one is that of the roll's own day.
    """
    if roll.network is None:
        return []
    first = neighbouring_days(roll.network, date.min, roll.statuses)["next"]
    if first is None or first > roll.day:
        return []
    earliest = max(first.year, roll.day.year - MOST_YEARS + 1)
    ends = [date(year, 12, 31) for year in range(earliest, roll.day.year)]
    past = [Roll(roll.network, end, roll.statuses) for end in ends]
    told = [
        *(Statistic("year", str(r.day.year), str(r.day.year), len(r)) for r in past),
        Statistic("year", str(roll.day.year), long_date(roll.day), len(roll)),
    ]
    return told if any(each.count for each in told) else []


def commonest_first(found: Iterable[Statistic]) -> list[Statistic]:
    return sorted(found, key=lambda each: (-each.count, fold(each.label)))
