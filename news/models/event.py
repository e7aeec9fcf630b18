from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, F, Q, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from content.models import Publishable, PublishableQuerySet, RichTextField, Theme
from metropoles.models import Organisation
from networks.models import Network


def validate_zone(name: str) -> None:
    """Raise ValidationError unless the name is in the IANA time zone database."""
    if name not in available_timezones():
        raise ValidationError(
            _("%(zone)s is not a time zone. Example: Europe/Brussels."),
            code="unknown_zone",
            params={"zone": name},
        )


class EventQuerySet(PublishableQuerySet):
    def coming(self, at: datetime | None = None):
        """Events that are not over at an instant (aware; now by default), the next first."""
        return self.filter(end__gte=at or timezone.now()).order_by("start", "pk")

    def past(self, at: datetime | None = None):
        """Events that are over at an instant, the latest first."""
        return self.filter(end__lt=at or timezone.now()).order_by("-start", "-pk")

    def coming_first(self, at: datetime | None = None):
        """Coming events, the next first, then those that are `over`, the latest first."""
        over = Q(end__lt=at or timezone.now())
        return self.annotate(
            over=Case(When(over, then=True), default=False, output_field=models.BooleanField()),
            next=Case(When(~over, then=F("start"))),
        ).order_by("over", "next", "-start", "pk")

    def with_host(self):
        return self.select_related("host", "network").prefetch_related("themes")


class Event(Publishable):
    """Something that happens at a time and a place."""

    url_name = "event"
    search_label = _("Events")
    search_position = 5

    summary = models.TextField(
        _("summary"), blank=True, help_text=_("One or two sentences, shown in lists.")
    )
    body = RichTextField(_("text"), blank=True)
    start = models.DateTimeField(_("start"), help_text=_("In Brussels time."))
    end = models.DateTimeField(
        _("end"), help_text=_("In Brussels time. For whole days: the end of the last day.")
    )
    all_day = models.BooleanField(
        _("whole days"), default=False, help_text=_("Times of day are not shown.")
    )
    zone = models.CharField(
        _("time zone"),
        max_length=50,
        default="Europe/Brussels",
        validators=[validate_zone],
        help_text=_("Where it happens, for example Europe/London; times are shown in it."),
    )
    place = models.CharField(
        _("place"),
        max_length=200,
        blank=True,
        help_text=_("For example Lille Grand Palais, Lille."),
    )
    host = models.ForeignKey(
        Organisation,
        models.PROTECT,
        verbose_name=_("host"),
        null=True,
        blank=True,
        related_name="hosted_events",
    )
    network = models.ForeignKey(
        Network,
        models.PROTECT,
        verbose_name=_("network"),
        null=True,
        blank=True,
        related_name="events",
    )
    edition = models.PositiveSmallIntegerField(
        _("edition"), null=True, blank=True, help_text=_("For example 15 for the 15th.")
    )
    website = models.URLField(_("website"), blank=True)
    themes = models.ManyToManyField(
        Theme, verbose_name=_("themes"), blank=True, related_name="events"
    )

    objects = EventQuerySet.as_manager()

    class Meta(Publishable.Meta):
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["-start", "-pk"]
        constraints = [
            *Publishable.Meta.constraints,
            models.CheckConstraint(
                condition=Q(end__gte=F("start")),
                name="event_ends_after_it_starts",
                violation_error_message=_("The end comes after the start."),
            ),
        ]

    def search_texts(self, language):
        return [*super().search_texts(language), getattr(self, f"place_{language}")]

    def search_date(self):
        return self.local_start.date()

    @property
    def local_start(self) -> datetime:
        """The start on the clock of the place."""
        return self.start.astimezone(ZoneInfo(self.zone))

    @property
    def local_end(self) -> datetime:
        return self.end.astimezone(ZoneInfo(self.zone))

    @property
    def last_day(self) -> date:
        """The last day at the place; one that ends at midnight ends on the day before."""
        return max(self.local_start, self.local_end - timedelta(microseconds=1)).date()

    def is_over(self, at: datetime | None = None) -> bool:
        return self.end < (at or timezone.now())
