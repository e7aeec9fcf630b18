from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from content.folding import fold
from content.models import NamedChoices, SearchedWith


class NameType(NamedChoices):
    FORMER = "former", _("former name")
    EXONYM = "exonym", _("other name")
    ACRONYM = "acronym", _("acronym")
    AS_PRINTED = "as_printed", _("as printed in a source")


class OrganisationName(SearchedWith):
    """Another name by which an organisation is or was known; search finds it by this one too."""

    searched_with = "organisation"

    organisation = models.ForeignKey("Organisation", models.CASCADE, related_name="names")
    name = models.CharField(_("name"), max_length=250, help_text=_("For example Vienna or Wien."))
    language = models.CharField(
        _("language"), max_length=8, blank=True, help_text=_("Language code, for example de.")
    )
    type = models.CharField(
        _("type"), max_length=10, choices=NameType.labelled, default=NameType.EXONYM
    )
    used_from = models.DateField(_("used from"), null=True, blank=True)
    used_until = models.DateField(_("used until"), null=True, blank=True)
    folded = models.CharField(max_length=250, editable=False, default="", db_index=True)

    class Meta:
        verbose_name = _("other name")
        verbose_name_plural = _("other names")
        ordering = ["type", "name"]
        constraints = [
            NameType.known("type", "organisation_name_type_is_known"),
            models.UniqueConstraint(
                fields=["organisation", "name", "type"],
                name="one_row_per_other_name_and_type",
                violation_error_message=_("This name is already listed."),
            ),
            models.CheckConstraint(
                condition=Q(used_from=None)
                | Q(used_until=None)
                | Q(used_until__gte=models.F("used_from")),
                name="organisation_name_ends_after_it_begins",
                violation_error_message=_("The last day of use comes after the first."),
            ),
        ]

    def __str__(self):
        return self.name

    def before_save(self, stored, raw):
        self.folded = fold(self.name)[:250]
        super().before_save(stored, raw)
