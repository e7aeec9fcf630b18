from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from content.context_processors import SECTIONS
from content.models import Theme
from metropoles.views import Atlas
from networks.models import Network
from networks.roll import Roll

from ..models import Event, Post


class AtlasWithNews(Atlas):
    """The atlas, with the lists of other rooms that have something on its theme."""

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            elsewhere=lists_on(self.theme) if self.theme else [], **kwargs
        )


def lists_on(theme: Theme) -> list[tuple[str, str, int]]:
    """Return (label, address, how many it shows) of each list that has something on a theme."""
    language = get_language()
    members = Roll(Network.objects.home(), timezone.localdate())
    counts = {
        "members": len(members.held_by(set(theme.organisations.values_list("pk", flat=True)))),
        "networks": Network.objects.filter(themes=theme).count(),
        "news": Post.objects.visible(language).filter(themes=theme).count(),
        "events": Event.objects.visible(language).filter(themes=theme).count(),
    }
    return [
        (label, f"{reverse(section)}?theme={theme.slug}", counts[section])
        for section, label in SECTIONS
        if counts.get(section)
    ]
