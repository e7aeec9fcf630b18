from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from content.views import LocalisedPage
from metropoles.models import Organisation

from ..comparison import MOST, compare
from ..models import Network

LONGEST_NAME = 150
SUGGESTED = 200


class Compare(LocalisedPage, TemplateView):
    """Two to four organisations side by side, each named by its address or by any known name."""

    section = "members"
    template_name = "networks/compare.html"
    title = _("Compare metropolises")
    description = _(
        "Two to four organisations side by side: their figures with period and source, the networks"
        " they share, their status in each."
    )

    def trail(self):
        return [*super().trail(), (gettext("Members"), reverse("members"))]

    def get_context_data(self, **kwargs):
        names = self.request.GET.getlist("organisation")
        asked = [name.replace("\0", "").strip()[:LONGEST_NAME] for name in names]
        named = list(dict.fromkeys(name for name in asked if name))
        asked, left_out = named[:MOST], named[MOST:]
        found = {name: Organisation.objects.known_as(name) for name in asked}
        chosen = list(dict.fromkeys(body for body in found.values() if body))
        named_same = [name for name in asked if found[name]]
        fields = [(name, found[name]) for name in asked] + [("", None)] * (MOST - len(asked))
        return super().get_context_data(
            fields=fields,
            chosen=chosen,
            left_out=left_out,
            same=named_same if len(named_same) > len(chosen) == 1 else [],
            suggestions=self.suggestions(chosen),
            comparison=self.comparison(chosen) if len(chosen) > 1 else None,
            **({"alternates": []} if names else {}),  # a choice is a visitor's, not for the index
            **kwargs,
        )

    @staticmethod
    def suggestions(chosen: list[Organisation]):
        """The bodies of the network that the site speaks for, but those chosen, by name."""
        network = Network.objects.home()
        if network is None:
            return []
        bodies = network.members_on(timezone.localdate()).values("participants__organisation")
        members = Organisation.objects.filter(pk__in=bodies)
        others = members.exclude(pk__in=[body.pk for body in chosen])
        return others.sorted_by_name(get_language())[:SUGGESTED]

    @staticmethod
    def comparison(chosen: list[Organisation]):
        loaded = Organisation.objects.with_page_content().in_bulk([body.pk for body in chosen])
        return compare([loaded[body.pk] for body in chosen], timezone.localdate())
