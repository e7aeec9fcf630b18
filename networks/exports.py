"""Lists of members for machines and spreadsheets: JSON, GeoJSON and CSV."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.core.exceptions import BadRequest
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, JsonResponse, StreamingHttpResponse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext, override

from content.templatetags.texts import iso_date

from .members import Body, Member
from .models import Network

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
PER_PAGE, MOST_PER_PAGE = 100, 1000
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"  # spreadsheets read UTF-8 by it


@dataclass
class MemberList:
    """Members to hand out, in their order, with what the list is called and the day it shows."""

    title: str
    network: Network | None
    day: date
    members: list[Member]


# --- JSON and GeoJSON


def as_json(members: MemberList, request: HttpRequest) -> JsonResponse:
    """One page of the list, `per_page` memberships long and no more than 1000."""
    size = min(positive(request.GET.get("per_page") or PER_PAGE), MOST_PER_PAGE)
    pages = Paginator(members.members, size)
    number = positive(request.GET.get("page") or 1)
    if number > pages.num_pages:
        raise Http404
    page = pages.page(number)
    return json_response(
        {
            **envelope(members),
            "next": next_address(request, page.next_page_number()) if page.has_next() else None,
            "results": [membership(member, members.network) for member in page],
        }
    )


def as_geojson(members: MemberList, request: HttpRequest) -> JsonResponse:
    """The whole list as a FeatureCollection (RFC 7946), a feature for each membership."""
    features = [
        {
            "type": "Feature",
            "id": member.pk,
            "geometry": geometry(member),
            "properties": membership(member, members.network),
        }
        for member in members.members
    ]
    content = {"type": "FeatureCollection", **envelope(members), "features": features}
    return json_response(content, content_type="application/geo+json")


def json_response(content: dict, **kwargs) -> JsonResponse:
    return JsonResponse(content, json_dumps_params={"ensure_ascii": False}, **kwargs)


def envelope(members: MemberList) -> dict:
    return {
        "title": members.title,
        "language": get_language(),
        "licence": LICENCE,
        "date": timezone.localdate().isoformat(),
        "at": members.day.isoformat(),
        "count": len(members.members),
    }


def membership(member: Member, network: Network) -> dict:
    status, change = member.status, member.status_change
    return {
        "id": member.pk,
        "url": url_of(member.lead) if member.lead else None,
        "network": network.slug,
        "number": member.number,
        "section": member.section or None,
        "status": {"code": status.code, "category": status.category, "label": str(status)},
        "since": iso_date(change.effective_on, change.effective_on_precision) or None,
        "participants": [participant(body) for body in member.bodies],
    }


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


def geometry(member: Member) -> dict | None:
    """Return where the bodies are, longitude first; None where nobody has a place."""
    places = [place for body in member.bodies if (place := position(body))]
    if len(places) > 1:
        return {"type": "MultiPoint", "coordinates": places}
    return {"type": "Point", "coordinates": places[0]} if places else None


def position(body: Body) -> list[float] | None:
    return None if body.latitude is None else [float(body.longitude), float(body.latitude)]


def url_of(body: Body) -> str:
    return settings.SITE_URL + body.get_absolute_url()


def next_address(request: HttpRequest, page: int) -> str:
    query = request.GET.copy()
    query["page"] = page
    return f"{settings.SITE_URL}{request.path}?{query.urlencode()}"


def positive(number: str | int) -> int:
    """Return a whole number from 1 on; raises BadRequest for anything else."""
    try:
        found = int(number)
    except ValueError:
        found = 0
    if found < 1:
        raise BadRequest
    return found


# --- CSV


class Echo:
    """A file that hands back what is written to it."""

    def write(self, line: str) -> str:
        return line


def as_csv(members: MemberList, request: HttpRequest) -> StreamingHttpResponse:
    """The whole list, a membership a row, written as it is read."""
    name = f"{members.network.slug if members.network else 'members'}-{members.day}.csv"
    return StreamingHttpResponse(
        csv_lines(members, get_language()),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def csv_lines(members: MemberList, language: str) -> Iterator[str]:
    """Yield the lines in a language: the server asks for them once it has left the page's."""
    writer = csv.writer(Echo())
    with override(language):
        first = writer.writerow(headings())
    yield BYTE_ORDER_MARK + first
    for member in members.members:
        with override(language):
            cells = row(member, members.network)
        yield writer.writerow([harmless(cell) for cell in cells])


def headings() -> list[str]:
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


def row(member: Member, network: Network) -> list:
    lead, change = member.lead, member.status_change
    longitude, latitude = (lead and position(lead)) or (None, None)
    return [
        member.number,
        str(lead or ""),
        ", ".join(str(body) for body in member.bodies[1:]),
        ", ".join(member.countries),
        capfirst(str(member.status)),
        iso_date(change.effective_on, change.effective_on_precision),
        member.section,
        str(network),
        latitude,
        longitude,
        url_of(lead) if lead else "",
        member.pk,
    ]


def harmless(cell):
    """Return a cell that no spreadsheet runs as a formula; numbers are numbers."""
    if isinstance(cell, str) and cell.startswith(FORMULA_STARTS):
        return f"'{cell}"
    return cell


FORMATS = {"csv": as_csv, "json": as_json, "geojson": as_geojson}
