"""One thing as a JSON document: what its page tells, in the page's language."""

from django.utils import timezone
from django.utils.translation import get_language

from .exports import LICENCE, absolute
from .identifiers import uri
from .models import LANGUAGES, Page, RichTextField
from .prose.rendering import render_elsewhere


def document(item, kind: str, /, **facts) -> dict:
    """Return what every document begins with, then the facts."""
    return {
        "type": kind,
        "id": item.pk,
        "uri": uri(kind, item.pk),
        "url": absolute(item.get_absolute_url()),
        "language": get_language(),
        "licence": LICENCE,
        "date": timezone.localdate().isoformat(),
        **facts,
    }


def words(item, *names: str) -> dict:
    """Return translated texts by name; `other_language` names those that only the other has."""
    language, found = get_language(), {}
    texts = {name: as_told(item, name, *item.text_in(name, language)) for name in names}
    found = {name: text or None for name, (text, _) in texts.items()}
    elsewhere = [name for name, (text, shown) in texts.items() if text and shown != language]
    return {**found, "other_language": elsewhere}


def as_told(item, name: str, text: str, language: str) -> tuple[str, str]:
    """Return (text, its language): a formatted text as HTML that stands on its own."""
    if isinstance(item._meta.get_field(name), RichTextField):
        return str(render_elsewhere(text, language)), language
    return text, language


def available(item) -> dict[str, str]:
    """Return the addresses of the pages about an item, by the languages that it is told in."""
    addresses = item.addresses()
    told = item.languages()
    return {code: absolute(addresses[code]) for code in LANGUAGES if code in told}


def page_document(page: Page) -> dict:
    return document(page, "page", **words(page, "title", "summary", "body"), pages=available(page))
