"""Organisations side by side: the same questions put to each."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from content.folding import fold
from metropoles.models import Figure, Organisation

from .models import Membership, Network

MOST = 4


@dataclass
class Column:
    """An organisation with its public memberships on the day and its figures by what they tell."""

    organisation: Organisation
    memberships: list[Membership] = field(default_factory=list)
    figures: dict[tuple, Figure] = field(default_factory=dict)


@dataclass
class Comparison:
    """Columns are organisations; `figures` and `networks` are rows with one cell a column.

    A figure has the `number_of_reference` of the period and source that it shares with others;
    `references` are told below, each by one of its figures.
    """

    columns: list[Column]
    figures: list[tuple[Figure, list[Figure | None]]]
    networks: list[tuple[Network, list[Membership | None]]]
    references: list[Figure]

    @property
    def known(self) -> set[str]:
        """The names of the facts, of those that organisations may lack, that some of them have."""
        bodies = [column.organisation for column in self.columns]
        facts = ("country", "seat", "founded")
        known = {name for name in facts if any(getattr(body, name) for body in bodies)}
        return known | {"strategies" for body in bodies if body.strategies.all()}


def compare(organisations: Iterable[Organisation], day: date) -> Comparison:
    """Return organisations, loaded by `with_page_content`, side by side as they are on a day."""
    columns = [column(organisation) for organisation in organisations]
    held = Membership.objects.filter(
        participants__organisation__in=[c.organisation for c in columns]
    )
    known = held.distinct().public_on(day).select_related("network").with_participants()
    by_body = defaultdict(dict)
    for membership in known:
        for body in membership.bodies:
            by_body[body][membership.network] = membership
    for each in columns:
        each.memberships = list(by_body[each.organisation].values())
    figures = figure_rows(columns)
    references = {}
    for figure in (figure for _, cells in figures for figure in cells if figure):
        references.setdefault(figure.reference, figure)
        figure.number_of_reference = [*references].index(figure.reference) + 1
    return Comparison(columns, figures, network_rows(columns), list(references.values()))


def column(organisation: Organisation) -> Column:
    standing = organisation.figures_with_past()
    return Column(organisation, figures={figure.subject: figure for figure in standing})


def figure_rows(columns: list[Column]) -> list[tuple[Figure, list[Figure | None]]]:
    """Return the figures, those that several of the organisations give first."""
    subjects = {key: figure for each in reversed(columns) for key, figure in each.figures.items()}
    rows = [(figure, [c.figures.get(key) for c in columns]) for key, figure in subjects.items()]
    return sorted(rows, key=lambda row: row[1].count(None))


def network_rows(columns: list[Column]) -> list[tuple[Network, list[Membership | None]]]:
    """Return the networks that any of them belongs to, those that they share first."""
    held = [{m.network: m for m in each.memberships} for each in columns]
    networks = {network.pk: network for memberships in held for network in memberships}
    rows = [(network, [m.get(network) for m in held]) for network in networks.values()]
    return sorted(rows, key=lambda row: (row[1].count(None), fold(str(row[0]))))
