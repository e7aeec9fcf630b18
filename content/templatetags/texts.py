"""Texts, dates and lists as each language writes them."""

from datetime import date, datetime, time
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_skeleton, get_month_names, get_timezone_location
from babel.lists import format_list
from django import template
from django.utils.html import conditional_escape, format_html, strip_tags
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, gettext

from content.folding import fold
from content.models import Precision
from content.prose.rendering import render
from content.typography import space_before

register = template.Library()
WORDS_A_MINUTE = 220


def language() -> str:
    return get_language() or "fr"


# --- Texts in two languages


@register.simple_tag
def text(item, name: str):
    """Return a translated text of an item, marked with its language where that is the other one."""
    words, shown = item.text_in(name, language())
    if not words or shown == language():
        return words
    return format_html('<span lang="{}">{}</span>', shown, words)


@register.simple_tag
def text_language(item, name: str) -> str:
    """Return the language of a translated text if it is not the page's, else an empty string."""
    words, shown = item.text_in(name, language())
    return shown if words and shown != language() else ""


@register.simple_tag
def quantity(item):
    """Return a value and its unit: "35%" in English, « 35 % » in French, "86 km" in both."""
    unit, written_in = item.text_in("unit", language())
    if not unit:
        return text(item, "value")
    space = space_before(unit, written_in)
    return format_html("{}{}{}", text(item, "value"), space, text(item, "unit"))


@register.simple_tag(takes_context=True)
def prose(context, item, name: str):
    """Return a formatted text in its block, with its language if that is not the page's, or "".

    A page of many texts looks up what they refer to together and passes it as `prose_targets`.
    """
    words, shown = item.text_in(name, language())
    if not words:
        return ""
    body = render(words, shown, context.get("prose_targets"))
    if shown == language():
        return format_html('<div class="prose">{}</div>', body)
    return format_html('<div class="prose" lang="{}">{}</div>', shown, body)


@register.simple_tag
def reading_minutes(item, name: str) -> int:
    """Return how many minutes it takes to read a formatted text: at least one."""
    words = strip_tags(item.text_in(name, language())[0]).split()
    return max(1, round(len(words) / WORDS_A_MINUTE))


@register.filter
def online(item):
    """Return something published per language if it is online in the page's language, else None."""
    return item if item is not None and item.is_visible(language()) else None


@register.filter
def listed(items) -> str:
    """Return a list in a sentence: "Lille, Metz and Turin"."""
    words = [str(conditional_escape(item)) for item in items]
    locale = "en_GB" if language() == "en" else "fr"  # British: no comma before "and"
    return mark_safe(format_list(words, locale=locale)) if words else ""  # noqa: S308


@register.filter
def by_name(items) -> list:
    """Return items in the order of their names in the page's language, as readers expect it."""
    return sorted(items, key=lambda item: fold(str(item)))


@register.filter
def ordinal(number: int) -> str:
    """Return a rank: "15th" in English, « 15e » in French, in the feminine: « 1re édition »."""
    if language() == "fr":
        return "1re" if number == 1 else f"{number}e"
    if number % 100 in (11, 12, 13):
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"


@register.filter
def domain(url: str) -> str:
    """Return what readers want to see of a site's address: "eurocities.eu"."""
    return urlsplit(url).netloc.removeprefix("www.")


# --- Days and times


@register.filter
def long_date(day: date) -> str:
    """Return a day in words; in French the first of a month is « 1er »."""
    if language() == "en":
        return format_date(day, "long", locale="en_GB")
    words = format_date(day, "long", locale="fr")
    return f"1er {words[2:]}" if words.startswith("1 ") else words


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
def month_name(number: int) -> str:
    """Return the name of a month by its number, 1 for January."""
    return get_month_names("wide", "stand-alone", locale=language())[number]


@register.filter
def iso_date(day: date | None, precision: str = Precision.DAY) -> str:
    """Return a date for the datetime attribute, as far as it is known (ISO 8601)."""
    if day is None:
        return ""
    length = {Precision.YEAR: 4, Precision.MONTH: 7}.get(precision, 10)
    return day.isoformat()[:length]


@register.simple_tag
def date_range(start: date, end: date) -> str:
    """Return the days from start to end: "5–7 April 2023", "30 April – 2 May 2023"."""
    if start == end:
        return long_date(start)
    first, last = long_date(start), long_date(end)
    if (start.year, start.month) == (end.year, end.month):
        return f"{first.split(' ')[0]}–{last}"
    if start.year == end.year:
        first = first.rsplit(" ", 1)[0]
    return f"{first} – {last}"


@register.simple_tag
def date_block(start: date, end: date):
    """Return the same days with the first number large, for the cards of events."""
    day, rest = date_range(start, end).split(" ", 1)
    return format_html('<span class="event-day">{}</span> {}', day, rest)


@register.filter
def clock(moment: datetime | time) -> str:
    """Return a time of day: "09:30" in English, « 9 h 30 » in French."""
    if language() == "fr":
        return f"{moment.hour}\N{NO-BREAK SPACE}h\N{NO-BREAK SPACE}{moment:%M}".removesuffix(
            "\N{NO-BREAK SPACE}00"
        )
    return f"{moment:%H:%M}"


@register.filter
def zone_city(zone: str) -> str:
    """Return the city whose clock a time zone goes by: "Brussels" for Europe/Brussels."""
    return get_timezone_location(ZoneInfo(zone), locale=language(), return_city=True)
