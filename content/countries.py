"""Country names in the language of the page, from the Unicode CLDR (by Babel), and their regions.

The regions of Europe are the subregions of the United Nations' standard M49 (codes 154, 155, 039
and 151; https://unstats.un.org/unsd/methodology/m49/). It does not list Kosovo, which stands here
where the CLDR has it, in Southern Europe. M49 counts Cyprus, Turkey and the Caucasus to Asia.
"""

from functools import cache

from babel import Locale
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from content.folding import fold

REGIONS = {
    "northern": "AX DK EE FI FO GB GG IE IM IS JE LT LV NO SE SJ",
    "western": "AT BE CH DE FR LI LU MC NL",
    "southern": "AD AL BA ES GI GR HR IT ME MK MT PT RS SI SM VA XK",
    "eastern": "BG BY CZ HU MD PL RO RU SK UA",
}
OUTSIDE = "outside"
REGION_NAMES = {
    "northern": _("Northern Europe"),
    "western": _("Western Europe"),
    "southern": _("Southern Europe"),
    "eastern": _("Eastern Europe"),
    OUTSIDE: _("Outside Europe"),
}


@cache
def names_in(language: str) -> dict[str, str]:
    """Return the ISO 3166 alpha-2 codes and their names, sorted as the language sorts them."""
    territories = Locale(language).territories
    codes = [code for code in territories if len(code) == 2 and code.isalpha()]
    not_countries = {"EU", "EZ", "QO", "UN", "ZZ", "XA", "XB"}
    named = {code: territories[code] for code in codes if code not in not_countries}
    return dict(sorted(named.items(), key=lambda item: fold(item[1])))


def country_name(code: str) -> str:
    """Return a country's name in the active language, or the code itself if it is unknown."""
    return names_in(get_language() or "fr").get(code, code)


@cache
def region_of(code: str) -> str:
    """Return the region of Europe that a country is in, or "outside"."""
    return next((name for name, codes in REGIONS.items() if code in codes.split()), OUTSIDE)


def country_choices() -> list[tuple[str, str]]:
    return list(names_in(get_language() or "fr").items())


def validate_country(code: str) -> None:
    """Raise ValidationError unless the code is an ISO 3166 alpha-2 country code."""
    if code not in names_in("en"):
        raise ValidationError(
            _("%(code)s is not a country code. Use two letters, for example FR."),
            code="unknown_country",
            params={"code": code},
        )
