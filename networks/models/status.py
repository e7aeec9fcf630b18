from django.db import models
from django.utils.translation import gettext_lazy as _

from content.models import NamedChoices, Translated, filled


class StatusCategory(NamedChoices):
    """What a status is, whatever a network calls it; colour and shape follow from it."""

    APPLICANT = "applicant", _("applicant")
    MEMBER = "member", _("member")
    ASSOCIATE = "associate", _("associate")
    OBSERVER = "observer", _("observer")
    PARTNER = "partner", _("partner")
    HONORARY = "honorary", _("honorary")
    SIGNATORY = "signatory", _("signatory")
    SUSPENDED = "suspended", _("suspended")
    FORMER = "former", _("former")


# Which statuses visitors see the holders of: asked of many here, of one by `is_listed`.
LISTED = models.Q(public=True) & ~models.Q(category=StatusCategory.FORMER)


class MembershipStatusQuerySet(models.QuerySet):
    def public(self):
        return self.filter(public=True)

    def listed(self):
        """Those whose holders visitors see: public, other than former."""
        return self.filter(LISTED)


class MembershipStatus(Translated):
    """A status as the network words it; its category is fixed and decides what it means."""

    code = models.SlugField(_("code"), unique=True, help_text=_("For example observer."))
    category = models.CharField(_("category"), max_length=9, choices=StatusCategory.labelled)
    label = models.CharField(
        _("label"), max_length=60, blank=True, help_text=_("For one: member, observer.")
    )
    plural = models.CharField(
        _("plural"), max_length=60, blank=True, help_text=_("For several: members, observers.")
    )
    definition = models.TextField(
        _("definition"), blank=True, help_text=_("What the status gives and asks, for visitors.")
    )
    counts_as_member = models.BooleanField(
        _("counts as a member"), default=False, help_text=_("In “44 members in 20 countries”.")
    )
    public = models.BooleanField(
        _("public"), default=True, help_text=_("If not, visitors never see who has this status.")
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    objects = MembershipStatusQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership status")
        verbose_name_plural = _("membership statuses")
        ordering = ["position", "pk"]
        constraints = [
            StatusCategory.known("category", "status_category_is_known"),
            models.CheckConstraint(
                condition=filled("label"),
                name="status_has_a_label",
                violation_error_message=_("Give the status a label in at least one language."),
            ),
        ]

    def __str__(self):
        return self.label or self.code

    @property
    def is_listed(self) -> bool:
        """Say whether visitors see who has the status, as `LISTED` does."""
        return self.public and self.category != StatusCategory.FORMER

    def label_for(self, count: int) -> str:
        """Return the label that goes with a count, without the count: "member", "members"."""
        return (self.plural if count > 1 else self.label) or str(self)
