from django.conf import settings
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language, override
from django.views.generic import DetailView
from django.views.generic.base import ContextMixin

from .models import LANGUAGES, OTHER, Page, Redirect


class LocalisedPage(ContextMixin):
    """A page with a twin in the other language: canonical address, alternates, language switch."""

    section = ""

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
    """The page of one object, found under its address; a former address leads to the present one."""

    def get(self, request, *args, **kwargs):
        self.object = self.find()
        if self.object is None:
            return self.follow_redirect()
        if self.object.get_absolute_url() != request.path:
            return redirect(self.object, permanent=True)
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


class PublishableView(AddressedView):
    """The page of something published per language; the switch never lands on a 404."""

    def get_queryset(self):
        return super().get_queryset().visible_somewhere()

    def find(self):
        """Look in the page's language first, then in the other: an address may exist in one only."""
        slug, language = self.kwargs["slug"], get_language()
        for code in (language, OTHER[language]):
            found = self.get_queryset().filter(**{f"slug_{code}": slug}).first()
            if found:
                return found
        return None

    def languages(self):
        return [language for language in LANGUAGES if self.object.is_visible(language)]


class PageView(PublishableView):
    model = Page
    template_name = "content/page.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(section=self.object.current_slug, **kwargs)
