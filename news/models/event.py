from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, Count, F, Q, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from content.models import CoordinateField, Publishable, PublishableQuerySet, RichTextField, Theme
from metropoles.models import Organisation
from networks.models import Network

from .local_time import validate_zone
from .named import Named
from .series import EventSeries


class EventQuerySet(Named, PublishableQuerySet):
    searched = ["title", "summary", "place"]

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

    def before(self, event: "Event"):
        """Events that start earlier than one, the nearest first."""
        earlier = Q(start__lt=event.start) | Q(start=event.start, pk__lt=event.pk)
        return self.filter(earlier).order_by("-start", "-pk")

    def after(self, event: "Event"):
        """Events that start later than one, the nearest first."""
        later = Q(start__gt=event.start) | Q(start=event.start, pk__gt=event.pk)
        return self.filter(later).order_by("start", "pk")

    def related_to(self, event: "Event"):
        """Other events with themes or the host in common, those with the most first."""
        same_host = Q(host=event.host_id) if event.host_id else Q(pk=None)
        return (
            self.exclude(pk=event.pk)
            .annotate(
                shared=Count("themes", filter=Q(themes__in=event.themes.all()), distinct=True)
                + Case(When(same_host, then=1), default=0)
            )
            .filter(shared__gt=0)
            .order_by("-shared", "-start", "-pk")
        )

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
    start = models.DateTimeField(_("start"))
    end = models.DateTimeField(
        _("end"), help_text=_("Of whole days: when the last one is over at the place.")
    )
    first_day = models.DateField(_("first day"), editable=False, db_index=True)
    all_day = models.BooleanField(
        _("whole days"), default=False, help_text=_("Times of day are not shown.")
    )
    zone = models.CharField(
        _("time zone"),
        max_length=50,
        default="Europe/Brussels",
        validators=[validate_zone],
        help_text=_("Where it happens; days and times are those of the clocks there."),
    )
    place = models.CharField(
        _("place"),
        max_length=200,
        blank=True,
        help_text=_("For example Lille Grand Palais, Lille."),
    )
    latitude = CoordinateField(
        _("latitude"),
        help_text=_(
            "In degrees, north positive, for example 50.63390. Leave empty if it is at the host’s."
        ),
    )
    longitude = CoordinateField(
        _("longitude"),
        help_text=_("In degrees, east positive, for example 3.05510."),
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
    series = models.ForeignKey(
        EventSeries,
        models.PROTECT,
        verbose_name=_("series"),
        null=True,
        blank=True,
        related_name="events",
        help_text=_("For example a conference that takes place twice a year."),
    )
    edition = models.PositiveSmallIntegerField(
        _("edition"), null=True, blank=True, help_text=_("For example 15 for the 15th.")
    )
    website = models.URLField(_("website"), blank=True)
    themes = models.ManyToManyField(
        Theme, verbose_name=_("themes"), blank=True, related_name="events"
    )

    modified_at = models.DateTimeField(_("last change"), default=timezone.now, editable=False)

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
            models.CheckConstraint(
                condition=Q(latitude=None, longitude=None)
                | Q(
                    latitude__isnull=False,
                    longitude__isnull=False,
                    latitude__range=(-90, 90),
                    longitude__range=(-180, 180),
                ),
                name="event_place_is_on_earth",
                violation_error_message=_(
                    "Give latitude (−90 to 90) and longitude (−180 to 180), or neither."
                ),
            ),
            models.UniqueConstraint(
                fields=["series", "edition"],
                name="edition_once_per_series",
                violation_error_message=_("The series already has this edition."),
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
        last_moment = self.end.astimezone(UTC) - timedelta(microseconds=1)
        return max(self.local_start, last_moment.astimezone(ZoneInfo(self.zone))).date()

    @property
    def position(self) -> tuple[Decimal, Decimal] | None:
        """The (latitude, longitude) of its own place, else of its host, else None."""
        for where in (self, self.host):
            if where is not None and where.latitude is not None:
                return where.latitude, where.longitude
        return None

    def is_over(self, at: datetime | None = None) -> bool:
        return self.end < (at or timezone.now())

    def clean(self):
        super().clean()
        if self.edition == 0:
            refusal = ValidationError(_("Editions are counted from 1."), code="edition")
            raise ValidationError({"edition": refusal})

    def before_save(self, stored, raw):
        super().before_save(stored, raw)
        self.first_day = self.local_start.date()
        unchanged = stored is not None and self.values() == stored.values()
        self.modified_at = stored.modified_at if unchanged else timezone.now()

    def values(self) -> dict:
        """Return the values of all columns but the time of the last change; no text is None."""
        fields = (field for field in self._meta.concrete_fields if field.name != "modified_at")
        values = {f.attname: f.to_python(getattr(self, f.attname)) for f in fields}
        return {name: None if value == "" else value for name, value in values.items()}
