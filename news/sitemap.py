"""What search engines are told: every public page in each of its languages, and its twins."""

from collections.abc import Iterator
from itertools import chain

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import override

from content.models import LANGUAGES, Page
from metropoles.models import Organisation, Strategy
from networks.models import Network

from .models import Event, Post

LISTS = ["home", "members", "networks", "strategies", "news", "events", "search"]


def pages() -> Iterator[dict[str, str]]:
    """Yield {language: path} of each public page, in the languages that have a text of it."""
    for name in LISTS:
        yield {language: path_of(name, language) for language in LANGUAGES}
    always = (Organisation.objects.all(), Network.objects.all(), Strategy.objects.all())
    published = (kind.objects.visible_somewhere() for kind in (Post, Event, Page))
    for item in chain.from_iterable((*always, *published)):
        addresses = item.addresses()
        yield {language: addresses[language] for language in item.languages()}


def path_of(name: str, language: str) -> str:
    with override(language):
        return reverse(name)


def sitemap(request) -> HttpResponse:
    context = {"pages": pages(), "site_url": settings.SITE_URL}
    return render(request, "news/sitemap.xml", context, content_type="application/xml")


def robots(request) -> HttpResponse:
    lines = ["User-agent: *", "Disallow: /admin/", f"Sitemap: {settings.SITE_URL}/sitemap.xml", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
