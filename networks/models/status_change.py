from datetime import date

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from content.models import PartialDates, Translated, precision_field

from .status import MembershipStatus


class StatusChangeQuerySet(models.QuerySet):
    def effective(self, on: date):
        """Changes in force by a day: an unknown start counts as before every day."""
        return self.filter(Q(effective_on=None) | Q(effective_on__lte=on))

    def latest_first(self):
        return self.order_by(F("effective_on").desc(nulls_last=True))


class StatusChange(Translated, PartialDates):
    """From this day on, the membership has this status: the one fact that statuses come from."""

    partial_dates = ("effective_on",)

    membership = models.ForeignKey(
        "Membership", models.CASCADE, verbose_name=_("membership"), related_name="changes"
    )
    status = models.ForeignKey(
        MembershipStatus, models.PROTECT, verbose_name=_("status"), related_name="+"
    )
    effective_on = models.DateField(
        _("effective on"),
        null=True,
        blank=True,
        help_text=_("First day of the new status. Leave empty if nobody knows."),
    )
    effective_on_precision = precision_field()
    attested_on = models.DateField(
        _("attested on"),
        null=True,
        blank=True,
        help_text=_("Where the start is unknown: a day on which a source shows the status."),
    )
    decided_by = models.CharField(
        _("decided by"), max_length=150, blank=True, help_text=_("For example general assembly.")
    )
    reason = models.TextField(
        _("reason"), blank=True, help_text=_("For the secretariat. Never published.")
    )
    source = models.CharField(
        _("source"), max_length=200, blank=True, help_text=_("Published beside the status.")
    )
    source_url = models.URLField(_("address of the source"), blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("recorded by"),
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )
    recorded_at = models.DateTimeField(_("recorded at"), auto_now_add=True)

    objects = StatusChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("change of status")
        verbose_name_plural = _("changes of status")
        ordering = ["membership", F("effective_on").asc(nulls_first=True)]
        constraints = [
            PartialDates.known_or_unknown("effective_on", "change_effective_on_known_or_not"),
            models.UniqueConstraint(
                fields=["membership", "effective_on"],
                name="one_change_per_membership_and_day",
                violation_error_message=_("Another change already takes effect on that day."),
            ),
            models.UniqueConstraint(
                fields=["membership"],
                condition=Q(effective_on=None),
                name="one_unknown_start",
                violation_error_message=_("Only the first change may have an unknown day."),
            ),
        ]

    def __str__(self):
        return f"{self.status} · {self.effective_on or '?'}"

    def clean(self):
        super().clean()
        if self.membership_id and self.status_id:
            self.refuse_no_change()

    def refuse_no_change(self):
        """Raise ValidationError if the status is the one that already holds just before."""
        others = self.membership.changes.exclude(pk=self.pk)
        if self.effective_on is None:
            before = None
        else:
            known = others.filter(Q(effective_on=None) | Q(effective_on__lt=self.effective_on))
            before = known.latest_first().first()
        if before and before.status_id == self.status_id:
            refusal = _("It already has this status on that day.")
            raise ValidationError({"status": ValidationError(refusal, code="no_change")})
