from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .choices import NamedChoices
from .prepared import Prepared


class Precision(NamedChoices):
    """How much of a date is known; the date itself holds the first day that is possible."""

    DAY = "day", _("day")
    MONTH = "month", _("month")
    YEAR = "year", _("year")
    UNKNOWN = "unknown", _("unknown")

    def floor(self, day: date) -> date:
        """Return the first day of the month or of the year that the date stands for."""
        if self is Precision.YEAR:
            return day.replace(month=1, day=1)
        return day.replace(day=1) if self is Precision.MONTH else day


def precision_field() -> models.CharField:
    return models.CharField(
        _("precision"),
        max_length=7,
        choices=Precision.labelled,
        default=Precision.DAY,
        help_text=_("If only the month or the year is known, enter any day in it and say so here."),
    )


class PartialDates(Prepared):
    """A model with dates of which only the month, the year or nothing may be known.

    Each name in `partial_dates` is a date column with a `<name>_precision` beside it.
    """

    partial_dates: tuple[str, ...] = ()

    class Meta:
        abstract = True

    @staticmethod
    def known_or_unknown(name: str, constraint: str) -> models.CheckConstraint:
        """Return the constraint: no date exactly where the precision is unknown."""
        known = [Precision.DAY, Precision.MONTH, Precision.YEAR]
        return models.CheckConstraint(
            condition=Q(**{f"{name}__isnull": True, f"{name}_precision": Precision.UNKNOWN})
            | Q(**{f"{name}__isnull": False, f"{name}_precision__in": known}),
            name=constraint,
        )

    def clean(self):
        super().clean()
        self.settle_dates()
        self.refuse_dates_called_unknown()

    def before_save(self, stored, raw):
        self.settle_dates()
        super().before_save(stored, raw)

    def settle_dates(self):
        """Move each date to the first day it stands for; where there is none, it is unknown."""
        for name in self.partial_dates:
            day = getattr(self, name)
            precision = getattr(self, f"{name}_precision")
            if day is None:
                setattr(self, f"{name}_precision", Precision.UNKNOWN)
            elif isinstance(day, date):
                setattr(self, name, Precision(precision).floor(day))

    def refuse_dates_called_unknown(self):
        """Raise ValidationError for a date said to be unknown: which of the two holds is asked."""
        for name in self.partial_dates:
            precision = f"{name}_precision"
            if getattr(self, name) and getattr(self, precision) == Precision.UNKNOWN:
                message = _("A date is given: say how much of it is known, or leave it empty.")
                raise ValidationError({precision: ValidationError(message, code="date_is_given")})
