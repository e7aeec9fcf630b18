"""Lists for machines and spreadsheets: JSON, GeoJSON and CSV, sent as they are read."""

import csv
import json
from collections.abc import Callable, Iterable, Iterator

from django.conf import settings
from django.core.exceptions import BadRequest
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import get_language, override

LICENCE = "https://creativecommons.org/licenses/by/4.0/"
PER_PAGE, MOST_PER_PAGE = 100, 1000
AT_ONCE = 200  # so many rows are read at a time
FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")  # OWASP, "CSV Injection"
BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"  # spreadsheets read UTF-8 by it
# Anyone may read open data from a page of their own: there is nothing in it that a cookie opens.
OPEN = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}


class Export:
    """A list to hand out: `keys` stand for its rows in order, `read` gives those of some keys.

    Each kind of list says in a subclass what a row holds as `record` and as `cells`.
    """

    formats = ["csv", "json"]

    def __init__(self, title: str, name: str, keys: list, read: Callable[[list], Iterable]):
        self.title, self.name, self.keys, self.read = title, name, keys, read
        self.language = get_language()

    @classmethod
    def of(cls, queryset: QuerySet, title: str, name: str) -> "Export":
        """Return the export of a queryset: its keys now, its rows when they are sent."""

        def read(keys: list) -> list:
            found = {item.pk: item for item in queryset.filter(pk__in=keys)}
            return [found[key] for key in keys if key in found]

        return cls(title, name, list(queryset.values_list("pk", flat=True)), read)

    # --- What a subclass says

    def headings(self) -> list[str]:
        """Return the names of the columns."""
        raise NotImplementedError

    def cells(self, row) -> list:
        """Return a row as the columns hold it."""
        raise NotImplementedError

    def record(self, row) -> dict:
        """Return a row as JSON holds it."""
        raise NotImplementedError

    def geometry(self, row) -> dict | None:
        """Return where a row is (RFC 7946), or None."""
        raise NotImplementedError

    def facts(self) -> dict:
        """Return what the list says of itself beside the envelope that all lists share."""
        return {}

    # --- The answers

    def response(self, form: str, request: HttpRequest) -> HttpResponse:
        """Return the answer in a format; raises Http404 for one that the list does not have."""
        if form not in self.formats:
            raise Http404
        return {"csv": self.as_csv, "json": self.as_json, "geojson": self.as_geojson}[form](request)

    def as_csv(self, request: HttpRequest) -> StreamingHttpResponse:
        """The whole list, a row a line."""
        name = f'attachment; filename="{self.name}.csv"'
        headers = {"Content-Disposition": name}
        return self.stream(self.csv_lines(), "text/csv; charset=utf-8", headers)

    def as_json(self, request: HttpRequest) -> StreamingHttpResponse:
        """One page of the list, `per_page` rows long and no more than 1000."""
        size = min(positive(request.GET.get("per_page") or PER_PAGE), MOST_PER_PAGE)
        page = positive(request.GET.get("page") or 1)
        keys = self.keys[(page - 1) * size : page * size]
        if page > 1 and not keys:
            raise Http404
        more = page * size < len(self.keys)
        head = {**self.envelope(), "next": next_address(request, page + 1) if more else None}
        records = map(self.record, self.rows(keys))
        return self.stream(document(head, "results", records), "application/json")

    def as_geojson(self, request: HttpRequest) -> StreamingHttpResponse:
        """The whole list as a FeatureCollection (RFC 7946), a feature for each row."""
        head = {"type": "FeatureCollection", **self.envelope()}
        features = map(self.feature, self.rows(self.keys))
        return self.stream(document(head, "features", features), "application/geo+json")

    def feature(self, row) -> dict:
        properties = self.record(row)
        return {
            "type": "Feature",
            "id": properties["id"],
            "geometry": self.geometry(row),
            "properties": properties,
        }

    def envelope(self) -> dict:
        return {
            "title": self.title,
            "language": self.language,
            "licence": LICENCE,
            "date": timezone.localdate().isoformat(),
            **self.facts(),
            "count": len(self.keys),
        }

    def csv_lines(self) -> Iterator[str]:
        writer = csv.writer(Echo())
        yield BYTE_ORDER_MARK + writer.writerow(self.headings())
        for row in self.rows(self.keys):
            yield writer.writerow([harmless(cell) for cell in self.cells(row)])

    def rows(self, keys: list) -> Iterator:
        """Yield the rows of keys, no more than a few hundred of them in memory."""
        for first in range(0, len(keys), AT_ONCE):
            yield from self.read(keys[first : first + AT_ONCE])

    def stream(self, lines: Iterator[str], content_type: str, headers: dict | None = None):
        """Return the answer that sends lines in the language of the page that was asked for."""
        return StreamingHttpResponse(
            spoken(lines, self.language),
            content_type=content_type,
            headers={**OPEN, "Link": f'<{LICENCE}>; rel="license"', **(headers or {})},
        )


