"""What goes online and leaves, and what takes place: by month, by week or as a list."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.text import capfirst
from django.utils.timezone import localtime, make_aware
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from content.models import LANGUAGES, Publishable

from .publication import NAMES

DAY = timedelta(days=1)
FIRST_YEAR, LAST_YEAR = 1901, 2199  # a year inside what may be scheduled
MONTHS_IN_LIST = 12
WORDS = {  # (what happens, in which language, whether it is over)
    ("publish", "fr", False): _("goes online in French"),
    ("publish", "fr", True): _("went online in French"),
    ("publish", "en", False): _("goes online in English"),
    ("publish", "en", True): _("went online in English"),
    ("expire", "fr", False): _("leaves the site in French"),
    ("expire", "fr", True): _("left the site in French"),
    ("expire", "en", False): _("leaves the site in English"),
    ("expire", "en", True): _("left the site in English"),
    ("happens", "", False): _("takes place"),
    ("happens", "", True): _("took place"),
}


@dataclass(frozen=True)
class Entry:
    """One thing that happens: a language goes online or leaves, or an event takes place."""

    item: Publishable
    kind: str  # "publish", "expire" or "happens"
    language: str  # "" where it concerns both
    at: datetime
    until: datetime

    @property
    def title(self) -> str:
        return (self.language and getattr(self.item, f"title_{self.language}")) or str(self.item)

    @property
    def words(self) -> str:
        return WORDS[self.kind, self.language, self.until <= timezone.now()]

    @property
    def address(self) -> str:
        meta = self.item._meta
        return reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[self.item.pk])

    @property
    def kind_of_item(self) -> str:
        return self.item._meta.verbose_name

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last day on the site's clock; midnight ends the day before it."""
        first = localtime(self.at).date()
        last = localtime(self.until - timedelta(microseconds=1)).date()
        return first, max(first, last)


def kinds_of_items() -> dict[str, admin.ModelAdmin]:
    """Return the admin of everything published per language, by the name of its model."""
    registered = admin.site._registry.items()
    return {m._meta.model_name: desk for m, desk in registered if issubclass(m, Publishable)}


def entries_between(desk, request, languages, first: date, end: date) -> list[Entry]:
    """Return what happens to one kind of item from a day to before another, in one query."""
    start, stop = start_of(first), start_of(end)
    asked = Q()
    for language in languages:
        for name in (f"publish_at_{language}", f"expire_at_{language}"):
            asked |= Q(**{f"{name}__gte": start, f"{name}__lt": stop})
    if desk.takes_place:
        begins, ends = desk.takes_place
        asked |= Q(**{f"{begins}__lt": stop, f"{ends}__gte": start})
    found = [
        entry
        for item in desk.get_queryset(request).filter(asked)
        for entry in entries_of(item, desk, languages)
    ]
    return [entry for entry in found if entry.days[0] < end and entry.days[1] >= first]


def entries_of(item: Publishable, desk, languages) -> list[Entry]:
    entries = []
    for language in languages:
        online, leaves = item.times_online(language)
        if online:
            entries.append(Entry(item, "publish", language, online, online))
        if online and leaves:
            entries.append(Entry(item, "expire", language, leaves, leaves))
    if desk.takes_place:
        start, end = (getattr(item, name) for name in desk.takes_place)
        entries.append(Entry(item, "happens", "", start, end))
    return entries


def start_of(day: date) -> datetime:
    return make_aware(datetime.combine(day, time.min))


def month_after(month: date, count: int = 1) -> date:
    """Return the first day of the month that comes `count` months later, or earlier."""
    year, index = divmod(month.year * 12 + month.month - 1 + count, 12)
    return date(year, index + 1, 1)


def choices_of_kinds() -> list[tuple[str, str]]:
    named = kinds_of_items().items()
    return [("", _("All")), *((n, capfirst(desk.opts.verbose_name_plural)) for n, desk in named)]


class CalendarForm(forms.Form):
    """What to look at; whatever is left out or wrong shows the present month of everything."""

    VIEWS = {"month": _("Month"), "week": _("Week"), "list": _("List")}

    view = forms.ChoiceField(choices=VIEWS, required=False, widget=forms.HiddenInput)
    month = forms.CharField(
        label=_("Month"),
        required=False,
        widget=forms.TextInput(attrs={"type": "month", "placeholder": "2026-12"}),
    )
    week = forms.CharField(
        label=_("Week"),
        required=False,
        widget=forms.TextInput(attrs={"type": "week", "placeholder": "2026-W49"}),
    )
    language = forms.ChoiceField(
        label=_("Language"), choices=[("", _("Both")), *NAMES.items()], required=False
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=choices_of_kinds, required=False)

    def clean_month(self):
        return self.day(self.cleaned_data["month"], "%Y-%m")

    def clean_week(self):
        asked = self.cleaned_data["week"]
        return self.day(asked and f"{asked}-1", "%G-W%V-%u")

    @staticmethod
    def day(text: str, pattern: str) -> date | None:
        if not text:
            return None
        try:
            day = datetime.strptime(text, pattern).date()
        except ValueError as error:
            words = gettext("Write a month like 2026-12, a week like 2026-W49.")
            raise ValidationError(words, code="invalid") from error
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise ValidationError(gettext("Choose a year from 1901 to 2199."), code="year")
        return day


