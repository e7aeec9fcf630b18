"""All that waits for a translator, oldest first."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import NamedTuple

from django import forms
from django.contrib import admin
from django.core.paginator import Paginator
from django.db.models import Max, prefetch_related_objects
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from reversion.models import Version

from content.models import LANGUAGES, OTHER, Translated, TranslationState, states_of

from .side_by_side import NAMES
from .translation import Translations

CHUNK = 500
BEFORE_ALL = datetime(1, 1, 1, tzinfo=UTC)


class Waiting(NamedTuple):
    """A language of an item that waits since a moment: its last save, None if unknown."""

    kind: str
    pk: int
    language: str
    state: TranslationState
    since: datetime | None


def kinds_for(request) -> dict[str, Translations]:
    """Return the admins of all texts that the person signed in may change, by model label."""
    admins = {model._meta.label_lower: found for model, found in admin.site._registry.items()}
    return {
        label: found
        for label, found in admins.items()
        if isinstance(found, Translations) and found.has_change_permission(request)
    }


def states_by_item(model_admin: Translations) -> dict[int, dict[str, set[TranslationState]]]:
    """Return the states of both languages in the parts of each item, by key and language.

    Bodies pass through in chunks: memory holds the states alone.
    """
    found = defaultdict(lambda: {code: set() for code in LANGUAGES})
    sources = [(model_admin.model, "pk")]
    sources += [(inline.model, key.attname) for inline, key in model_admin.rows_of_texts()]
    for model, key in sources:
        for part in with_texts_alone(model, key).iterator(chunk_size=CHUNK):
            for code in LANGUAGES:
                found[getattr(part, key)][code] |= states_of([part], code)
    return found


def with_texts_alone(model: type[Translated], key: str):
    columns = [f"{name}_{code}" for name in model.translated_fields() for code in LANGUAGES]
    checks = [f"checked_against_{code}" for code in LANGUAGES]
    return model._base_manager.order_by().only(key, *columns, *checks)


def waiting_of(kind: str, model_admin: Translations, dated: bool = True) -> Iterator[Waiting]:
    """Yield what waits among the items of one kind, with its date unless that is not wanted."""
    dates = last_saved(model_admin.model) if dated else {}
    for pk, states in states_by_item(model_admin).items():
        for code in LANGUAGES:
            state = TranslationState.together(states[code])
            if states[code] and state != TranslationState.UP_TO_DATE:
                yield Waiting(kind, pk, code, state, dates.get(str(pk)))


def last_saved(model: type[Translated]) -> dict[str, datetime]:
    """Return when each item was last saved, by its key as text, as far as the history knows."""
    versions = Version.objects.get_for_model(model).order_by()
    dates = versions.values_list("object_id").annotate(Max("revision__date_created"))
    return dict(dates.iterator(chunk_size=CHUNK))


def counts_by_kind(request) -> list[dict]:
    """Return (name, label, number of translations that wait) of each kind that has some."""
    found = []
    for kind, model_admin in kinds_for(request).items():
        counts = Counter(item.language for item in waiting_of(kind, model_admin, dated=False))
        if counts:
            name = capfirst(model_admin.opts.verbose_name_plural)
            languages = [(code, NAMES[code], counts[code]) for code in LANGUAGES if counts[code]]
            found.append({"kind": kind, "name": name, "languages": languages})
    return found


class QueueFilter(forms.Form):
    language = forms.ChoiceField(
        label=_("Language"),
        required=False,
        choices=[("", _("both languages")), *NAMES.items()],
    )
    kind = forms.ChoiceField(label=_("Kind"), required=False)

    def __init__(self, data, kinds: dict[str, Translations]):
        super().__init__(data)
        names = [(label, capfirst(a.opts.verbose_name_plural)) for label, a in kinds.items()]
        self.fields["kind"].choices = [("", _("all kinds")), *sorted(names, key=lambda n: n[1])]


class TranslationQueue(TemplateView):
    """What is missing, unfinished or out of date, of all kinds that this person may change."""

    template_name = "admin/translation_queue.html"
    per_page = 50

    def get_context_data(self, **kwargs):
        self.kinds = kinds_for(self.request)
        form = QueueFilter(self.request.GET, self.kinds)
        asked = form.cleaned_data if form.is_valid() else {}
        page = Paginator(self.waiting(asked), self.per_page).get_page(self.request.GET.get("page"))
        return super().get_context_data(
            **admin.site.each_context(self.request),
            title=gettext("Translations that wait"),
            form=form,
            page=page,
            rows=[*self.rows(page.object_list)],
            here=self.request.get_full_path(),
            **kwargs,
        )

    def waiting(self, asked: dict) -> list[Waiting]:
        """Return all that waits, oldest first: what the history knows no date of comes before."""
        kinds = [asked["kind"]] if asked.get("kind") else [*self.kinds]
        found = [item for kind in kinds for item in waiting_of(kind, self.kinds[kind])]
        if asked.get("language"):
            found = [item for item in found if item.language == asked["language"]]
        return sorted(found, key=lambda w: (w.since or BEFORE_ALL, w.kind, w.pk, w.language))

    def rows(self, page: list[Waiting]) -> Iterator[dict]:
        """Yield what the page says of each: the item, where to translate it, what was seen."""
        items = {kind: self.items(kind, page) for kind in {waiting.kind for waiting in page}}
        for waiting in page:
            model_admin, item = self.kinds[waiting.kind], items[waiting.kind].get(waiting.pk)
            if item is None:  # deleted a moment ago
                continue
            there = {"from": OTHER[waiting.language], "next": self.request.get_full_path()}
            yield {
                **waiting._asdict(),
                "item": item,
                "kind": capfirst(model_admin.opts.verbose_name),
                "language_name": NAMES[waiting.language],
                "translate": model_admin.address("translate", item, **there),
                "still_correct": model_admin.address("still_correct", item),
                "seen": model_admin.whole(item).digest(),
            }

    def items(self, kind: str, page: list[Waiting]) -> dict[int, Translated]:
        """Return the items of one kind on the page by key, with what their names need."""
        model_admin = self.kinds[kind]
        keys = {waiting.pk for waiting in page if waiting.kind == kind}
        found = model_admin.get_queryset(self.request).filter(pk__in=keys)
        if model_admin.list_select_related:
            found = found.select_related(*model_admin.list_select_related)
        items = {item.pk: item for item in found}
        prefetch_related_objects([*items.values()], *model_admin.accessors())
        return items