class HandsOut:
    """A list page that hands the same list to machines: `?format=`, filtered as the page is."""

    export_class: type[Export]

    def get(self, request, *args, **kwargs):
        form = request.GET.get("format")
        return self.hand_out(form) if form else super().get(request, *args, **kwargs)

    def hand_out(self, form: str) -> HttpResponse:
        """Answer with the list in a format; a bad value is refused in words, with a 400."""
        if form not in self.export_class.formats:
            raise Http404
        errors = self.refused()
        if errors:
            return JsonResponse({"errors": errors}, status=400, headers=OPEN)
        return self.export().response(form, self.request)

    def refused(self) -> dict:
        """Return what is wrong with the filter, by its field."""
        return {}

    def export(self) -> Export:
        """Return what the page lists."""
        return self.export_class.of(self.get_queryset(), str(self.page_title()), self.file_name())

    def file_name(self) -> str:
        return f"{self.request.resolver_match.url_name}-{timezone.localdate()}"

    def get_context_data(self, **kwargs):
        return super().get_context_data(formats=self.export_class.formats, **kwargs)


def document(head: dict, name: str, records: Iterable[dict]) -> Iterator[str]:
    """Yield a JSON object piece by piece: what is known first, then a list under a name."""
    yield f'{compact(head)[:-1]}, "{name}": ['
    for number, record in enumerate(records):
        yield f"{', ' if number else ''}{compact(record)}"
    yield "]}"


def compact(value) -> str:
    return json.dumps(value, ensure_ascii=False)


def spoken(lines: Iterator[str], language: str) -> Iterator[str]:
    """Yield lines made in a language: the server asks for them once it has left the page's."""
    while True:
        with override(language):
            line = next(lines, None)
        if line is None:
            return
        yield line


class Echo:
    """A file that hands back what is written to it."""

    def write(self, line: str) -> str:
        return line


def harmless(cell):
    """Return a cell that no spreadsheet runs as a formula; numbers are numbers."""
    if isinstance(cell, str) and cell.startswith(FORMULA_STARTS):
        return f"'{cell}"
    return cell


def absolute(path: str) -> str:
    return settings.SITE_URL + path


def place_of(*bodies) -> dict | None:
    """Return where bodies are (RFC 7946), longitude first; None where nobody has a place."""
    places = [place for body in bodies if (place := position(body))]
    if len(places) > 1:
        return {"type": "MultiPoint", "coordinates": places}
    return {"type": "Point", "coordinates": places[0]} if places else None


def position(body) -> list[float] | None:
    return None if body.latitude is None else [float(body.longitude), float(body.latitude)]


def next_address(request: HttpRequest, page: int) -> str:
    query = request.GET.copy()
    query["page"] = page
    return absolute(f"{request.path}?{query.urlencode()}")


def positive(number: str | int) -> int:
    """Return a whole number from 1 on; raises BadRequest for anything else."""
    try:
        found = int(number)
    except ValueError:
        found = 0
    if found < 1:
        raise BadRequest
    return found
