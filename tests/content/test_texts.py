"""Dates, lists and names as each language writes them."""

from datetime import date, time

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from content.countries import country_name, names_in, validate_country
from content.folding import fold
from content.templatetags.texts import (
    clock,
    date_range,
    listed,
    long_date,
    ordinal,
    partial_date,
    quantity,
)
from metropoles.models import Figure

DAY = date(2019, 9, 19)
HALF_PAST_NINE = time(9, 30)


@pytest.mark.parametrize(
    ("language", "precision", "expected"),
    [
        ("fr", "day", "19 septembre 2019"),
        ("en", "day", "19 September 2019"),
        ("fr", "month", "septembre 2019"),
        ("en", "month", "September 2019"),
        ("en", "year", "2019"),
    ],
)
def test_a_date_says_no_more_than_is_known(language, precision, expected):
    with override(language):
        assert partial_date(DAY, precision) == expected


def test_an_unknown_date_is_said_to_be_unknown():
    with override("en"):
        assert partial_date(None, "unknown") == "unknown date"


def test_the_first_of_a_month_is_premier_in_french():
    with override("fr"):
        assert long_date(date(2027, 1, 1)) == "1er janvier 2027"
        assert long_date(date(2027, 1, 21)) == "21 janvier 2027"


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (date(2023, 4, 5), date(2023, 4, 5), "5 April 2023"),
        (date(2023, 4, 5), date(2023, 4, 7), "5–7 April 2023"),
        (date(2023, 4, 30), date(2023, 5, 2), "30 April – 2 May 2023"),
        (date(2023, 12, 30), date(2024, 1, 2), "30 December 2023 – 2 January 2024"),
    ],
)
def test_several_days_are_said_without_repetition(start, end, expected):
    with override("en"):
        assert date_range(start, end) == expected


def test_each_language_has_its_way_with_lists_ranks_and_hours():
    with override("fr"):
        assert listed(["Lille", "Metz", "Turin"]) == "Lille, Metz et Turin"
        assert (ordinal(1), ordinal(15)) == ("1re", "15e")
        assert clock(HALF_PAST_NINE) == "9\xa0h\xa030"
    with override("en"):
        assert listed(["Lille", "<b>", "Turin"]) == "Lille, &lt;b&gt; and Turin"
        assert (ordinal(2), ordinal(11), ordinal(15)) == ("2nd", "11th", "15th")
        assert clock(HALF_PAST_NINE) == "09:30"


@pytest.mark.parametrize(
    ("language", "unit", "expected"),
    [
        ("fr", {"unit_fr": "%", "unit_en": "%"}, "35\xa0%"),
        ("en", {"unit_fr": "%", "unit_en": "%"}, "35%"),
        ("fr", {"unit_en": "%"}, '35<span lang="en">%</span>'),
        ("en", {"unit_fr": "%"}, '35\xa0<span lang="fr">%</span>'),
        ("fr", {"unit_fr": "km", "unit_en": "km"}, "35\xa0km"),
        ("en", {"unit_fr": "km", "unit_en": "km"}, "35\xa0km"),
        ("en", {"unit_fr": "", "unit_en": ""}, "35"),
        ("en", {"unit_en": "<b>"}, "35\xa0&lt;b&gt;"),
    ],
)
def test_a_unit_follows_its_value_as_its_language_writes_it(language, unit, expected):
    figure = Figure(value_fr="35", value_en="35", **unit)

    with override(language):
        assert quantity(figure) == expected


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Île-de-France", "ile de france"),
        ("WROCŁAW", "wroclaw"),
        ("Œuvre d’art", "oeuvre d art"),
        ("Straße", "strasse"),
        ("Göteborg - GRAoLA", "goteborg graola"),
    ],
)
def test_folding_leaves_one_spelling(written, folded):
    assert fold(written) == folded


@given(st.text())
def test_folding_twice_is_folding_once(words):
    assert fold(fold(words)) == fold(words)


def test_countries_are_named_and_sorted_in_each_language():
    with override("fr"):
        assert country_name("DE") == "Allemagne"
    with override("en"):
        assert country_name("DE") == "Germany"
    french = list(names_in("fr").values())
    assert french.index("Égypte") < french.index("Estonie")
    assert "XK" in names_in("en")


def test_only_countries_are_accepted():
    validate_country("FR")
    with pytest.raises(ValidationError):
        validate_country("EU")
