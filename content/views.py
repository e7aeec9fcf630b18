from django.conf import settings
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import get_language, gettext, override
from django.views.generic import DetailView
from django.views.generic.base import ContextMixin

from .context_processors import SECTIONS
from .models import LANGUAGES, OTHER, Page, Redirect


class LocalisedPage(ContextMixin):
    """A page with a twin in the other language: canonical address, alternates, language switch."""

    section = ""
    title = ""
    description = ""

    def page_title(self) -> str:
        """Return the name of the page in tabs and in search results: no other page has it."""
        return self.title

    def page_description(self) -> str:
        """Return what search results say under the title: plain text, 165 characters at most."""
        return self.description

    def trail(self) -> list[tuple[str, str]]:
        """Return (label, address) of the pages above this one, the home page first."""
        return [(gettext("Home"), reverse("home"))]

    def addresses(self) -> dict[str, str]:
        """Return the path of this page in each language."""
        match = self.request.resolver_match
        paths = {}
        for language in LANGUAGES:
            with override(language):
                paths[language] = reverse(match.view_name, args=match.args, kwargs=match.kwargs)
        return paths

    def languages(self) -> list[str]:
        """Return the languages in which the page says something of its own."""
        return list(LANGUAGES)

    def get_context_data(self, **kwargs):
        language, paths, languages = get_language(), self.addresses(), self.languages()
        query = self.request.META["QUERY_STRING"]
        original = language if language in languages else OTHER[language]
        return {
            "page_title": self.page_title(),
            "page_description": self.page_description(),
            "trail": self.trail(),
            "section": self.section,
            "switch_url": paths[OTHER[language]] + (f"?{query}" if query else ""),
            "canonical_url": settings.SITE_URL + paths[original],
            "alternates": [
                {"language": code, "url": settings.SITE_URL + paths[code]}
                for code in languages
                if language in languages
            ],
            **super().get_context_data(**kwargs),
        }


class AddressedView(LocalisedPage, DetailView):
    """The page of one object, found under its address; a former address leads there."""

    address_lasts = True

    def get(self, request, *args, **kwargs):
        self.object = self.find()
        if self.object is None:
            return self.follow_redirect()
        if self.object.get_absolute_url() != request.path:
            return redirect(self.object, permanent=self.address_lasts)
        return self.render_to_response(self.get_context_data(object=self.object))

    def find(self):
        """Return the object at this address, or None."""
        return self.get_queryset().filter(slug=self.kwargs["slug"]).first()

    def follow_redirect(self):
        path = Redirect.objects.destination(get_language(), self.request.path)
        if path is None or path == self.request.path:
            raise Http404
        return redirect(path, permanent=True)

    def addresses(self):
        return self.object.addresses()

    def languages(self):
        return self.object.languages()

    def page_title(self):
        return str(self.object)

    def page_description(self):
        """The summary with the name before it: bodies of one kind are often summed up alike."""
        summary, _ = self.object.text_in("summary", get_language())
        return Truncator(f"{self.object} – {summary}" if summary else self.page_title()).chars(165)

    def trail(self):
        return [*super().trail(), (dict(SECTIONS)[self.section], reverse(self.section))]


class PublishableView(AddressedView):
    """The page of something published per language; the switch never lands on a 404."""

    address_lasts = False  # it changes when the other language goes online

    def get_context_data(self, **kwargs):
        is_translated = self.languages() == list(LANGUAGES)
        return super().get_context_data(is_translated=is_translated, **kwargs)

    def get_queryset(self):
        return super().get_queryset().visible_somewhere()

    def find(self):
        """Look among what is online in this language, then in the other, then at what was."""
        slug, here = self.kwargs["slug"], get_language()
        items, there = self.get_queryset(), OTHER[here]
        return (
            items.visible(here).filter(**{f"slug_{here}": slug}).first()
            or items.visible(there).filter(**{f"slug_{there}": slug}).first()
            or items.filter(**{f"slug_{here}": slug}).first()
        )

    def page_title(self):
        title, _ = self.object.text_in("title", get_language())
        return title

    def page_description(self):
        summary, _ = self.object.text_in("summary", get_language())
        return Truncator(summary or self.page_title()).chars(165)


class PageView(PublishableView):
    model = Page
    template_name = "content/page.html"

    def get_queryset(self):
        return super().get_queryset().select_related("lead_image")

    def trail(self):
        return LocalisedPage.trail(self)  # a page stands right under the home page

    def get_context_data(self, **kwargs):
        return super().get_context_data(section=self.object.current_slug, **kwargs)
