"""Country names in the language of the page, from the Unicode CLDR (by Babel)."""

from functools import cache

from babel import Locale
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from content.folding import fold


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
