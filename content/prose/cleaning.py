"""The one allow-list for formatted text; every way into the database passes through `clean`."""

from functools import cache, lru_cache

import nh3

from content.characters import legible

from .document import Document
from .linking import kinds

TAGS = {"p", "h2", "h3", "h4", "ul", "ol", "li", "blockquote", "strong", "em", "sub", "sup", "br"}
TAGS |= {"a", "table", "tbody", "tr", "th", "td", "figure", "figcaption"}
ATTRIBUTES = {
    "a": {"href"},
    "figure": {"data-image"},
    "th": {"colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
}
SCHEMES = {"http", "https", "mailto", "tel"}


@lru_cache(maxsize=32)
def clean(text: str) -> str:
    """Return a formatted text as the site keeps it: HTML of a few known shapes, or "".

    First it is written anew in those shapes, so that what was cleaned once never changes again;
    then the allow-list has the last word.
    """
    shaped = Document(legible(text)).root.html()
    return allow_list().clean(shaped).replace("&nbsp;", "\N{NO-BREAK SPACE}")


@cache
def allow_list() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES | kinds().keys(),
        link_rel=None,
    )
