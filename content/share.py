"""The picture shown where a page is shared: what stands on it, and its address."""

from dataclasses import astuple, dataclass
from hashlib import sha256

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from .models import Page

DRAWING = 2  # raise it when cards are drawn differently: their addresses change with it

TITLES = {
    "home": _("Europe’s metropolises, in one network"),
    "members": _("Members"),
    "members_list": _("List of members"),
    "members_changes": _("What changed"),
    "members_statistics": _("Statistics"),
    "networks": _("Networks"),
    "strategies": _("Strategies"),
    "news": _("News"),
    "events": _("Events"),
    "data": _("Open data"),
    "members_compare": _("Compare metropolises"),
    "atlas": _("Atlas of strategies"),
    "search": _("Search"),
    "site_map": _("Site map"),
}


@dataclass(frozen=True)
class Card:
    """What a sharing picture tells: a name, a line under it, a status as shape and word, places.

    `points` are (latitude, longitude, status category), `near` asks for a map close to them.
    """

    kind: str
    key: str
    language: str
    title: str
    line: str = ""
    category: str = ""
    status: str = ""
    points: tuple[tuple[float, float, str], ...] = ()
    near: bool = False

    @property
    def site(self) -> str:
        return settings.SITE_NAME

    @property
    def words(self) -> str:
        """What is written on it, for those who do not see it."""
        return " · ".join(filter(None, (self.title, self.line, self.status)))

    @property
    def digest(self) -> str:
        """Its name by content: another one as soon as anything on it is another."""
        return sha256(repr((DRAWING, self.site, *astuple(self))).encode()).hexdigest()[:16]

    def get_absolute_url(self) -> str:
        return reverse("share", args=[self.language, self.kind, self.key, self.digest])


def card(kind: str, key, title: str, **facts) -> Card:
    """Return the card of something in the active language."""
    return Card(kind, str(key), get_language(), str(title), **facts)


def section_card(name: str) -> Card | None:
    """Return the card of a list of the site, by the name of its address."""
    return card("section", name, TITLES[name]) if name in TITLES else None


def page_card(page: Page) -> Card:
    return card("page", page.pk, page.text_in("title", get_language())[0])


def points_of(bodies, category: str = "place") -> tuple[tuple[float, float, str], ...]:
    """Return the places of bodies, as a card has them."""
    return tuple(
        (float(body.latitude), float(body.longitude), category)
        for body in bodies
        if body.latitude is not None
    )
