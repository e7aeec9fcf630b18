from datetime import date

import reversion
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from content.models import DaysInReach, PartialDates, Translated, precision_field
from content.templatetags.texts import partial_date

from .move import ForbiddenMove
from .status import MembershipStatus

FACTS = ("membership_id", "status_id", "effective_on", "effective_on_precision")


class StatusChangeQuerySet(models.QuerySet):
    def effective(self, on: date):
        """Changes in force by a day: an unknown start counts as before every day."""
        return self.filter(Q(effective_on=None) | Q(effective_on__lte=on))

    def latest_of(self, membership: OuterRef, on: date | OuterRef, field: str = "pk") -> Coalesce:
        """A field of the change in force on a day, for a query of memberships.

        It is the last one by that day, or the one of unknown start where there is no other: two
        look-ups in an index each, which databases do faster than they sort both together.
        """
        changes = self.filter(membership=membership).values(field)
        dated = changes.filter(effective_on__lte=on).order_by("-effective_on")
        undated = changes.filter(effective_on=None).order_by()
        return Coalesce(Subquery(dated[:1]), Subquery(undated[:1]))

    def latest_first(self):
        return self.order_by(F("effective_on").desc(nulls_last=True))


class StatusChange(Translated, PartialDates, DaysInReach):
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
    correction = models.TextField(
        _("reason for the correction"),
        blank=True,
        default="",
        help_text=_("If you alter a change already in force: why. Never published."),
    )
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
        indexes = [models.Index(fields=["-effective_on", "membership"], name="latest_changes")]

    def __str__(self):
        return f"{self.status} · {self.start}"

    @property
    def start(self) -> str:
        """The day it takes effect, as far as it is known, in words."""
        return partial_date(self.effective_on, self.effective_on_precision)

    def is_recorded(self) -> bool:
        """Say whether the membership already has a change that says just the same."""
        self.settle_dates()
        stored = self.membership.changes.filter(effective_on=self.effective_on).first()
        told = (*FACTS, "decided_by", "reason", "source_fr", "source_en", "source_url")
        same = ((getattr(stored, name) or "") == (getattr(self, name) or "") for name in told)
        return stored is not None and all(same)

    def clean(self):
        super().clean()
        if self.membership_id and self.status_id:
            self.refuse_impossible_moves()
            self.refuse_unexplained_correction()

    def neighbours(self) -> tuple["StatusChange | None", "StatusChange | None"]:
        """Return the membership's change before this one and the next one, or the same day's."""
        others = self.membership.changes.exclude(pk=self.pk).select_related("status")
        before = others.filter(starts_before(self.effective_on)).latest_first().first()
        return before, others.exclude(starts_before(self.effective_on)).latest_first().last()

    @transaction.atomic
    def withdraw(self, reason: str, by: AbstractBaseUser):
        """Take back a change that never was; its row stays in the history with who and why.

        Raises ValidationError if the next change cannot follow the one before.
        """
        self.refuse_gap()
        self.correction = reason
        with reversion.create_revision():
            reversion.set_user(by)
            reversion.set_comment(reason)
            self.save()
            reversion.add_to_revision(self.membership)
        self.delete()

    withdraw.alters_data = True

    def refuse_gap(self):
        """Raise ValidationError if the next change cannot stand without this one."""
        before, after = self.neighbours()
        try:
            if after:
                self.refuse_move(before.status if before else None, after.status)
        except ValidationError as error:
            message = _("Without it, “%(next)s” cannot stand: take that one back first.")
            params = {"next": after}
            raise ValidationError(message, code="next_cannot_follow", params=params) from error

    def refuse_impossible_moves(self):
        """Raise ValidationError if the status cannot follow the one before or precede the next."""
        before, after = self.neighbours()
        if after and after.effective_on == self.effective_on:
            return  # two changes on one day: the constraint says so
        if self.pk and before and before.status_id == self.status_id:
            message = _(
                "It already had this status: if this change never took place, take it back."
            )
            raise refusal("status", "no_change", message)
        self.refuse_move(before.status if before else None, self.status)
        if after and after.status_id == self.status_id:
            message = _("It has this status later anyway (%(day)s): correct that change instead.")
            raise refusal("status", "follows_anyway", message, day=after.start)
        if after:
            self.refuse_move(self.status, after.status)

    @staticmethod
    def refuse_move(before: MembershipStatus | None, after: MembershipStatus):
        """Raise ValidationError if the network does not make this change of status."""
        if before == after:
            raise refusal("status", "no_change", _("It already has this status on that day."))
        start = before.category if before else ""
        if not ForbiddenMove.objects.between(start, after.category).exists():
            return
        if before is None:
            message = _("A membership does not begin with the status “%(after)s”.")
            raise refusal("status", "forbidden_start", message, after=after)
        message = _("The network does not go from “%(before)s” to “%(after)s”.")
        raise refusal("status", "forbidden_move", message, before=before, after=after)

    def refuse_unexplained_correction(self):
        """Raise ValidationError if a change already in force is altered without saying why."""
        stored = StatusChange.objects.filter(pk=self.pk).first()
        if stored is None or (stored.effective_on and stored.effective_on > timezone.localdate()):
            return
        altered = any(getattr(stored, name) != getattr(self, name) for name in FACTS)
        if altered and self.correction.strip() in ("", stored.correction.strip()):
            message = _("You alter what was recorded: say why. The former value stays on file.")
            raise refusal("correction", "correction_without_reason", message)


def refusal(field: str, code: str, message, **params) -> ValidationError:
    return ValidationError({field: ValidationError(message, code=code, params=params)})


def starts_before(day: date | None) -> Q:
    """The condition on changes that take effect before a day; nothing comes before an unknown."""
    if day is None:
        return Q(pk=None)
    return Q(effective_on=None) | Q(effective_on__lt=day)
