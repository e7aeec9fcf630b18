from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from content.models import (
    PartialDates,
    RichTextField,
    Searchable,
    SearchedWith,
    Theme,
    Translated,
    filled,
    precision_field,
)

from .organisation import Organisation


class StrategyQuerySet(models.QuerySet):
    def with_content(self):
        """Ambitions, workstreams and themes, in a fixed number of queries."""
        return self.select_related("organisation", "replaced_by", "replaces").prefetch_related(
            "ambitions__workstreams__themes"
        )

    def with_ambitions(self):
        """What a row of a list shows: organisation, ambitions, `workstream_count`."""
        counted = self.annotate(workstream_count=models.Count("workstreams"))
        return counted.select_related("organisation", "replaced_by").prefetch_related("ambitions")

    def in_force(self):
        """Strategies that no later one has replaced."""
        return self.filter(replaced_by=None)


class Strategy(Searchable, Translated, PartialDates):
    """What an organisation has decided to do: ambitions, each with numbered workstreams."""

    partial_dates = ("adopted_on",)
    search_label = _("Strategies")
    search_position = 3

    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        verbose_name=_("organisation"),
        related_name="strategies",
    )
    title = models.CharField(_("title"), max_length=200, blank=True)
    summary = models.TextField(
        _("summary"), blank=True, help_text=_("One or two sentences, shown in lists.")
    )
    adopted_on = models.DateField(_("adopted on"), null=True, blank=True)
    adopted_on_precision = precision_field()
    replaced_by = models.OneToOneField(
        "self",
        models.SET_NULL,
        verbose_name=_("replaced by"),
        null=True,
        blank=True,
        related_name="replaces",
        help_text=_("The later strategy that takes the place of this one."),
    )
    audiences = models.TextField(
        _("audiences"), blank=True, help_text=_("One a line, for example Young people.")
    )
    slogans = models.TextField(_("slogans"), blank=True, help_text=_("One a line."))

    objects = StrategyQuerySet.as_manager()

    class Meta:
        verbose_name = _("strategy")
        verbose_name_plural = _("strategies")
        ordering = ["organisation__sort_key_fr", "-adopted_on", "-pk"]
        constraints = [
            PartialDates.known_or_unknown("adopted_on", "strategy_adopted_on_known_or_not"),
            models.CheckConstraint(
                condition=filled("title"),
                name="strategy_has_a_title",
                violation_error_message=_("Give the strategy a title in at least one language."),
            ),
            models.CheckConstraint(
                condition=~Q(replaced_by=models.F("id")),
                name="strategy_is_not_replaced_by_itself",
                violation_error_message=_("A strategy is not replaced by itself."),
            ),
        ]

    def __str__(self):
        return self.title or ""

    def get_absolute_url(self):
        return reverse("strategy", args=[self.pk, slugify(self.title or "") or "-"])

    @classmethod
    def search_queryset(cls):
        parts = ("ambitions", "workstreams")
        return cls.objects.select_related("organisation").prefetch_related(*parts)

    def search_texts(self, language):
        """What the strategy's page says, its ambitions and workstreams included."""
        rows = [*self.ambitions.all(), *self.workstreams.all()]
        return [
            getattr(self, f"summary_{language}"),
            self.organisation.text_in("name", language)[0],
            getattr(self, f"slogans_{language}"),
            getattr(self, f"audiences_{language}"),
            *(text for row in rows for text in row.texts(language).values()),
        ]

    def search_date(self):
        return self.adopted_on

    def audience_list(self) -> list[str]:
        return list(filter(None, (self.audiences or "").splitlines()))

    def slogan_list(self) -> list[str]:
        return list(filter(None, (self.slogans or "").splitlines()))

    def clean(self):
        super().clean()
        later, seen = self.replaced_by, set()
        while later and later.pk not in seen:
            if later.pk == self.pk:
                message = _("It would replace itself, directly or through others.")
                refusal = ValidationError(message, code="replaces_itself")
                raise ValidationError({"replaced_by": refusal})
            seen.add(later.pk)
            later = later.replaced_by

    def is_in_force(self, on: date) -> bool:
        """Say whether the strategy stands on a day: its successor, if any, is not yet adopted."""
        later = self.replaced_by
        return later is None or (later.adopted_on is not None and later.adopted_on > on)


class WorkstreamQuerySet(models.QuerySet):
    def standing(self):
        """Workstreams of strategies that no later one has replaced, with these."""
        found = self.filter(strategy__replaced_by=None)
        return found.select_related("strategy__organisation", "ambition")

    def in_reading_order(self, language: str):
        """By organisation, as the language sorts them, then as the strategy numbers them."""
        return self.order_by(
            f"strategy__organisation__sort_key_{language}", "strategy", "number", "pk"
        )

    def count_by_theme(self) -> models.QuerySet[Theme]:
        """Return the themes of these workstreams, each with their `count`."""
        standing = Q(workstreams__in=self.standing())
        counted = Theme.objects.annotate(count=models.Count("workstreams", filter=standing))
        return counted.filter(count__gt=0)


class Ambition(SearchedWith, Translated):
    searched_with = "strategy"

    strategy = models.ForeignKey(Strategy, models.CASCADE, related_name="ambitions")
    position = models.PositiveSmallIntegerField(_("position"), default=1)
    title = models.CharField(_("title"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("ambition")
        verbose_name_plural = _("ambitions")
        ordering = ["strategy", "position", "pk"]

    def __str__(self):
        return self.title or f"{self.position}"


class Workstream(SearchedWith, Translated):
    searched_with = "strategy"

    strategy = models.ForeignKey(Strategy, models.CASCADE, related_name="workstreams")
    ambition = models.ForeignKey(
        Ambition,
        models.RESTRICT,
        verbose_name=_("ambition"),
        related_name="workstreams",
        help_text=_("Save a new ambition first: it can be chosen then."),
    )
    number = models.PositiveSmallIntegerField(
        _("number"), help_text=_("Numbers run through the whole strategy: 1, 2, 3…")
    )
    name = models.CharField(
        _("name"), max_length=150, blank=True, help_text=_("Short, for example Food and energy.")
    )
    sentence = models.CharField(
        _("sentence"), max_length=250, blank=True, help_text=_("What it aims at, in one sentence.")
    )
    text = RichTextField(_("text"), blank=True)
    themes = models.ManyToManyField(
        Theme, verbose_name=_("themes"), blank=True, related_name="workstreams"
    )

    objects = WorkstreamQuerySet.as_manager()

    class Meta:
        verbose_name = _("workstream")
        verbose_name_plural = _("workstreams")
        ordering = ["strategy", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["strategy", "number"],
                name="one_workstream_per_strategy_and_number",
                violation_error_message=_("This number is already taken in the strategy."),
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1),
                name="workstream_numbers_begin_at_one",
                violation_error_message=_("Workstreams are numbered from 1."),
            ),
        ]

    def __str__(self):
        return f"{self.number}. {self.name or self.sentence}"

    def get_absolute_url(self) -> str:
        return f"{self.strategy.get_absolute_url()}#workstream-{self.number}"

    def clean(self):
        super().clean()
        if self.ambition_id and self.ambition.strategy_id != self.strategy_id:
            refusal = _("Choose an ambition of the same strategy.")
            code = "ambition_of_another_strategy"
            raise ValidationError({"ambition": ValidationError(refusal, code=code)})
