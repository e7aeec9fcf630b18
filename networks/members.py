"""Members as lists and exports show them: plain rows, all of them read in one query."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby
from operator import itemgetter

from django.urls import reverse
from django.utils.translation import get_language

from content.countries import country_name
from content.models import OTHER

from .models import MembershipStatus
from .models.membership import MembershipQuerySet
from .models.network import Numbering


class InTwoLanguages:
    """Texts as the tags of content/templatetags/texts.py read them, from `<name>_fr` and `_en`."""

    __slots__ = ()

    def text_in(self, name: str, language: str) -> tuple[str, str]:
        """Return (text, its language): the other language's where this one has none."""
        text = getattr(self, f"{name}_{language}")
        if text:
            return text, language
        return getattr(self, f"{name}_{OTHER[language]}") or "", OTHER[language]


@dataclass(slots=True)
class Body(InTwoLanguages):
    """An organisation that holds a membership, alone or with others."""

    pk: int
    slug: str
    kind: str
    name_fr: str
    name_en: str
    sort_key_fr: str
    sort_key_en: str
    country: str | None
    latitude: float | None
    longitude: float | None

    def __str__(self):
        return self.text_in("name", get_language() or "fr")[0] or self.slug

    def get_absolute_url(self) -> str:
        return reverse("organisation", args=[self.slug])

    @property
    def country_name(self) -> str:
        return country_name(self.country) if self.country else ""


@dataclass(slots=True)
class ChangeInForce(InTwoLanguages):
    """What gives a member its status: since when, as far as known, and who says so."""

    status: MembershipStatus
    effective_on: date | None
    effective_on_precision: str
    attested_on: date | None
    source_fr: str | None
    source_en: str | None

    @property
    def source(self) -> str:
        return self.text_in("source", get_language() or "fr")[0]


@dataclass(slots=True)
class Member(InTwoLanguages):
    """A membership with its status on the day shown; the lead body comes first."""

    pk: int
    number: int | None
    section_fr: str | None
    section_en: str | None
    status_change: ChangeInForce
    bodies: list[Body] = field(default_factory=list)

    @property
    def status(self) -> MembershipStatus:
        return self.status_change.status

    @property
    def category(self) -> str:
        return self.status.category

    @property
    def section(self) -> str:
        return self.text_in("section", get_language() or "fr")[0]

    @property
    def since(self) -> date | None:
        return self.status_change.effective_on

    @property
    def lead(self) -> Body | None:
        return next(iter(self.bodies), None)

    @property
    def countries(self) -> list[str]:
        """The names of the countries of its bodies, each once."""
        return list(dict.fromkeys(body.country_name for body in self.bodies if body.country))


MEMBER = ("pk", "number", "section_fr", "section_en")
CHANGE = (
    *("status_id", "effective_on", "effective_on_precision", "attested_on"),
    *("source_fr", "source_en"),
)
BODY = (
    *("pk", "slug", "kind", "name_fr", "name_en", "sort_key_fr", "sort_key_en"),
    *("country", "latitude", "longitude"),
)
COLUMNS = (
    *MEMBER,
    *(f"in_force__{name}" for name in CHANGE),
    *(f"participants__organisation__{name}" for name in BODY),
)


def read_members(
    memberships: MembershipQuerySet, statuses: dict[int, MembershipStatus]
) -> list[Member]:
    """Return the members that the memberships, asked with their status, are, with their bodies."""
    rows = memberships.rewrite(False).order_by("pk", "participants__position", "participants__pk")
    return [
        member_of(list(lines), statuses)
        for _, lines in groupby(rows.values_list(*COLUMNS), key=itemgetter(0))
    ]


def member_of(rows: list[tuple], statuses: dict[int, MembershipStatus]) -> Member:
    """Return the member of whom each row holds one body."""
    of_body = len(MEMBER) + len(CHANGE)
    status_id, *change = rows[0][len(MEMBER) : of_body]
    bodies = (row[of_body:] for row in rows)
    return Member(
        *rows[0][: len(MEMBER)],
        ChangeInForce(statuses[status_id], *change),
        [Body(*columns) for columns in bodies if columns[0]],
    )


def as_printed(members: Iterable[Member], numbering: str) -> list[Member]:
    """Return members in the order of the leaflet, numbered as the network numbers its list.

    By status and heading, then by number, then by name. Running numbers are given anew to those
    who count as members.
    """
    members = (
        members if numbering == Numbering.FIXED else [replace(m, number=None) for m in members]
    )
    language = get_language() or "fr"

    def place(member: Member) -> tuple:
        name = getattr(member.lead, f"sort_key_{language}") if member.lead else ""
        heading = (member.status.position, member.status.pk, member.section)
        return *heading, member.number is None, member.number or 0, name, member.pk

    printed = sorted(members, key=place)
    if numbering == Numbering.RUNNING:
        counted = (member for member in printed if member.status.counts_as_member)
        for number, member in enumerate(counted, start=1):
            member.number = number
    return printed


def sections(members: list[Member]) -> list[dict]:
    """Return {"status", "label", "first", "members", "totals"} for each heading of the leaflet.

    Asks for the members `as_printed`; `first` is one of them, for the text of the heading.
    """
    return [
        {
            "status": status,
            "label": status.label_for(len(group)),
            "first": group[0],
            "members": group,
            "totals": {
                "memberships": len(group),
                "bodies": len({body.pk for member in group for body in member.bodies}),
            },
        }
        for (status, _), lines in groupby(members, key=lambda m: (m.status, m.section))
        if (group := list(lines))
    ]


def members_table(members: list[Member], by_number: bool) -> dict:
    """Return what networks/_members.html shows of members; numbers where they give the order."""
    return {
        "memberships": members,
        "is_numbered": by_number and any(member.number for member in members),
        "is_dated": any(member.since or member.status_change.attested_on for member in members),
        "sources": sources_of(members),
    }


def sources_of(members: list[Member]) -> list[str]:
    """Return the sources of the statuses whose start nobody knows, each once."""
    unknown = (member.status_change for member in members if member.since is None)
    return list(dict.fromkeys(change.source for change in unknown if change.source))
