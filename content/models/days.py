"""Days that people may type: those that exist, in years that clocks and calendars can show."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

FIRST_YEAR, LAST_YEAR = 1900, 2200
READ_AS = ["%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y"]  # in lists and imports, in every language
NO_SUCH_DAY = _("Write a day that exists as day/month/year.")
OUT_OF_REACH = _("Choose a year from 1900 to 2200.")


class DaysInReach(models.Model):
    """A model whose days and instants are in years that clocks and calendars can show."""

    class Meta:
        abstract = True

    def clean_fields(self, exclude=None):
        super().clean_fields(exclude)
        for field in self._meta.fields:
            value = getattr(self, field.attname)
            if field.name in (exclude or ()) or not isinstance(value, date):
                continue
            if not is_in_reach(value):
                raise ValidationError({field.name: out_of_reach()})


def is_in_reach(day: date) -> bool:
    """Say whether clocks and calendars everywhere can show a day or an instant."""
    return FIRST_YEAR <= day.year <= LAST_YEAR


def out_of_reach() -> ValidationError:
    return ValidationError(OUT_OF_REACH, code="year")
