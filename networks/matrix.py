"""The matrix of a network: which of its members sit in which of its groups and commitments."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language

from metropoles.models import Organisation

from .models import Membership, Network, NetworkKind

MOST_ROWS = 200


@dataclass
class Matrix:
    """Columns are parts of the network; each row is a member with its status in every part."""

    parts: list[Network]
    rows: list[tuple[Organisation, list[Membership | None]]]


def matrix(network: Network, day: date) -> Matrix:
    """Return the members of a network, as of a day, against the parts they have joined.

    A member that has joined none is left out; so is a part that no member has joined.
    """
    kinds = [NetworkKind.WORKING_GROUP, NetworkKind.COMMITMENT]
    joined = Membership.objects.filter(network__parent=network, network__kind__in=kinds)
    seats = defaultdict(dict)
    for membership in joined.public_on(day).select_related("network").with_participants():
        for body in membership.bodies:
            seats[body][membership.network] = membership
    members = network.members_on(day).values("participants__organisation")
    order = f"sort_key_{get_language() or 'fr'}"
    bodies = Organisation.objects.filter(pk__in=members).filter(pk__in=[b.pk for b in seats])
    shown = list(bodies.order_by(order)[:MOST_ROWS])
    parts = {part for body in shown for part in seats[body]}
    columns = sorted(parts, key=lambda part: getattr(part, order))
    return Matrix(columns, [(body, [seats[body].get(part) for part in columns]) for body in shown])
