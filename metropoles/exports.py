"""Strategies and their workstreams as machines and spreadsheets read them."""

from django.utils.text import capfirst
from django.utils.translation import gettext

from content.exports import Export, absolute, place_of, position
from content.identifiers import uri
from content.templatetags.texts import iso_date

from .models import Strategy, Workstream


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


class WorkstreamExport(Export):
    """Workstreams of strategies, each where its organisation is."""

    formats = ["csv", "json", "geojson"]

    @classmethod
    def of(cls, queryset, title, name):
        return super().of(queryset.prefetch_related("themes"), title, name)

    def geometry(self, row: Workstream):
        return place_of(row.strategy.organisation)

    def record(self, row: Workstream):
        return {
            "id": row.pk,
            "url": absolute(row.get_absolute_url()),
            "number": row.number,
            "name": row.name or None,
            "sentence": row.sentence or None,
            "ambition": row.ambition.title or None,
            "strategy": row.strategy_id,
            "organisation": row.strategy.organisation.slug,
            "themes": [theme.slug for theme in row.themes.all()],
        }

    def headings(self):
        return [
            gettext("No."),
            gettext("Name"),
            gettext("Sentence"),
            gettext("Ambition"),
            gettext("Strategy"),
            gettext("Organisation"),
            gettext("Country"),
            gettext("Themes"),
            gettext("Latitude"),
            gettext("Longitude"),
            gettext("Page"),
            gettext("Identifier"),
        ]

    def cells(self, row: Workstream):
        organisation = row.strategy.organisation
        longitude, latitude = position(organisation) or (None, None)
        return [
            row.number,
            row.name or "",
            row.sentence or "",
            row.ambition.title or "",
            str(row.strategy),
            str(organisation),
            capfirst(organisation.country_name),
            " | ".join(str(theme) for theme in row.themes.all()),
            latitude,
            longitude,
            absolute(row.get_absolute_url()),
            row.pk,
        ]
