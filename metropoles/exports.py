"""Strategies as machines and spreadsheets read them."""

from django.utils.text import capfirst
from django.utils.translation import gettext

from content.exports import Export, absolute, place_of, position
from content.identifiers import uri
from content.templatetags.texts import iso_date

from .models import Strategy


class StrategyExport(Export):
    """Strategies, each where its organisation is."""

    formats = ["csv", "json", "geojson"]

    def geometry(self, row):
        return place_of(row.organisation)

    def record(self, row: Strategy):
        return {
            "id": row.pk,
            "uri": uri("strategy", row.pk),
            "url": absolute(row.get_absolute_url()),
            "title": str(row),
            "summary": row.summary or None,
            "organisation": row.organisation.slug,
            "adopted": iso_date(row.adopted_on, row.adopted_on_precision) or None,
            "replaced_by": row.replaced_by_id,
            "ambitions": [str(ambition) for ambition in row.ambitions.all()],
            "workstreams": row.workstream_count,
        }

    def headings(self):
        return [
            gettext("Title"),
            gettext("Organisation"),
            gettext("Country"),
            gettext("Adopted"),
            gettext("Replaced by"),
            gettext("Ambitions"),
            gettext("Workstreams"),
            gettext("Summary"),
            gettext("Latitude"),
            gettext("Longitude"),
            gettext("Page"),
            gettext("Identifier"),
        ]

    def cells(self, row: Strategy):
        longitude, latitude = position(row.organisation) or (None, None)
        return [
            str(row),
            str(row.organisation),
            capfirst(row.organisation.country_name),
            iso_date(row.adopted_on, row.adopted_on_precision),
            str(row.replaced_by or ""),
            " | ".join(str(ambition) for ambition in row.ambitions.all()),
            row.workstream_count,
            row.summary or "",
            latitude,
            longitude,
            absolute(row.get_absolute_url()),
            row.pk,
        ]
