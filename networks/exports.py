"""Members, networks and changes of status as machines and spreadsheets read them."""

from collections.abc import Callable, Iterable
from datetime import date

from django.utils.text import capfirst
from django.utils.translation import gettext

from content.exports import Export, absolute, place_of, position
from content.identifiers import uri
from content.templatetags.texts import iso_date

from .changes import Entry
from .members import Body, Member
from .models import MembershipStatus, Network
from .statistics import Statistic


class MemberExport(Export):
    """The members of a network on a day."""

    formats = ["csv", "json", "geojson"]

    def __init__(
        self,
        title: str,
        network: Network | None,
        day: date,
        keys: list,
        read: Callable[[list], Iterable[Member]],
    ):
        super().__init__(title, f"{network.slug if network else 'members'}-{day}", keys, read)
        self.network, self.day = network, day

    def facts(self):
        return {"at": self.day.isoformat()}

    def geometry(self, row):
        return place_of(*row.bodies)

    def record(self, row):
        return membership(row, self.network)

    def headings(self):
        return [
            gettext("Number"),
            gettext("Organisation"),
            gettext("Held with"),
            gettext("Country"),
            gettext("Status"),
            gettext("Since"),
            gettext("Section"),
            gettext("Network"),
            gettext("Latitude"),
            gettext("Longitude"),
            gettext("Page"),
            gettext("Identifier"),
        ]

    def cells(self, row):
        lead, change = row.lead, row.status_change
        longitude, latitude = (lead and position(lead)) or (None, None)
        return [
            row.number,
            str(lead or ""),
            ", ".join(str(body) for body in row.bodies[1:]),
            ", ".join(row.countries),
            capfirst(str(row.status)),
            iso_date(change.effective_on, change.effective_on_precision),
            row.section,
            str(self.network),
            latitude,
            longitude,
            url_of(lead) if lead else "",
            row.pk,
        ]


def membership(member: Member, network: Network) -> dict:
    change = member.status_change
    return {
        "id": member.pk,
        "url": url_of(member.lead) if member.lead else None,
        "network": network.slug,
        "number": member.number,
        "section": member.section or None,
        "status": status(change.status),
        "since": iso_date(change.effective_on, change.effective_on_precision) or None,
        "participants": [participant(body) for body in member.bodies],
    }


def status(held: MembershipStatus) -> dict:
    return {"code": held.code, "category": held.category, "label": str(held)}


def participant(body: Body) -> dict:
    longitude, latitude = position(body) or (None, None)
    return {
        "slug": body.slug,
        "name": str(body),
        "kind": body.kind,
        "country": body.country,
        "lat": latitude,
        "lon": longitude,
        "url": url_of(body),
    }


def url_of(item) -> str:
    return absolute(item.get_absolute_url())


class StatisticExport(Export):
    """How many memberships a network has on a day, by what they are counted by."""

    def __init__(self, title: str, network: Network | None, day: date, rows: list[Statistic]):
        name = f"{network.slug if network else 'network'}-statistics-{day}"
        super().__init__(title, name, rows, lambda some: some)
        self.day = day

    def facts(self):
        return {"at": self.day.isoformat()}

    def record(self, row):
        return {
            "id": row.pk,
            "group": row.group,
            "code": row.code,
            "label": row.label,
            "memberships": row.count,
        }

    def headings(self):
        return [gettext("Counted by"), gettext("Code"), gettext("Label"), gettext("Memberships")]

    def cells(self, row):
        return [row.group, row.code, row.label, row.count]


class NetworkExport(Export):
    """Networks, each with how many memberships this site records of it."""

    def record(self, row):
        return {
            "id": row.pk,
            "uri": uri("network", row.pk),
            "url": url_of(row),
            "slug": row.slug,
            "kind": row.kind,
            "acronym": row.acronym or None,
            "name": row.name or str(row),
            "summary": row.summary or None,
            "parent": row.parent.slug if row.parent else None,
            "website": row.website or None,
            "founded": iso_date(row.founded, row.founded_precision) or None,
            "memberships": row.recorded_members,
            "bodies": row.recorded_bodies,
            "themes": [theme.slug for theme in row.themes.all()],
        }

    def headings(self):
        return [
            gettext("Acronym"),
            gettext("Name"),
            gettext("Kind"),
            gettext("Within"),
            gettext("Founded"),
            gettext("Memberships recorded"),
            gettext("Bodies"),
            gettext("Summary"),
            gettext("Themes"),
            gettext("Website"),
            gettext("Page"),
            gettext("Identifier"),
        ]

    def cells(self, row):
        return [
            row.acronym,
            row.name or str(row),
            capfirst(row.get_kind_display()),
            str(row.parent or ""),
            iso_date(row.founded, row.founded_precision),
            row.recorded_members,
            row.recorded_bodies,
            row.summary or "",
            ", ".join(str(theme) for theme in row.themes.all()),
            row.website,
            url_of(row),
            row.pk,
        ]


class ChangeExport(Export):
    """What changed in a network, as `tell` tells it."""

    def record(self, row: Entry):
        return {
            "id": row.anchor,
            "kind": row.kind,
            "date": iso_date(row.day, row.precision),
            "title": row.title,
            "organisations": [body.slug for body in row.bodies],
            "before": status(row.before) if row.before else None,
            "after": status(row.after) if row.after else None,
            "former_name": row.other if row.kind == "renamed" else None,
            "takes_place_of": row.other if row.kind == "succeeded" else None,
            "url": url_of(row.bodies[0]) if row.bodies else None,
        }

    def headings(self):
        return [
            gettext("Date"),
            gettext("Change"),
            gettext("Organisation"),
            gettext("Status before"),
            gettext("Status after"),
            gettext("Former name or predecessor"),
            gettext("Page"),
            gettext("Identifier"),
        ]

    def cells(self, row: Entry):
        return [
            iso_date(row.day, row.precision),
            row.title,
            ", ".join(str(body) for body in row.bodies),
            capfirst(str(row.before or "")),
            capfirst(str(row.after or "")),
            row.other,
            url_of(row.bodies[0]) if row.bodies else "",
            row.anchor,
        ]
