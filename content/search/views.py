from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from content.exports import LICENCE, OPEN, Export
from content.identifiers import uri
from content.models import LANGUAGES, OTHER, Searchable, SearchEntry, SearchText
from content.views import LocalisedPage

from . import index
from .excerpts import excerpt, highlight
from .query import LONGEST, MOST_WORDS, Query
from .results import Results

PER_PAGE, MOST_PER_PAGE, MOST_SUGGESTIONS = 20, 1000, 8
SUGGESTIONS_LAST = 60  # seconds


class SearchExport(Export):
    """Hits as a table."""

    def headings(self):
        return [
            *(gettext("Kind"), gettext("Title"), gettext("Page"), gettext("Language")),
            *(gettext("Excerpt"), gettext("Identifier")),
        ]

    def cells(self, row: dict):
        address = settings.SITE_URL + row["url"]
        told = [row["kind"], row["title"], address, row["language"], row["excerpt"]]
        return [*told, row["uri"]]


class SearchView(LocalisedPage, TemplateView):
    """Everything public that matches what was typed; `?format=` answers machines."""

    section = "search"
    template_name = "content/search.html"
    description = _(
        "Find organisations, networks, strategies, news, events and pages by any of their names or"
        " by a word, in French and in English."
    )

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.results = Results(Query(request.GET.get("q", "")), get_language())
        self.kind = request.GET.get("kind", "")

    @index.kept_to()
    def get(self, request, *args, **kwargs):
        wanted = request.GET.get("format")
        if wanted == "json":
            return self.as_json()
        if wanted == "csv":
            return self.as_csv()
        if wanted == "suggest":
            return self.as_suggestions()
        if wanted:
            raise Http404
        return super().get(request, *args, **kwargs)

    def page_title(self):
        if not self.results.asked.text:
            return gettext("Search")
        return gettext("Search: %(words)s") % {"words": self.results.asked.text}

    def get_context_data(self, **kwargs):
        page = self.paginator(PER_PAGE).get_page(self.request.GET.get("page"))
        return super().get_context_data(
            results=self.results,
            kind=self.kind,
            kinds=[(kind, label_of(kind), n) for kind, n in self.results.counts.items()],
            longest=LONGEST,
            most_words=MOST_WORDS,
            page_obj=page,
            formats=SearchExport.formats,
            hits=self.shown_hits(page),
            **kwargs,
        )

    def paginator(self, size: int) -> Paginator:
        paginator = Paginator(self.results.entries(self.kind), size)
        counts = self.results.counts
        paginator.count = counts.get(self.kind, 0) if self.kind else self.results.count
        return paginator

    @cached_property
    def terms(self) -> dict[str, list[index.Term]]:
        """What is looked for in texts, by their language."""
        return {language: self.results.query.terms(language) for language in LANGUAGES}

    def hits(self, entries) -> list[dict]:
        """Return what is told of entries, in plain text, in the language they were found in."""
        found = list(entries)
        texts = SearchText.objects.in_bulk([entry.pk for entry in found])
        return [self.hit(entry, texts[entry.pk]) for entry in found]

    def hit(self, entry: SearchEntry, texts: SearchText) -> dict:
        language = self.language_of(entry)
        text = getattr(texts, f"text_{language}")
        return {
            "uri": uri(entry.kind, entry.object_id),
            "kind": entry.kind,
            "title": getattr(texts, f"title_{language}"),
            "url": getattr(texts, f"url_{language}"),
            "language": language,
            "excerpt": excerpt(text, self.terms[language], language),
        }

    def language_of(self, entry: SearchEntry) -> str:
        here = self.results.language
        return OTHER[here] if entry.elsewhere else here

    def shown_hits(self, entries) -> list[dict]:
        """Return what the page shows of entries: HTML with what was looked for marked."""
        found = list(entries)
        return [
            hit | self.marked(hit) | {"label": label_of_one(entry.kind), "entry": entry}
            for entry, hit in zip(found, self.hits(found), strict=True)
        ]

    def marked(self, hit: dict) -> dict:
        language = hit["language"]
        return {
            name: highlight(hit[name], self.terms[language], language)
            for name in ("title", "excerpt")
        }

    # --- For machines

    def as_csv(self) -> HttpResponse:
        """All the hits, a line each."""
        found = self.results.entries(self.kind)[: self.paginator(PER_PAGE).count]
        name = f"{self.section}-{timezone.localdate()}"
        export = SearchExport(self.page_title(), name, found, self.hits)
        return export.response("csv", self.request)

    def as_json(self) -> JsonResponse:
        """One page of the hits, `per_page` long and no more than 1000, in the site's envelope."""
        size = min(number(self.request.GET.get("per_page"), PER_PAGE), MOST_PER_PAGE)
        paginator = self.paginator(size)
        page = paginator.get_page(self.request.GET.get("page"))
        return json_response(
            {
                "title": self.page_title(),
                "language": self.results.language,
                "licence": LICENCE,
                "date": timezone.localdate().isoformat(),
                "count": paginator.count,
                "next": self.address_of(page.next_page_number()) if page.has_next() else None,
                "results": [
                    hit | {"url": settings.SITE_URL + hit["url"]} for hit in self.hits(page)
                ],
            }
        )

    def address_of(self, page: int) -> str:
        query = self.request.GET.copy()
        query["page"] = page
        return f"{settings.SITE_URL}{self.request.path}?{query.urlencode()}"

    def as_suggestions(self) -> JsonResponse:
        """What the field proposes while one types."""
        hits = self.hits(self.results.suggestions(MOST_SUGGESTIONS))
        named = [hit | {"label": label_of_one(hit["kind"])} for hit in hits]
        response = json_response({"results": named})
        patch_cache_control(response, public=True, max_age=SUGGESTIONS_LAST)
        return response


def models_by_kind() -> dict[str, type[Searchable]]:
    return {model._meta.model_name: model for model in SearchEntry.searchable_models()}


def label_of(kind: str) -> str:
    return str(models_by_kind()[kind].search_label)


def label_of_one(kind: str) -> str:
    model = models_by_kind()[kind]
    return capfirst(str(model.search_label_of_one or model._meta.verbose_name))


def number(typed: str | None, default: int) -> int:
    """Return a whole number from 1 on; the default in the place of anything else."""
    short = typed and typed.isdecimal() and len(typed) < 10  # Python reads no number of any length
    return (int(typed) if short else 0) or default


def json_response(content: dict) -> JsonResponse:
    return JsonResponse(content, json_dumps_params={"ensure_ascii": False}, headers=OPEN)
