from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from .models import OTHER, Menu, Page

SECTIONS = [
    ("members", _("Members")),
    ("networks", _("Networks")),
    ("strategies", _("Strategies")),
    ("news", _("News")),
    ("events", _("Events")),
]


def site(request) -> dict:
    """What the base template needs on every page: names, menus, a language switch of last resort.

    Views of real pages give their own `canonical_url`, `alternates` and `switch_url`.
    """
    language = get_language() or settings.LANGUAGE_CODE
    pages = list(Page.objects.visible(language).exclude(menu=Menu.NONE))
    menu = [{"section": s, "label": label, "url": reverse(s)} for s, label in SECTIONS]
    menu += [
        {"section": page.slug, "label": page.title, "url": page.get_absolute_url()}
        for page in pages
        if page.menu == Menu.HEADER
    ]
    return {
        "site_name": settings.SITE_NAME,
        "site_tagline": gettext(
            "The metropolises of Europe: who they are, the networks they belong to, their news"
        ),
        "site_url": settings.SITE_URL,
        "menu": menu,
        "footer_pages": [page for page in pages if page.menu == Menu.FOOTER],
        "switch_language": OTHER[language],
        "switch_url": f"/{OTHER[language]}/",
    }
