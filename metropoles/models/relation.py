from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from content.models import NamedChoices

from .organisation import Organisation


class RelationType(NamedChoices):
    PART_OF = "part_of", _("part of")
    CORE_CITY_OF = "core_city_of", _("core city of")
    REPRESENTS = "represents", _("represents")
    DELEGATION_OF = "delegation_of", _("delegation of")
    SUCCESSOR_OF = "successor_of", _("successor of")
    NEIGHBOUR_OF = "neighbour_of", _("neighbour of")


REVERSE_LABELS = {
    RelationType.PART_OF: _("includes"),
    RelationType.CORE_CITY_OF: _("has as its core city"),
    RelationType.REPRESENTS: _("represented by"),
    RelationType.DELEGATION_OF: _("has as its delegation"),
    RelationType.SUCCESSOR_OF: _("succeeded by"),
    RelationType.NEIGHBOUR_OF: _("neighbour of"),
}


class Relation(models.Model):
    """How one organisation stands to another: "from" is, for example, part of "to"."""

    from_organisation = models.ForeignKey(
        Organisation, models.CASCADE, verbose_name=_("organisation"), related_name="relations_from"
    )
    type = models.CharField(_("relation"), max_length=13, choices=RelationType.labelled)
    to_organisation = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name=_("to"), related_name="relations_to"
    )
    start = models.DateField(_("from"), null=True, blank=True)
    end = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("relation")
        verbose_name_plural = _("relations")
        ordering = ["type", "to_organisation__sort_key_fr"]
        constraints = [
            RelationType.known("type", "relation_type_is_known"),
            models.UniqueConstraint(
                fields=["from_organisation", "type", "to_organisation"],
                name="one_relation_of_each_type",
                violation_error_message=_("This relation is already listed."),
            ),
            models.CheckConstraint(
                condition=~Q(from_organisation=models.F("to_organisation")),
                name="relation_is_to_another_organisation",
                violation_error_message=_("An organisation has no relation to itself."),
            ),
            models.CheckConstraint(
                condition=Q(start=None) | Q(end=None) | Q(end__gte=models.F("start")),
                name="relation_ends_after_it_begins",
                violation_error_message=_("A relation ends after it begins."),
            ),
        ]

    def __str__(self):
        return f"{self.from_organisation} · {self.get_type_display()} · {self.to_organisation}"

    @property
    def reverse_label(self) -> str:
        return REVERSE_LABELS[self.type]

    def clean(self):
        super().clean()
        if self.type == RelationType.PART_OF and self.closes_a_circle():
            raise ValidationError(
                _("%(whole)s is already part of %(part)s: a whole cannot be part of its part."),
                code="part_of_its_own_part",
                params={"whole": self.to_organisation, "part": self.from_organisation},
            )

    def closes_a_circle(self) -> bool:
        """Say whether the whole is already, directly or through others, part of the part."""
        part_of = Relation.objects.filter(type=RelationType.PART_OF).exclude(pk=self.pk)
        wholes, seen = {self.to_organisation_id}, set()
        while wholes:
            if self.from_organisation_id in wholes:
                return True
            seen |= wholes
            above = part_of.filter(from_organisation__in=wholes)
            wholes = set(above.values_list("to_organisation", flat=True)) - seen
        return False
