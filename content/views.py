from django.conf import settings
from django.http import Http404, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.text import Truncator
from django.utils.translation import get_language, gettext, override
from django.views.generic import DetailView
from django.views.generic.base import ContextMixin

from .context_processors import SECTIONS
from .documents import page_document
from .exports import OPEN, absolute
from .gone import gone
from .linked_data import breadcrumb, script
from .models import LANGUAGES, OTHER, Page, Redirect
from .share import Card, page_card, section_card


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

    def said_in_title(self) -> dict[str, str]:
        """Return the part of the query that the title says: with it this is another page."""
        return {}

    def own_query(self, context: dict) -> dict:
        """Return the part of the query that belongs to the canonical address.

        It is what the title says and the number of the page, unless the list is narrowed besides.
        """
        own = self.said_in_title()
        asked = {name for name, value in self.request.GET.items() if value}
        shown = context.get("page_obj")
        if shown and shown.number > 1 and asked <= {"page", *own}:
            return {**own, "page": shown.number}
        return own

    def languages(self) -> list[str]:
        """Return the languages in which the page says something of its own."""
        return list(LANGUAGES)

    def card(self, context: dict) -> Card | None:
        """Return what the picture shows where this page is shared; None for the site's own."""
        return section_card(self.request.resolver_match.url_name)

    def structured_data(self, context: dict) -> list[dict]:
        """Return what the page says in the words of schema.org."""
        here = (self.page_title(), self.request.path)
        return [breadcrumb([*self.trail(), here])]

    def get_context_data(self, **kwargs):
        language, paths, languages = get_language(), self.addresses(), self.languages()
        query = self.request.META["QUERY_STRING"]
        original = language if language in languages else OTHER[language]
        context = super().get_context_data(**kwargs)
        own = urlencode(self.own_query(context))
        own = f"?{own}" if own else ""
        context = {
            "page_title": self.page_title(),
            "page_description": self.page_description(),
            "trail": self.trail(),
            "section": self.section,
            "switch_url": paths[OTHER[language]] + (f"?{query}" if query else ""),
            "canonical_url": settings.SITE_URL + paths[original] + own,
            "alternates": [
                {"language": code, "url": settings.SITE_URL + paths[code] + own}
                for code in languages
                if language in languages
            ],
            **context,
        }
        card = self.card(context)
        context["share_picture"] = absolute(card.get_absolute_url()) if card else ""
        context["share_words"] = card.words if card else settings.SITE_NAME
        context["structured_data"] = script(self.structured_data(context))
        return context


class AddressedView(LocalisedPage, DetailView):
    """The page of one object, found under its address; a former address leads there."""

    address_lasts = True
    documents = {"json": "application/json"}  # what ?format= knows, and its media type

    def get(self, request, *args, **kwargs):
        self.object = self.find()
        if self.object is None:
            return self.follow_redirect()
        if self.object.get_absolute_url() != request.path:
            address = self.with_format(self.object.get_absolute_url())
            return redirect(address, permanent=self.address_lasts)
        form = request.GET.get("format")
        if form:
            return self.hand_out(form)
        return self.render_to_response(self.get_context_data(object=self.object))

    def hand_out(self, form: str) -> JsonResponse:
        """Answer with the object in a format; raises Http404 for one that it does not have."""
        if form not in self.documents:
            raise Http404
        return JsonResponse(
            self.document(form),
            json_dumps_params={"ensure_ascii": False},
            content_type=self.documents[form],
            headers=OPEN,
        )

    def document(self, form: str) -> dict:
        """Return the object as a format holds it."""
        raise NotImplementedError

    def with_format(self, path: str) -> str:
        """Return an address that asks for the format that this one asks for."""
        form = self.request.GET.get("format")
        return f"{path}?{urlencode({'format': form})}" if form else path

    def find(self):
        """Return the object at this address, or None."""
        return self.get_queryset().filter(slug=self.kwargs["slug"]).first()

    def follow_redirect(self):
        """Lead to what was here once; 410 if that is over, Http404 if visitors never saw it."""
        here = get_language(), self.request.path
        path = Redirect.objects.destination(*here)
        if path and path != self.request.path:
            return redirect(self.with_format(path), permanent=True)
        if self.has_ended() or Redirect.objects.has_ended(*here):
            return gone(self.request, self.section)
        raise Http404

    def has_ended(self) -> bool:
        """Say whether what this address shows was online and is in no language now."""
        return False

    def get_context_data(self, **kwargs):
        return super().get_context_data(documents=self.documents, **kwargs)

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

    @classmethod
    def preview(cls, request, item, **context):
        """Return the page of an item as it stands, past the gate; only the admin may call this."""
        view = cls()
        view.setup(request, slug=item.current_slug)
        view.object = item
        return view.render_to_response({**view.get_context_data(object=item), **context})

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

    def has_ended(self):
        return self.model.objects.ended(self.kwargs["slug"]).exists()

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

    def document(self, form):
        return page_document(self.object)

    def card(self, context):
        return page_card(self.object)

    def trail(self):
        return LocalisedPage.trail(self)  # a page stands right under the home page

    def get_context_data(self, **kwargs):
        return super().get_context_data(section=self.object.current_slug, **kwargs)
