"""Where members are: a point for each body, or for each country once they are too many."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from django.http import QueryDict
from django.urls import reverse

from content.countries import country_name
from content.folding import fold
from metropoles.maps import Map, Marker, maps_of
from metropoles.models import Organisation

from .members import Body
from .models import MembershipStatus
from .roll import FEW, Line, Roll


def maps_of_members(
    roll: Roll, query: QueryDict | None = None, listed: Iterable[int] = ()
) -> dict[str, Map]:
    """Return the maps of the bodies that hold the memberships, shaped by their status.

    `query` holds the filters of the list, which the points of countries keep; `listed` holds
    the memberships (keys) of the part of the list beside the maps, where it is not the whole.
    """
    if len(roll) > FEW:
        maps = maps_of(country_markers(roll, query or QueryDict()))
        return {name: drawn.with_labels() for name, drawn in maps.items()}
    keys = set(listed)
    return maps_of(
        marker(body, member.status, member.pk in keys)
        for member in roll.members()
        for body in member.bodies
        if body.latitude is not None
    )


def marker(body: Body, status: MembershipStatus, is_listed: bool) -> Marker:
    return Marker(
        latitude=body.latitude,
        longitude=body.longitude,
        category=status.category,
        label=str(body),
        url=body.get_absolute_url(),
        note=str(status),
        is_listed=is_listed,
    )


def country_markers(roll: Roll, query: QueryDict) -> list[Marker]:
    """Return a point for each country, by name; a country without a place is in the list alone."""
    by_country = defaultdict(list)
    for line in roll.lines:
        if line.country:
            by_country[line.country].append(line)
    centres = Organisation.objects.centres()
    return [
        country_marker(country, by_country[country], centres[country], roll, query)
        for country in sorted(by_country, key=lambda code: fold(country_name(code)))
        if country in centres
    ]


def country_marker(
    country: str, lines: list[Line], centre: tuple[float, float], roll: Roll, query: QueryDict
) -> Marker:
    """Stand in the middle of the country, in the shape of the commonest status in it."""
    asked = query.copy()
    asked.pop("page", None)
    asked["network"], asked["country"] = roll.network.slug, country
    commonest = Counter(line.status for line in lines).most_common(1)[0][0]
    latitude, longitude = centre
    return Marker(
        latitude=latitude,
        longitude=longitude,
        category=roll.statuses[commonest].category,
        label=f"{country_name(country)} ({len(lines)})",
        url=f"{reverse('members')}?{asked.urlencode()}",
    )