class Calendar(TemplateView):
    """Instants of publication of what the reader may see in the admin, and the days of events."""

    template_name = "admin/calendar.html"

    def get_context_data(self, **kwargs):
        form = CalendarForm(self.request.GET)
        form.is_valid()
        self.asked = form.cleaned_data
        self.view_name = self.asked.get("view") or "month"
        form.fields.pop("month" if self.view_name == "week" else "week")
        first, end = self.span()
        entries = self.entries(first, end)
        return super().get_context_data(
            **admin.site.each_context(self.request),
            title=gettext("Calendar"),
            form=form,
            view_name=self.view_name,
            first=first,
            last=end - DAY,
            today=timezone.localdate(),
            count=len(entries),
            weeks=self.weeks(entries, first, end) if self.view_name != "list" else [],
            months=self.months(entries, first) if self.view_name == "list" else [],
            **self.links(first),
            **kwargs,
        )

    def span(self) -> tuple[date, date]:
        """Return the first day shown and the one after the last."""
        today = timezone.localdate()
        if self.view_name == "week":
            first = self.asked.get("week") or today - today.weekday() * DAY
            return first, first + 7 * DAY
        first = self.asked.get("month") or today.replace(day=1)
        return first, month_after(first, MONTHS_IN_LIST if self.view_name == "list" else 1)

    def entries(self, first: date, end: date) -> list[Entry]:
        language, kind = self.asked.get("language"), self.asked.get("kind")
        found = []
        for name, desk in kinds_of_items().items():
            if kind in ("", None, name) and desk.has_view_permission(self.request):
                languages = [language] if language else LANGUAGES
                found += entries_between(desk, self.request, languages, first, end)
        return sorted(found, key=lambda entry: (entry.at, entry.kind, entry.title))

    @staticmethod
    def weeks(entries: list[Entry], first: date, end: date) -> list[list[dict]]:
        """Return whole weeks from Monday on; a day outside the span has no entries."""
        by_day = {}
        for entry in entries:
            day, last = max(entry.days[0], first), min(entry.days[1], end - DAY)
            while day <= last:
                by_day.setdefault(day, []).append(entry)
                day += DAY
        monday = first - first.weekday() * DAY
        days = [monday + n * DAY for n in range((end - monday).days + (-(end - monday).days) % 7)]
        cells = [
            {"day": day, "inside": first <= day < end, "entries": by_day.get(day, [])}
            for day in days
        ]
        return [cells[n : n + 7] for n in range(0, len(cells), 7)]

    @staticmethod
    def months(entries: list[Entry], first: date) -> list[tuple[date, list[Entry]]]:
        """Return the entries by month; what began before the first day stands in its month."""
        grouped = groupby(entries, key=lambda e: max(e.days[0], first).replace(day=1))
        return [(month, list(group)) for month, group in grouped]

    def links(self, first: date) -> dict:
        steps = {"month": 1, "list": MONTHS_IN_LIST}
        if self.view_name == "week":
            before, after = first - 7 * DAY, first + 7 * DAY
        else:
            before, after = (month_after(first, sign * steps[self.view_name]) for sign in (-1, 1))
        today = timezone.localdate()
        same = today if (today.year, today.month) == (first.year, first.month) else first
        return {
            "previous_url": self.link(self.view_name, before),
            "next_url": self.link(self.view_name, after),
            "today_url": self.link(self.view_name, today),
            "views": [
                (label, self.link(name, same), name == self.view_name)
                for name, label in CalendarForm.VIEWS.items()
            ],
        }

    def link(self, view: str, day: date) -> str:
        """Return the address of a view of a day with the present filters; "" beyond the years."""
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            return ""
        when = {"week": f"{day:%G-W%V}"} if view == "week" else {"month": f"{day:%Y-%m}"}
        kept = {name: self.asked[name] for name in ("language", "kind") if self.asked.get(name)}
        return f"?{urlencode({'view': view} | when | kept)}"


calendar = admin.site.admin_view(Calendar.as_view())
