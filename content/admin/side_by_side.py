"""One language at the left to read, the other at the right to write."""

import js_asset
import reversion
from django.conf import settings
from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.forms import Media
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language, gettext
from django.views import View

from content.models import LANGUAGES, OTHER, Translated

from .conflicts import latest_version
from .translation_forms import Section

NAMES = dict(settings.LANGUAGES)


def editable(model_admin, request: HttpRequest, object_id: str) -> Translated:
    """Return the item that an address names; raises Http404, PermissionDenied."""
    item = model_admin.get_object(request, unquote(object_id))
    if item is None:
        raise Http404
    if not model_admin.has_change_permission(request, item):
        raise PermissionDenied
    return item


def next_page(request: HttpRequest) -> str:
    """Return the page of this site to go back to, if the address or the form names one, or ""."""
    page = request.POST.get("next") or request.GET.get("next") or ""
    return page if url_has_allowed_host_and_scheme(page, {request.get_host()}) else ""


class StillCorrectView(View):
    """One click on what was seen: refused if the texts have changed since the page was shown."""

    http_method_names = ["post"]
    model_admin = None

    def post(self, request, object_id: str) -> HttpResponse:
        item = editable(self.model_admin, request, object_id)
        language = request.POST.get("language")
        if language not in LANGUAGES:
            raise Http404
        if request.POST.get("seen") != self.model_admin.whole(item).digest():
            warning = gettext("“%s” was changed since you saw it: read it again.")
            messages.warning(request, warning % item)
            reading = {"from": OTHER[language]}
            return redirect(self.model_admin.address("translate", item, **reading))
        self.model_admin.confirm(request, item, language)
        return redirect(next_page(request) or self.model_admin.address("change", item))


class SideBySideView(View):
    """Translate an item with its rows; either language is the source (?from=fr or ?from=en)."""

    http_method_names = ["get", "post"]
    model_admin = None

    def dispatch(self, request, object_id: str) -> HttpResponse:
        self.item = editable(self.model_admin, request, object_id)
        self.whole = self.model_admin.whole(self.item)
        self.source = self.source_asked()
        self.target = OTHER[self.source]
        self.state = self.whole.translation_state(self.target)
        self.keeps = self.whole.has_translation_to_keep()
        self.seen_version = latest_version(self.item)
        self.sections = [*self.find_sections()]
        return super().dispatch(request)

    def source_asked(self) -> str:
        """Return the language to translate from: as asked, else the one that does not wait."""
        asked = self.request.GET.get("from")
        if asked in LANGUAGES:
            return asked
        waiting = [code for code in LANGUAGES if self.whole.waits(code)]
        return OTHER[waiting[0]] if waiting else get_language()

    def find_sections(self):
        """Yield the item and each of its rows that has a text and that this person may change."""
        arguments = (self.request, self.source, self.target)
        yield Section(self.item, self.model_admin, *arguments)
        admins = {}
        for inline_class, _key in self.model_admin.rows_of_texts():
            inline = inline_class(self.model_admin.model, self.model_admin.admin_site)
            if inline.has_change_permission(self.request, self.item):
                admins[inline.model] = inline
        for row in self.whole.parts[1:]:
            if type(row) in admins and any(row.has_text(code) for code in LANGUAGES):
                yield Section(row, admins[type(row)], *arguments)

    def get(self, request) -> HttpResponse:
        return self.show()

    def post(self, request) -> HttpResponse:
        refused = [section for section in self.sections if not section.form.is_valid()]
        if refused:
            return self.show()
        try:
            with transaction.atomic(), self.model_admin.create_revision(request):
                self.save()
        except IntegrityError as error:
            return self.model_admin.explain_conflict(request, error)
        if "_continue" in request.POST or "_still_correct" in request.POST:
            return redirect(request.get_full_path())
        return redirect(next_page(request) or self.model_admin.address("change", self.item))

    def save(self):
        """Write what was changed, one entry in the journal; then the check, if it was asked for."""
        item_form, *row_forms = (section.form for section in self.sections)
        changed = [section for section in self.sections if section.form.has_changed()]
        for section in changed:
            section.part.edit_is_minor = item_form.cleaned_data["minor"]
        if item_form.has_changed():
            self.model_admin.save_model(self.request, self.item, item_form, change=True)
        for form in row_forms:
            if form.has_changed():
                form.save()
        if changed:
            reversion.add_to_revision(self.item)
            message = [{"changed": section.told()} for section in changed]
            self.model_admin.log_change(self.request, self.item, message)
            messages.success(self.request, gettext("“%s” was saved.") % self.item)
        if "_still_correct" in self.request.POST:
            self.model_admin.confirm(self.request, self.item, self.target)

    def show(self) -> HttpResponse:
        forms = [section.form for section in self.sections]
        media = sum((form.media for form in forms), Media())
        model_admin, other = self.model_admin, {"from": self.target}
        context = {
            **model_admin.admin_site.each_context(self.request),
            "title": gettext("Translate: %s") % self.item,
            "opts": model_admin.opts,
            "item": self.item,
            "sections": self.sections,
            "has_errors": any(form.errors for form in forms),
            "source": {"code": self.source, "name": NAMES[self.source]},
            "target": {"code": self.target, "name": NAMES[self.target]},
            "state": self.state,
            "minor": forms[0]["minor"] if self.keeps else None,
            "seen_version": self.seen_version,
            "next": next_page(self.request),
            "change_address": model_admin.address("change", self.item),
            "other_way": model_admin.address("translate", self.item, **other),
            "media": js_asset.Media.from_media(media, nonce=str(self.request.csp_nonce)),
        }
        return TemplateResponse(self.request, "admin/side_by_side.html", context)
