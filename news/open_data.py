"""The open-data page: which data there is, in words and as DCAT-AP metadata.

DCAT-AP 3 (https://semiceu.github.io/DCAT-AP/releases/3.0.0/) and https://schema.org/Dataset.
"""

from django.conf import settings
from django.db.models import Max
from django.http import Http404, JsonResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from reversion.models import Version

from content.exports import LICENCE, OPEN, absolute
from content.feeds import BEGINNING
from content.identifiers import uri
from content.linked_data import dated, graph, publisher
from content.views import LocalisedPage

from .datasets import DATASETS, SCHEMA, Dataset

MEDIA_TYPES = {"csv": "text/csv", "json": "application/json", "geojson": "application/geo+json"}
AUTHORITY = "http://publications.europa.eu/resource/authority"
FILE_TYPES = {"csv": "CSV", "json": "JSON", "geojson": "GEOJSON"}
LANGUAGE_CODES = {"fr": "FRA", "en": "ENG"}
ISSUED = BEGINNING.date().isoformat()


def last_changes() -> dict[type, str]:
    """Return the day on which data of each model was last written, where the history knows."""
    latest = Version.objects.order_by().values_list("content_type__model")
    found = dict(latest.annotate(Max("revision__date_created")))
    models = {dataset.model for dataset in DATASETS}
    return {
        model: timezone.localdate(found[model._meta.model_name]).isoformat()
        for model in models
        if model._meta.model_name in found
    }


class OpenData(LocalisedPage, TemplateView):
    """What there is, in words for people, as schema.org in the page, and as a DCAT catalogue."""

    template_name = "news/open_data.html"
    title = _("Open data")
    description = _(
        "Members, networks, strategies, news and events as CSV, JSON and GeoJSON: what the data"
        " holds, its licence, its schema and how to cite it."
    )
    documents = {"jsonld": "application/ld+json"}

    def get(self, request, *args, **kwargs):
        form = request.GET.get("format")
        if not form:
            return super().get(request, *args, **kwargs)
        if form not in self.documents:
            raise Http404
        return JsonResponse(
            catalogue(),
            content_type=self.documents[form],
            json_dumps_params={"ensure_ascii": False},
            headers=OPEN,
        )

    def structured_data(self, context):
        changed = last_changes()
        nodes = [schema_org(dataset, changed.get(dataset.model)) for dataset in DATASETS]
        return [*super().structured_data(context), *nodes]

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            datasets=DATASETS,
            documents=self.documents,
            licence=LICENCE,
            schema_url=absolute(static(SCHEMA)),
            today=timezone.localdate(),
            example=uri("organisation", 12),
            **kwargs,
        )


def schema_org(dataset: Dataset, changed: str | None) -> dict:
    return {
        "@type": "Dataset",
        "@id": uri("dataset", dataset.name),
        "name": str(dataset.title),
        "description": str(dataset.description),
        "url": dataset.url,
        "license": LICENCE,
        "isAccessibleForFree": True,
        "inLanguage": get_language(),
        "creator": publisher(),
        "datePublished": ISSUED,
        **({"dateModified": changed} if changed else {}),
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": MEDIA_TYPES[form], "contentUrl": address}
            for form, address in dataset.downloads
        ],
    }


# --- DCAT-AP


def catalogue() -> dict:
    """Return the catalogue of the data in the active language, as JSON-LD."""
    changed = last_changes()
    publishing = {
        "@id": absolute("/"),
        "@type": "foaf:Agent",
        "foaf:name": literal(settings.SITE_NAME),
    }
    datasets = [dcat_dataset(dataset, changed.get(dataset.model)) for dataset in DATASETS]
    page = absolute(reverse("data"))
    node = {
        "@id": uri("dataset", "catalogue"),
        "@type": "dcat:Catalog",
        "dcterms:title": literal(OpenData.title),
        "dcterms:description": literal(OpenData.description),
        "dcterms:publisher": {"@id": publishing["@id"]},
        "dcterms:license": {"@id": LICENCE},
        "dcterms:language": language(),
        "dcterms:issued": dated(ISSUED),
        "foaf:homepage": {"@id": page, "@type": "foaf:Document"},
        "dcat:dataset": datasets,
    }
    if changed:
        node["dcterms:modified"] = dated(max(changed.values()))
    return graph([node, publishing])


def dcat_dataset(dataset: Dataset, changed: str | None) -> dict:
    node = {
        "@id": uri("dataset", dataset.name),
        "@type": "dcat:Dataset",
        "dcterms:identifier": uri("dataset", dataset.name),
        "dcterms:title": literal(dataset.title),
        "dcterms:description": literal(dataset.description),
        "dcterms:publisher": {"@id": absolute("/")},
        "dcterms:language": language(),
        "dcterms:issued": dated(ISSUED),
        "dcterms:accrualPeriodicity": {"@id": f"{AUTHORITY}/frequency/IRREG"},
        "dcat:theme": {"@id": f"{AUTHORITY}/data-theme/GOVE"},
        "dcat:landingPage": {"@id": dataset.url, "@type": "foaf:Document"},
        "dcat:distribution": [
            distribution(dataset, form, address) for form, address in dataset.downloads
        ],
    }
    return {**node, "dcterms:modified": dated(changed)} if changed else node


def distribution(dataset: Dataset, form: str, address: str) -> dict:
    return {
        "@id": address,
        "@type": "dcat:Distribution",
        "dcterms:title": literal(f"{dataset.title} ({form})"),
        "dcat:accessURL": {"@id": dataset.url},
        "dcat:downloadURL": {"@id": address},
        "dcat:mediaType": {
            "@id": f"https://www.iana.org/assignments/media-types/{MEDIA_TYPES[form]}"
        },
        "dcterms:format": {"@id": f"{AUTHORITY}/file-type/{FILE_TYPES[form]}"},
        "dcterms:license": {"@id": LICENCE},
        "dcterms:language": language(),
    }


def literal(text) -> dict:
    return {"@value": str(text), "@language": get_language()}


def language() -> dict:
    return {"@id": f"{AUTHORITY}/language/{LANGUAGE_CODES[get_language()]}"}
