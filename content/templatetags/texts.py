"""Texts, dates and lists as each language writes them."""

from datetime import date

from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, gettext

from content.models import Precision

register = template.Library()


def language() -> str:
    return get_language() or "fr"


@register.simple_tag
def text(item, name: str):
    """Return a translated text of an item, marked with its language where that is the other one."""
    words, shown = item.text_in(name, language())
    return words if shown == language() else format_html('<span lang="{}">{}</span>', shown, words)


@register.simple_tag
def plain_text(item, name: str) -> str:
    """Return a translated text without any mark-up, for titles and descriptions of pages."""
    return item.text_in(name, language())[0]


@register.simple_tag
def text_language(item, name: str) -> str:
    """Return the language of a translated text if it is not the page's, else an empty string."""
    words, shown = item.text_in(name, language())
    return shown if words and shown != language() else ""


@register.simple_tag
def rich_text(item, name: str):
    """Return a formatted text; it was cleaned on its way to the database."""
    return mark_safe(item.text_in(name, language())[0])  # noqa: S308


@register.filter
def partial_date(day: date | None, precision: str = Precision.DAY) -> str:
    """Return a date as far as it is known: "19 September 2019", "September 2019", "2019"."""
    if day is None or precision == Precision.UNKNOWN:
        return gettext("unknown date")
    if precision == Precision.YEAR:
        return str(day.year)
    if precision == Precision.MONTH:
        return format_skeleton("yMMMM", day, locale=language())
    return long_date(day)


@register.filter
def iso_date(day: date | None, precision: str = Precision.DAY) -> str:
    """Return a date for the datetime attribute, as far as it is known (ISO 8601)."""
    if day is None:
        return ""
    length = {Precision.YEAR: 4, Precision.MONTH: 7}.get(precision, 10)
    return day.isoformat()[:length]


@register.filter
def long_date(day: date) -> str:
    """Return a day in words; in French the first of a month is « 1er »."""
    words = format_date(day, "long", locale="fr" if language() == "fr" else "en_GB")
    return words.replace("1 ", "1er ", 1) if language() == "fr" and words.startswith("1 ") else words


@register.simple_tag
def date_range(start: date, end: date) -> str:
    """Return the days from start to end: "5–7 April 2023", "30 April – 2 May 2023"."""
    if start == end:
        return long_date(start)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{long_date(end)}"
    if start.year == end.year:
        first = long_date(start).rsplit(" ", 1)[0]
        return f"{first} – {long_date(end)}"
    return f"{long_date(start)} – {long_date(end)}"


@register.filter
def listed(items) -> str:
    """Return a list in a sentence: "Lille, Metz and Turin"."""
    words = [str(conditional_escape(item)) for item in items]
    return mark_safe(format_list(words, locale=language())) if words else ""  # noqa: S308
