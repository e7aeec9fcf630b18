"""What search engines are told: every public page in each of its languages, and its twins."""

from collections.abc import Iterator
from datetime import datetime
from itertools import islice

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.template.loader import get_template, render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from content.exports import absolute
from content.history import last_edits
from content.models import LANGUAGES, Page, Publishable
from metropoles.models import Organisation, Strategy
from networks.models import Network

from .models import Event, Post

LISTS = [
    *("home", "members", "members_list", "members_changes", "members_statistics"),
    *("members_compare", "networks", "strategies", "atlas", "news", "events", "search", "data"),
    "site_map",
]
KINDS = [Organisation, Network, Strategy, Post, Event, Page]
A_FILE = 25_000  # pages in a file: two addresses each, of the 50,000 that it may hold
AT_ONCE = 500
XML = "application/xml"


def pages() -> Iterator[dict]:
    """Yield {"twins": {language: path}, "edited": {language: when}} of each public page.

    Only the languages that have a text of it; when it was written is only said where known.
    """
    for name in LISTS:
        yield {"twins": {language: path_of(name, language) for language in LANGUAGES}, "edited": {}}
    for kind in KINDS:
        edited = last_edits(kind)
        for item in public(kind).iterator(chunk_size=AT_ONCE):
            addresses, told = item.addresses(), item.languages()
            yield {
                "twins": {language: addresses[language] for language in told},
                "edited": {code: changed(item, code, edited.get(item.pk)) for code in told},
            }


def public(kind):
    """Return the objects of a kind that have a public page, in a lasting order."""
    published = issubclass(kind, Publishable)
    return (kind.objects.visible_somewhere() if published else kind.objects.all()).order_by("pk")


def changed(item, language: str, edited: datetime | None) -> datetime | None:
    """Return when the page last became another: written, or put online after that."""
    online_from = getattr(item, f"publish_at_{language}", None)
    known = [moment for moment in (edited, online_from) if moment]
    return max(known, default=None)


def path_of(name: str, language: str) -> str:
    with override(language):
        return reverse(name)


def count() -> int:
    return len(LISTS) + sum(public(kind).count() for kind in KINDS)


# --- Answers


def sitemap(request: HttpRequest) -> HttpResponse:
    """Answer with every page, or with the files that have them once they are too many for one."""
    files = -(-count() // A_FILE)
    if files == 1:
        return url_set(pages())
    parts = [absolute(reverse("sitemap_part", args=[number])) for number in range(1, files + 1)]
    return HttpResponse(render_to_string("news/sitemap_index.xml", {"parts": parts}), XML)


def sitemap_part(request: HttpRequest, number: int) -> HttpResponse:
    if not 1 <= number <= -(-count() // A_FILE):
        raise Http404
    return url_set(islice(pages(), (number - 1) * A_FILE, number * A_FILE))


def url_set(found: Iterator[dict]) -> StreamingHttpResponse:
    return StreamingHttpResponse(lines(found), content_type=XML)


def lines(found: Iterator[dict]) -> Iterator[str]:
    """Yield the file page by page, so that its length costs no memory."""
    template = get_template("news/sitemap.xml")
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    yield ' xmlns:xhtml="http://www.w3.org/1999/xhtml">\n'
    for page in found:
        told = [(path, page["edited"].get(language)) for language, path in page["twins"].items()]
        moments = [(path, moment and timezone.localtime(moment)) for path, moment in told]
        yield template.render(
            {"twins": page["twins"], "pages": moments, "site_url": settings.SITE_URL}
        )
    yield "</urlset>\n"


def robots(request: HttpRequest) -> HttpResponse:
    lines = ["User-agent: *", "Disallow: /admin/", f"Sitemap: {absolute(reverse('sitemap'))}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
