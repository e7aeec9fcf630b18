from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from content.folding import fold
from content.models import (
    LANGUAGES,
    NamedChoices,
    PartialDates,
    SearchedWith,
    Translated,
    filled,
    precision_field,
)
from content.typography import NO_BREAK_SPACE, space_before

from .organisation import Organisation


class Qualifier(NamedChoices):
    EXACTLY = "exactly", _("exactly")
    ABOUT = "about", _("about")
    MORE_THAN = "more_than", _("more than")


class Figure(SearchedWith, Translated):
    """A key figure with what makes it true: its qualifier, its period or date, its source.

    The value is text as readers see it ("2nd", "1.2 million"); the number beside it, where there
    is one, is for machines.
    """

    past: list["Figure"] = []  # the earlier ones of its subject: see figures_with_past
    searched_with = "organisation"

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="figures")
    label = models.CharField(
        _("label"), max_length=150, blank=True, help_text=_("For example inhabitants.")
    )
    value = models.CharField(
        _("value"), max_length=40, blank=True, help_text=_("As readers see it: 1.2 million, 2nd.")
    )
    unit = models.CharField(
        _("unit"), max_length=40, blank=True, help_text=_("For example km, %, minutes.")
    )
    number = models.DecimalField(
        _("number in digits"),
        max_digits=16,
        decimal_places=3,
        null=True,
        blank=True,
        help_text=_("For machines: 1200000. Leave empty if the figure is a rank or a word."),
    )
    qualifier = models.CharField(
        _("qualifier"), max_length=9, choices=Qualifier.labelled, default=Qualifier.EXACTLY
    )
    period = models.CharField(
        _("period"),
        max_length=80,
        blank=True,
        help_text=_("What the figure covers, for example since late 2017."),
    )
    as_of = models.DateField(_("as of"), null=True, blank=True)
    source = models.CharField(
        _("source"),
        max_length=200,
        blank=True,
        help_text=_("Who says so, for example Metropolis of Lille, presentation page."),
    )
    source_url = models.URLField(_("address of the source"), blank=True)
    declares_commitments = models.BooleanField(
        _("number of commitments signed"),
        default=False,
        help_text=_("It stands beside the commitments that this site names, which may be fewer."),
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("figure")
        verbose_name_plural = _("figures")
        ordering = ["position", "pk"]
        constraints = [
            Qualifier.known("qualifier", "figure_qualifier_is_known"),
            models.CheckConstraint(
                condition=Q(as_of__isnull=False) | filled("period"),
                name="figure_has_a_period_or_a_date",
                violation_error_message=_("Say which period or which date the figure is true for."),
            ),
            models.CheckConstraint(
                condition=filled("value"),
                name="figure_has_a_value",
                violation_error_message=_("Give the figure a value in at least one language."),
            ),
        ]

    def sentence(self, language: str) -> str:
        """Return the label with the value, as the search shows them: "Inhabitants: about 95"."""
        texts = self.texts(language)
        space = space_before(texts["unit"], language)
        value = space.join(filter(None, (texts["value"], texts["unit"])))
        if value and self.qualifier != Qualifier.EXACTLY:
            with override(language):
                value = f"{self.get_qualifier_display()} {value}"
        colon = f"{NO_BREAK_SPACE}: " if language == "fr" else ": "
        return colon.join(filter(None, (texts["label"], value)))

    def __str__(self):
        return f"{self.value} {self.unit or ''} {self.label}".replace("  ", " ")

    @property
    def reference(self) -> tuple:
        """What the figure is true for and who says so: told once for those that share it."""
        return self.period, self.as_of, self.source, self.source_url

    @property
    def subject(self) -> tuple[str, ...]:
        """What the figure tells, whoever writes it: its labels, accents and case aside."""
        return tuple(fold(getattr(self, f"label_{code}") or "") for code in LANGUAGES)


class MilestoneKind(NamedChoices):
    FOUNDED = "founded", _("founded")
    DISTINCTION = "distinction", _("distinction")
    OPENING = "opening", _("opening")
    AGREEMENT = "agreement", _("agreement")
    OTHER = "other", _("other")


class Milestone(SearchedWith, Translated, PartialDates):
    """A dated moment in the life of an organisation."""

    searched_with = "organisation"
    partial_dates = ("date",)

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="milestones")
    date = models.DateField(_("date"), null=True, blank=True)
    date_precision = precision_field()
    title = models.CharField(
        _("title"),
        max_length=200,
        blank=True,
        help_text=_("For example European Capital of Culture."),
    )
    kind = models.CharField(
        _("kind"), max_length=11, choices=MilestoneKind.labelled, default=MilestoneKind.OTHER
    )

    class Meta:
        verbose_name = _("milestone")
        verbose_name_plural = _("milestones")
        ordering = [F("date").desc(nulls_last=True), "pk"]
        constraints = [
            MilestoneKind.known("kind", "milestone_kind_is_known"),
            PartialDates.known_or_unknown("date", "milestone_date_known_or_not"),
        ]

    def __str__(self):
        return self.title or ""
