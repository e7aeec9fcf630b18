from datetime import date

import reversion
from django.db import models, transaction
from django.db.models import Count, F, FilteredRelation, OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from content.models import Precision, Translated
from metropoles.models import Organisation

from .network import Network, Numbering
from .status import LISTED, MembershipStatus
from .status_change import StatusChange, refusal


class MembershipQuerySet(models.QuerySet):
    def with_status(self, on: date):
        """Each membership with its status on a day, a pure function of the changes.

        Joins the change in force on that day as `in_force` and adds `status_id`, `category`,
        `public`, `counts_as_member` and `since`, all None before the first change.
        Loads the changes up to that day for `status_change`. An `OuterRef` to an annotated day
        gives each membership a day of its own.
        """
        so_far = StatusChange.objects.effective(on).select_related("status")
        so_far = so_far.order_by(F("effective_on").asc(nulls_first=True))
        latest = Q(changes__pk=StatusChange.objects.latest_of(OuterRef("pk"), on))
        return (
            self.annotate(in_force=FilteredRelation("changes", condition=latest))
            .annotate(
                status_id=F("in_force__status"),
                category=F("in_force__status__category"),
                public=F("in_force__status__public"),
                counts_as_member=F("in_force__status__counts_as_member"),
                since=F("in_force__effective_on"),
            )
            .prefetch_related(Prefetch("changes", so_far, to_attr="changes_so_far"))
        )

    def with_status_key(self, on: date):
        """Each membership with only `status_key`, the key of its status on a day, or None.

        What `with_status` says, for thousands at once.
        """
        return self.annotate(
            status_key=StatusChange.objects.latest_of(OuterRef("pk"), on, "status")
        )

    def public_on(self, day: date):
        """Memberships that visitors see on a day: with a status that is listed."""
        return self.with_status(day).filter(LISTED)

    def with_participants(self):
        participants = Participant.objects.select_related("organisation")
        return self.prefetch_related(Prefetch("participants", participants))

    def of(self, organisation: Organisation):
        """Memberships in which an organisation takes part, alone or with others."""
        return self.filter(participants__organisation=organisation)

    def count_in_network(self) -> Coalesce:
        """The number of these memberships in each network, to annotate networks with."""
        inside = self.order_by().filter(network=OuterRef("pk")).values("network")
        return Coalesce(Subquery(inside.annotate(count=Count("pk")).values("count")), 0)

    def count_bodies_in_network(self) -> Coalesce:
        """The number of bodies that hold these memberships, to annotate networks with."""
        inside = self.order_by().filter(network=OuterRef("pk")).values("network")
        bodies = Count("participants__organisation", distinct=True)
        return Coalesce(Subquery(inside.annotate(count=bodies).values("count")), 0)

    def by_organisation(self) -> dict[int, "Membership"]:
        """Return the memberships by the key of each body that holds them."""
        return {body.pk: membership for membership in self for body in membership.bodies}

    def indirect_paths(self) -> list[list[Network]]:
        """Return how these memberships lead into wider networks: [AFCCRE, CEMR].

        Each path goes from a network that is a section of a wider one up to the widest.
        """
        sections = Network.objects.sections().filter(pk__in=self.values("network"))
        return [list(reversed(section.path())) for section in sections.select_related("parent")]


class Membership(Translated):
    """A belonging to a network, held by one body or by several together, with a status by date."""

    network = models.ForeignKey(
        Network, models.PROTECT, verbose_name=_("network"), related_name="memberships"
    )
    number = models.PositiveIntegerField(
        _("number"), null=True, blank=True, help_text=_("In the network's list; never given twice.")
    )
    section = models.CharField(
        _("section"),
        max_length=100,
        blank=True,
        help_text=_("The heading it is printed under, when that is not its status."),
    )
    note = models.TextField(
        _("private note"), blank=True, help_text=_("For the secretariat. Never published.")
    )
    organisations = models.ManyToManyField(
        Organisation, through="Participant", related_name="memberships", editable=False
    )

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ["network", F("number").asc(nulls_last=True), "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["network", "number"],
                name="membership_number_is_given_once_per_network",
                violation_error_message=_("This number is already taken in this network."),
            )
        ]

    def __str__(self):
        return f"{self.network} · {self.name}"

    def clean(self):
        super().clean()
        stored = Membership.objects.filter(pk=self.pk, network=self.network_id, number=self.number)
        if self.number is None or self.network_id is None or stored.exists():
            return
        if self.network.numbering != Numbering.FIXED:
            message = _("%(network)s does not number its members once and for all.")
            raise refusal("number", "network_without_numbers", message, network=self.network)

    def give_number(self, number: int):
        """Give the membership its number in the network's list; does not save.

        Raises ValidationError if it has another one, or if the number cannot be given.
        """
        if self.number not in (None, number):
            message = _("It has the number %(number)s, and a number once given is kept.")
            raise refusal("number", "number_is_kept", message, number=self.number)
        self.number = number
        self.clean()
        self.validate_constraints()

    @property
    def bodies(self) -> list[Organisation]:
        """The organisations that hold the membership, the lead first."""
        return [participant.organisation for participant in self.participants.all()]

    @property
    def lead(self) -> Organisation | None:
        return next(iter(self.bodies), None)

    @property
    def name(self) -> str:
        return str(self.lead or "")

    @property
    def countries(self) -> list[str]:
        """The names of the countries of its bodies, each once."""
        return list(dict.fromkeys(body.country_name for body in self.bodies if body.country))

    @property
    def status_change(self) -> StatusChange | None:
        """The change that gives the status on the day asked of `with_status`."""
        return self.changes_so_far[-1] if self.changes_so_far else None

    @property
    def first_joined(self) -> StatusChange | None:
        """The first change, by that day, to a status that counts as a member."""
        return next((c for c in self.changes_so_far if c.status.counts_as_member), None)

    def change_on(self, day: date) -> StatusChange | None:
        """Return the change that gives the status on a day, or None before the first."""
        return self.changes.effective(day).latest_first().select_related("status").first()

    @transaction.atomic
    def change_status(
        self,
        status: MembershipStatus,
        effective_on: date | None,
        precision: str = Precision.DAY,
        **details,
    ) -> StatusChange:
        """Give the membership a status from a day on, with its history, and return the change.

        `effective_on` is None where nobody knows the start; `details` are further fields of
        StatusChange. Raises ValidationError if the change is not possible.
        """
        change = StatusChange(
            membership=self,
            status=status,
            effective_on=effective_on,
            effective_on_precision=precision if effective_on else Precision.UNKNOWN,
            **details,
        )
        change.full_clean()
        with reversion.create_revision():
            change.save()
            reversion.add_to_revision(self)
            if change.recorded_by:
                reversion.set_user(change.recorded_by)
        return change


class Participant(models.Model):
    """A body that holds a membership; the one in first position leads."""

    membership = models.ForeignKey(Membership, models.CASCADE, related_name="participants")
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        verbose_name=_("organisation"),
        related_name="participations",
    )
    position = models.PositiveSmallIntegerField(
        _("position"), default=1, help_text=_("1 for the lead.")
    )

    class Meta:
        verbose_name = _("participant")
        verbose_name_plural = _("participants")
        ordering = ["membership", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["membership", "organisation"],
                name="organisation_once_per_membership",
                violation_error_message=_("This organisation already takes part in it."),
            ),
        ]

    def __str__(self):
        return str(self.organisation)
