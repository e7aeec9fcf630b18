from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from content.models import PartialDates, SearchedWith, Translated, precision_field

from .organisation import Organisation


class Office(SearchedWith, Translated, PartialDates):
    """A place of work of an organisation: a seat, a delegation, a branch."""

    searched_with = "organisation"
    partial_dates = ("opened", "closed")

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="offices")
    name = models.CharField(
        _("name"), max_length=150, blank=True, help_text=_("For example Brussels delegation.")
    )
    role = models.CharField(
        _("role"), max_length=150, blank=True, help_text=_("For example seat, administration.")
    )
    address = models.CharField(
        _("address"), max_length=250, blank=True, help_text=_("For example 9 rue Guimard, 1040 …")
    )
    opened = models.DateField(_("opened"), null=True, blank=True)
    opened_precision = precision_field()
    closed = models.DateField(_("closed"), null=True, blank=True)
    closed_precision = precision_field()
    shared_with = models.ManyToManyField(
        Organisation, verbose_name=_("shared with"), blank=True, related_name="shared_offices"
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("office")
        verbose_name_plural = _("offices")
        ordering = ["position", "pk"]
        constraints = [
            PartialDates.known_or_unknown("opened", "office_opened_known_or_not"),
            PartialDates.known_or_unknown("closed", "office_closed_known_or_not"),
            models.CheckConstraint(
                condition=Q(opened=None) | Q(closed=None) | Q(closed__gte=models.F("opened")),
                name="office_closes_after_it_opens",
                violation_error_message=_("An office closes after it opens."),
            ),
        ]

    def __str__(self):
        return self.name or self.address

    def is_open(self, on: date) -> bool:
        return self.closed is None or on < self.closed


def workplaces(organisation: Organisation) -> list[tuple[Office, list[Organisation]]]:
    """Return (office, the other bodies in it) for its own offices, then for those of others."""
    own = [(office, [*office.shared_with.all()]) for office in organisation.offices.all()]
    theirs = [
        (office, [office.organisation, *(b for b in office.shared_with.all() if b != organisation)])
        for office in organisation.shared_offices.all()
    ]
    return own + theirs
