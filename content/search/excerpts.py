"""Excerpts: the part of a text around what was looked for, which stands out."""

from collections.abc import Iterator
from functools import cache

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from .index import Term
from .words import composed, forms, words_of

LENGTH = 240  # characters
BEFORE = 60  # of them before the first word found


def excerpt(text: str, terms: list[Term], language: str) -> str:
    """Return the part of a plain text in a language around the first word found."""
    text = composed(text)
    first = next(found(text, terms, language), (0, 0))[0]
    start = text.find(" ", first - BEFORE, first) + 1 if first > BEFORE else 0
    end = start + LENGTH
    if end >= len(text):
        return f"{'… ' if start else ''}{text[start:]}"
    end = max(text.rfind(" ", start, end), first + 1) if " " in text[first:end] else end
    return f"{'… ' if start else ''}{text[start:end].strip()} …"


def highlight(text: str, terms: list[Term], language: str) -> SafeString:
    """Return a plain text in a language as HTML, the words found in <mark>."""
    text = composed(text)
    pieces, position = [], 0
    for start, end in found(text, terms, language):
        pieces.append((text[position:start], text[start:end]))
        position = end
    marked = format_html_join("", "{}<mark>{}</mark>", pieces)
    return format_html("{}{}", marked, text[position:])


def found(text: str, terms: list[Term], language: str) -> Iterator[tuple[int, int]]:
    """Yield where each word found starts and ends in a composed text."""
    looked_for = {form for term in terms for form in term.forms}
    starts = tuple(term.start for term in terms if term.start)

    @cache
    def is_asked_for(word: str) -> bool:
        known_as = forms(word, language)
        begins = bool(known_as) and known_as[0].startswith(starts)
        return begins or not looked_for.isdisjoint(known_as)

    return (match.span() for match in words_of(text) if is_asked_for(match[0]))
