"""Putting a language online and taking it off, from the form; looking at a page at a moment."""

from copy import copy
from datetime import datetime, timedelta

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.template.loader import render_to_string
from django.urls import path, resolve, reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from content.models import LANGUAGES, OTHER, Publishable, Redirect, clock
from content.models.days import is_in_reach, out_of_reach

from .times import readings, refusal
from .translation_forms import TranslatedForm

NAMES = {"fr": _("French"), "en": _("English")}
ACTIONS = {"_publish": Publishable.publish, "_withdraw": Publishable.withdraw}


class PublishableForm(TranslatedForm):
    """A form whose buttons put one language online, or take it off, along with saving."""

    def clean(self):
        data = super().clean()
        for button, act in ACTIONS.items():
            language = self.data.get(button)
            if language in LANGUAGES and f"publish_at_{language}" in self.fields:
                self.press(act, language)
        return data

    def press(self, act, language: str):
        """Do to the typed times what the model does; whoever may not publish has no such fields."""
        names = (f"publish_at_{language}", f"expire_at_{language}")
        twin = copy(self.instance)
        for name in names:
            setattr(twin, name, self.cleaned_data.get(name))
        act(twin, language, timezone.now().replace(microsecond=0))
        for name in names:
            if getattr(twin, name) != self.cleaned_data.get(name):
                self.cleaned_data[name] = getattr(twin, name)
                self.changed_data.append(name)


class MomentField(forms.DateTimeField):
    """An instant on the site's clock, as browsers send it: 2026-12-01T09:00. Returns it aware."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")

    def to_python(self, value):
        try:
            moment = super().to_python(value)
        except forms.ValidationError as error:
            typed = error.params and error.params.get("datetime")
            if typed and not is_in_reach(typed):
                raise out_of_reach() from error
            if typed and len(readings(typed)) != 1:
                raise refusal(typed) from error
            raise
        if moment and not is_in_reach(moment):
            raise out_of_reach()
        return moment


class PreviewForm(forms.Form):
    language = forms.ChoiceField(label=_("Language"), choices=list(NAMES.items()))
    at = MomentField(label=_("As seen on"), required=False)


class PublicationDesk:
    """For the admin of something published: where each language stands, buttons, a preview."""

    form = PublishableForm
    takes_place = ()  # names of the fields that hold the start and the end of what happens

    def get_urls(self):
        view = self.admin_site.admin_view(self.preview_view)
        name = f"{self.opts.app_label}_{self.opts.model_name}_preview"
        return [path("<path:object_id>/preview/", view, name=name), *super().get_urls()]

    def preview_url(self, item: Publishable, language: str, at=None) -> str:
        asked = {"language": language} | ({"at": as_asked(at)} if at else {})
        name = f"admin:{self.opts.app_label}_{self.opts.model_name}_preview"
        return f"{reverse(name, args=[item.pk])}?{urlencode(asked)}"

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        stored = obj and self.model._base_manager.filter(pk=obj.pk).first()
        context["publication"] = self.publication_panel(request, stored or self.model())
        context["may_publish"] = self.may_publish(request) and not {"revert", "recover"} & {
            *context
        }
        return super().render_change_form(request, context, *args, obj=obj, **kwargs)

    def may_publish(self, request) -> bool:
        return self.has_change_permission(request) and self.has_add_permission(request)

    def publication_panel(self, request, item: Publishable) -> dict:
        """Return what the form tells: now and at each moment to come, and the addresses."""
        now = timezone.now()
        return {
            "item": item,
            "now": now,
            "languages": [
                {
                    "code": code,
                    "name": NAMES[code],
                    "state": item.publication_state(code, now),
                    "preview": item.pk and self.preview_url(item, code),
                }
                for code in LANGUAGES
            ],
            "moments": [self.moment(item, at) for at in (now, *item.turning_points(now))],
            "addresses": self.addresses(item) if item.pk else [],
        }

    def moment(self, item: Publishable, at) -> dict:
        pages = [
            {
                "language": NAMES[code],
                "shown": shown and NAMES[shown],
                "is_own": shown == code,
                "preview": item.pk and self.preview_url(item, code, at),
            }
            for code, shown in item.pages_at(at).items()
        ]
        return {"at": at, "pages": pages}

    @staticmethod
    def addresses(item: Publishable) -> list[dict]:
        """Return the present and the former addresses in each language."""
        present, working = item.addresses(), item.paths()
        former = [(r.language, r.old_path) for r in Redirect.objects.of(item)]
        former = [address for address in former if address not in working]
        return [
            {
                "language": NAMES[code],
                "present": present[code],
                "is_public": item.is_public(),
                "former": [address for language, address in former if language == code],
            }
            for code in LANGUAGES
        ]

    def response_add(self, request, obj, post_url_continue=None):
        return super().response_add(stay_if_pressed(request), obj, post_url_continue)

    def response_change(self, request, obj):
        return super().response_change(stay_if_pressed(request), obj)

    def preview_view(self, request, object_id):
        """Show the public page of one language at a moment, to those who may see the form."""
        item = self.get_object(request, object_id)
        if item is None:
            raise Http404
        if not self.has_view_permission(request, item):
            raise PermissionDenied
        now = timezone.now()
        asked = {
            "language": "fr",
            "at": as_asked(now.replace(second=0, microsecond=0)),
        } | request.GET.dict()
        form = PreviewForm(asked)
        form.is_valid()
        language = form.cleaned_data.get("language", "fr")
        at = form.cleaned_data.get("at") if "at" in request.GET else None
        return self.preview(request, item, form, language, at or now)

    def preview(self, request, item: Publishable, form, language: str, at) -> HttpResponse:
        told = {
            "form": form,
            "at": at,
            "shown": item.pages_at(at)[language],
            "language": language,
            "item": item,
            "form_url": reverse(
                f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[item.pk]
            ),
        }
        banner = render_to_string("admin/_preview_banner.html", told)
        other = OTHER[language]
        if getattr(item, f"title_{language}"):
            item.publish(language, at)  # a draft shows as it would look; this is never saved
        elif not item.is_visible(other, at):
            item.publish(other, at)
        with override(language), clock.looking_at(at):
            view = resolve(item.get_absolute_url()).func.view_class
            page = view.preview(
                request,
                item,
                preview_banner=banner,
                switch_url=self.preview_url(item, other, at),
                canonical_url="",
                alternates=[],
            ).render()
        page["X-Robots-Tag"] = "noindex"
        return page


def as_asked(at: datetime) -> str:
    """Return an instant as the preview takes it: 2026-12-01T09:00, with the offset in doubt."""
    at = localtime(at + timedelta(microseconds=-at.microsecond % 1_000_000))
    local = at.replace(tzinfo=None, fold=0)
    shown = at if len(readings(local)) == 2 else local
    return shown.isoformat("T", "seconds" if at.second else "minutes")


def stay_if_pressed(request):
    """Make a button of publication lead back to the form, where the new state is told."""
    if not {*ACTIONS}.isdisjoint(request.POST):
        request.POST = request.POST.copy()
        request.POST["_continue"] = "1"
    return request
