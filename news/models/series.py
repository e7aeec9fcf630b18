from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from content.models import Translated, filled
from networks.models import Network


class EventSeries(Translated):
    """What comes back: a conference twice a year, whose editions are events."""

    name = models.CharField(
        _("name"), max_length=200, blank=True, help_text=_("For example METREX conference.")
    )
    slug = models.SlugField(
        _("code"),
        unique=True,
        help_text=_("Used in the addresses of lists, for example metrex-conference."),
    )
    rhythm = models.CharField(
        _("rhythm"), max_length=100, blank=True, help_text=_("For example Twice a year.")
    )
    summary = models.TextField(
        _("summary"), blank=True, help_text=_("One or two sentences, shown in lists.")
    )
    network = models.ForeignKey(
        Network,
        models.PROTECT,
        verbose_name=_("network"),
        null=True,
        blank=True,
        related_name="event_series",
        help_text=_("Whose series it is."),
    )

    class Meta:
        verbose_name = _("event series")
        verbose_name_plural = _("series of events")
        ordering = ["slug"]
        constraints = [
            models.CheckConstraint(
                condition=filled("name"),
                name="event_series_has_a_name",
                violation_error_message=_("Give the series a name in at least one language."),
            )
        ]

    def __str__(self):
        return self.name or self.slug

    def get_absolute_url(self):
        """The list of its editions, which says what the series is."""
        return f"{reverse('events')}?series={self.slug}"
