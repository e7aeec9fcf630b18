"""The lists that may be taken away, and what each of their fields means."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from content.exports import Export, absolute
from metropoles.exports import StrategyExport, WorkstreamExport
from metropoles.models import Strategy, Workstream
from networks.exports import ChangeExport, MemberExport, NetworkExport, StatisticExport
from networks.models import Membership, Network

from .exports import EventExport, PostExport
from .models import Event, Post

SCHEMA = "schemas/open-data.schema.json"


@dataclass(frozen=True)
class Dataset:
    """A list that may be taken away: where it is, what it holds, whose history dates it."""

    name: str  # of the address of the list
    definition: str  # in the schema
    title: Promise
    description: Promise
    export: type[Export]
    model: type

    @property
    def url(self) -> str:
        return absolute(reverse(self.name))

    @property
    def downloads(self) -> list[tuple[str, str]]:
        """Return (format, address) of each file."""
        return [(form, f"{self.url}?format={form}") for form in self.export.formats]

    @property
    def fields(self) -> list[tuple[str, Promise]]:
        """Return (name, meaning) of each field of its JSON."""
        return [(name, MEANINGS[name]) for name in schema()["$defs"][self.definition]["properties"]]


DATASETS = [
    Dataset(
        "members",
        "membership",
        _("Members of a network on a day"),
        _(
            "Each membership of a network with its status, its date and the bodies that hold it."
            " Name the network (?network=) and the day (?at=2019-06-01): the list answers for any"
            " day."
        ),
        MemberExport,
        Membership,
    ),
    Dataset(
        "members_changes",
        "change",
        _("Changes of status"),
        _("Who joined, who left, whose status or name changed, and when, the latest first."),
        ChangeExport,
        Membership,
    ),
    Dataset(
        "members_statistics",
        "statistic",
        _("Statistics of a network on a day"),
        _("How many memberships: by status, region, country and kind of body, and over the years."),
        StatisticExport,
        Membership,
    ),
    Dataset(
        "networks",
        "network",
        _("Networks"),
        _("Associations, working groups, commitments, programmes and projects, and their size."),
        NetworkExport,
        Network,
    ),
    Dataset(
        "strategies",
        "strategy",
        _("Strategies"),
        _("What metropolises have decided to do: ambitions and the number of their workstreams."),
        StrategyExport,
        Strategy,
    ),
    Dataset(
        "atlas",
        "workstream",
        _("Workstreams of strategies"),
        _("What each strategy in force sets out to do, with its themes (?theme= narrows to one)."),
        WorkstreamExport,
        Workstream,
    ),
    Dataset(
        "news",
        "post",
        _("News"),
        _("News, press releases, opinions and publications, with what they are about."),
        PostExport,
        Post,
    ),
    Dataset(
        "events",
        "event",
        _("Events"),
        _("What is coming and what has been, with the place of the host."),
        EventExport,
        Event,
    ),
]

MEANINGS = {
    "id": _("Number of the row; it never changes and is never given twice."),
    "uri": _("Identifier that outlasts addresses and leads to the page."),
    "url": _("Address of the page; for a membership or a change, that of the leading body."),
    "slug": _("The end of the address, the same in both languages."),
    "network": _("The network, by the end of its address."),
    "number": _(
        "Number in the network’s list, where it numbers its members; that of a workstream in its"
        " strategy."
    ),
    "section": _("Heading under which the network lists it, where that is not its status."),
    "status": _("Code and label of the status as the network words it, and its category."),
    "since": _("First day of the status, its month or its year, as far as known."),
    "participants": _("The bodies that hold the membership, the leading one first."),
    "kind": _("What kind of thing it is."),
    "date": _("Day of the change, its month or its year, as far as known."),
    "title": _("Title, in the language of the address."),
    "organisations": _("The organisations concerned, by the ends of their addresses."),
    "before": _("Status before the change; none for one who joins."),
    "after": _("Status after the change; none for one who leaves."),
    "former_name": _("The name until then."),
    "takes_place_of": _("The organisation whose place it takes."),
    "acronym": _("Acronym or short name."),
    "name": _("Name, in the language of the address."),
    "summary": _("One or two sentences."),
    "parent": _("The network that it is within."),
    "website": _("Its own website."),
    "founded": _("Day, month or year of foundation, as far as known."),
    "memberships": _("Memberships recorded on this site, on the day asked for or today."),
    "group": _("What is counted by: status, region, country, kind or year."),
    "code": _("Code of the status, region, country (ISO 3166) or kind; the year."),
    "label": _("What it is called, in the language of the address."),
    "bodies": _("Bodies that hold these memberships."),
    "themes": _("Themes, by their codes."),
    "organisation": _("The organisation, by the end of its address."),
    "adopted": _("Day, month or year of adoption, as far as known."),
    "replaced_by": _("Number of the strategy that has taken its place."),
    "sentence": _("What it aims at, in one sentence."),
    "ambition": _("Title of the ambition that it belongs to."),
    "strategy": _("Number of the strategy."),
    "ambitions": _("Titles of the ambitions, in order."),
    "workstreams": _("Number of workstreams."),
    "language": _("Language of the text."),
    "published": _("Displayed date of a post; day on which an event was announced."),
    "starts": _("Start of the event, on the clock of the place; a day where it takes whole days."),
    "ends": _("End of the event; its last day where it takes whole days."),
    "networks": _("The networks concerned, by the ends of their addresses."),
}


@cache
def schema() -> dict:
    """Return the JSON Schema that the data keeps to."""
    return json.loads((Path(__file__).parent / "static" / SCHEMA).read_text())
