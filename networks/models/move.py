from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from .status import StatusCategory


class ForbiddenMoveQuerySet(models.QuerySet):
    def between(self, before: str, after: str):
        """The rule, if any, against going from one category ("" before the first) to another."""
        return self.filter(from_category=before, to_category=after)


class ForbiddenMove(models.Model):
    """A change of status that the network does not make: from one category to another.

    An empty start stands for a membership that has no status yet.
    """

    from_category = models.CharField(
        _("from"),
        max_length=9,
        blank=True,
        choices=StatusCategory.labelled,
        help_text=_("Empty: as the first status of a membership."),
    )
    to_category = models.CharField(_("to"), max_length=9, choices=StatusCategory.labelled)

    objects = ForbiddenMoveQuerySet.as_manager()

    class Meta:
        verbose_name = _("forbidden move")
        verbose_name_plural = _("forbidden moves")
        ordering = ["from_category", "to_category"]
        constraints = [
            models.UniqueConstraint(
                fields=["from_category", "to_category"],
                name="one_rule_per_move",
                violation_error_message=_("This move is already forbidden."),
            ),
            models.CheckConstraint(
                condition=Q(from_category__in=["", *StatusCategory.values])
                & Q(to_category__in=StatusCategory.values),
                name="move_categories_are_known",
            ),
            models.CheckConstraint(
                condition=~Q(from_category=F("to_category")),
                name="move_goes_to_another_category",
                violation_error_message=_("A move goes from one category to another."),
            ),
        ]

    def __str__(self):
        before = self.get_from_category_display() if self.from_category else "–"
        return f"{before} → {self.get_to_category_display()}"
