from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import get_language, gettext, override
from django.utils.translation import gettext_lazy as _

from . import clock
from .checklist import Checked
from .choices import NamedChoices
from .days import DaysInReach
from .online import expired, online, online_anywhere
from .search_entry import SearchEntry
from .searchable import Searchable
from .translated import LANGUAGES, OTHER, Translated


class PublicationState(NamedChoices):
    DRAFT = "draft", _("draft")
    SCHEDULED = "scheduled", _("scheduled")
    LIVE = "live", _("online")
    EXPIRED = "expired", _("expired")


class PublishableQuerySet(models.QuerySet):
    def visible(self, language: str, at: datetime | None = None):
        """Items online in one language at an instant (aware; now by default).

        This is the one gate: pages, lists, counts, feeds, sitemap, search and exports pass here.
        """
        return self.filter(online(language, at or clock.now()))

    def visible_somewhere(self, at: datetime | None = None):
        """Items online in at least one language: those that a language switch may land on."""
        at = at or clock.now()
        return self.filter(online_anywhere(at))

    def expired(self, language: str, at: datetime | None = None):
        """Items that were online in one language and no longer are."""
        return self.filter(expired(language, at or clock.now()))

    def ended(self, slug: str | None = None, at: datetime | None = None):
        """Items once online and in no language now; with a slug, those it was an address of."""
        at, over = at or clock.now(), Q()
        for language in LANGUAGES:
            here = Q(**{f"slug_{language}": slug}) if slug else Q()
            over |= expired(language, at) & here
        return self.filter(over).exclude(online_anywhere(at))

    def update(self, **values):
        """Write columns of many rows at once; what the search knows of them follows."""
        keys = list(self.order_by().values_list("pk", flat=True))
        count = super().update(**values)
        SearchEntry.objects.refresh(self.model, keys)
        return count

    update.alters_data = True


class OptionalSlugField(models.SlugField):
    """A slug that may be absent: no slug is stored as NULL, so that uniqueness ignores it."""

    def get_prep_value(self, value):
        return super().get_prep_value(value) or None


def publication_field(label, help_text) -> models.DateTimeField:
    return models.DateTimeField(label, null=True, blank=True, db_index=True, help_text=help_text)


PUBLISH_HELP = _("Empty: draft. In the future: it goes online by itself at that time.")
EXPIRE_HELP = _("Empty: stays online. Otherwise it leaves the site by itself at that time.")


class Publishable(Checked, Searchable, Translated, DaysInReach):
    """Something with a title and an address that goes online per language, by the clock alone."""

    url_name = ""

    title = models.CharField(_("title"), max_length=200, blank=True)
    slug = OptionalSlugField(
        _("address"),
        max_length=200,
        null=True,
        blank=True,
        db_index=False,
        help_text=_("The end of the page's address. Leave empty: it is made from the title."),
    )
    publish_at_fr = publication_field(_("online in French from"), PUBLISH_HELP)
    publish_at_en = publication_field(_("online in English from"), PUBLISH_HELP)
    expire_at_fr = publication_field(_("online in French until"), EXPIRE_HELP)
    expire_at_en = publication_field(_("online in English until"), EXPIRE_HELP)

    objects = PublishableQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(fields=["slug_fr"], name="%(class)s_french_address_is_unique"),
            models.UniqueConstraint(fields=["slug_en"], name="%(class)s_english_address_is_unique"),
            models.CheckConstraint(
                condition=Q(expire_at_fr=None) | Q(expire_at_fr__gt=F("publish_at_fr")),
                name="%(class)s_in_french_expires_after_publication",
                violation_error_message=_("French: the end must come after the start."),
            ),
            models.CheckConstraint(
                condition=Q(expire_at_en=None) | Q(expire_at_en__gt=F("publish_at_en")),
                name="%(class)s_in_english_expires_after_publication",
                violation_error_message=_("English: the end must come after the start."),
            ),
            models.CheckConstraint(
                condition=Q(publish_at_fr=None)
                | (Q(title_fr__isnull=False, slug_fr__isnull=False) & ~Q(title_fr="")),
                name="%(class)s_online_in_french_has_a_title",
                violation_error_message=_("To publish in French, give it a French title."),
            ),
            models.CheckConstraint(
                condition=Q(publish_at_en=None)
                | (Q(title_en__isnull=False, slug_en__isnull=False) & ~Q(title_en="")),
                name="%(class)s_online_in_english_has_a_title",
                violation_error_message=_("To publish in English, give it an English title."),
            ),
        ]

    def __str__(self):
        return self.title or self.title_fr or self.title_en or gettext("(no title)")

    def times_online(self, language: str) -> tuple[datetime | None, datetime | None]:
        """Return when the item goes online in one language and when it leaves, as far as set."""
        return getattr(self, f"publish_at_{language}"), getattr(self, f"expire_at_{language}")

    def turning_points(self, after: datetime) -> list[datetime]:
        """Return the instants after this one at which visitors will see something else."""
        times = {time for language in LANGUAGES for time in self.times_online(language)}
        seen, points = self.pages_at(after), []
        for time in sorted(time for time in times if time and time > after):
            if self.pages_at(time) != seen:
                points.append(time)
            seen = self.pages_at(time)
        return points

    def pages_at(self, at: datetime) -> dict[str, str | None]:
        """Return for each language which one its page shows at an instant; None: no page."""
        if not any(self.is_visible(language, at) for language in LANGUAGES):
            return dict.fromkeys(LANGUAGES)
        return {language: self.shown_language(language, at) for language in LANGUAGES}

    def publish(self, language: str, at: datetime):
        """Put one language online from an instant on, without a planned end that is already past.

        Does not save. What is online stays as it is.
        """
        if self.is_visible(language, at):
            return
        end = self.times_online(language)[1]
        setattr(self, f"publish_at_{language}", at)
        setattr(self, f"expire_at_{language}", end if end and end > at else None)

    def withdraw(self, language: str, at: datetime):
        """Take one language off the site at an instant; what is scheduled is a draft again.

        Does not save.
        """
        state = self.publication_state(language, at)
        if state == PublicationState.LIVE and self.times_online(language)[0] < at:
            setattr(self, f"expire_at_{language}", at)
        elif state != PublicationState.EXPIRED:
            setattr(self, f"publish_at_{language}", None)
            setattr(self, f"expire_at_{language}", None)

    def publication_state(self, language: str, at: datetime | None = None) -> PublicationState:
        """Return where the item stands in one language at an instant (aware; now by default)."""
        at = at or clock.now()
        start, end = self.times_online(language)
        if start is None:
            return PublicationState.DRAFT
        if at < start:
            return PublicationState.SCHEDULED
        return PublicationState.EXPIRED if end and end <= at else PublicationState.LIVE

    def is_visible(self, language: str, at: datetime | None = None) -> bool:
        return self.publication_state(language, at) == PublicationState.LIVE

    def shown_language(self, language: str, at: datetime | None = None) -> str:
        """Return the language that a page in `language` shows: the other one if not online."""
        other = OTHER[language]
        return (
            other if self.is_visible(other, at) and not self.is_visible(language, at) else language
        )

    def text_in(self, name: str, language: str) -> tuple[str, str]:
        """Return (text, its language), never from a language that is not online."""
        shown = self.shown_language(language)
        return getattr(self, f"{name}_{shown}") or "", shown

    @property
    def current_slug(self) -> str:
        """The end of the address in the active language: that of the language it shows."""
        shown = self.shown_language(get_language() or "fr")
        return getattr(self, f"slug_{shown}") or self.slug_fr or self.slug_en or str(self.pk)

    def get_absolute_url(self):
        return reverse(self.url_name, args=[self.current_slug])

    def paths(self) -> set[tuple[str, str]]:
        """Both slugs lead to the page in both languages: one may be online without the other."""
        found = set()
        for language in LANGUAGES:
            with override(language):
                slugs = filter(None, (self.slug_fr, self.slug_en))
                found |= {(language, reverse(self.url_name, args=[slug])) for slug in slugs}
        return found

    def is_public(self) -> bool:
        return any(self.is_visible(language) for language in LANGUAGES)

    def languages(self) -> list[str]:
        return [language for language in LANGUAGES if self.is_visible(language)]

    def search_languages(self):
        return [language for language in LANGUAGES if getattr(self, f"title_{language}")]

    def search_times(self):
        return {
            f"{name}_{code}": getattr(self, f"{name}_{code}")
            for name in ("publish_at", "expire_at")
            for code in self.search_languages()
        }

    def search_title(self, language):
        return getattr(self, f"title_{language}") or ""

    def search_texts(self, language):
        return [getattr(self, f"{name}_{language}") for name in ("summary", "body")]

    def search_url(self, language):
        with override(language):
            return reverse(self.url_name, args=[getattr(self, f"slug_{language}")])

    def was_public(self) -> bool:
        starts = [self.publish_at_fr, self.publish_at_en]
        return any(start and start <= timezone.now() for start in starts)

    def clean(self):
        super().clean()
        self.refuse_no_title()
        self.propose_slugs()
        self.refuse_taken_slugs()

    def refuse_no_title(self):
        if not any(getattr(self, f"title_{language}") for language in LANGUAGES):
            raise ValidationError(_("Give it a title in at least one language."), code="no_title")

    def refuse_taken_slugs(self):
        """Raise ValidationError if another object answers to a slug, in either language."""
        for field in ("slug_fr", "slug_en"):
            slug = getattr(self, field)
            taken = Q(slug_fr=slug) | Q(slug_en=slug)
            other = slug and type(self)._base_manager.exclude(pk=self.pk).filter(taken).first()
            if other:
                message = _("“%(other)s” already has this address.")
                refusal = ValidationError(message, code="taken", params={"other": other})
                raise ValidationError({field: refusal})

    def before_save(self, stored, raw):
        self.propose_slugs()
        super().before_save(stored, raw)

    def propose_slugs(self):
        """Give every language that has a title and no address one made from the title."""
        for language in LANGUAGES:
            title = getattr(self, f"title_{language}")
            if title and not getattr(self, f"slug_{language}"):
                setattr(self, f"slug_{language}", self.free_slug(slugify(title)[:190]))

    def free_slug(self, wanted: str) -> str:
        """Return the slug, or the slug with the first free number behind it: "forum-2".

        Free means in both languages: a page online in one only has that address in both.
        """
        wanted = wanted or type(self)._meta.model_name
        others = type(self)._base_manager.exclude(pk=self.pk)
        similar = others.filter(Q(slug_fr__startswith=wanted) | Q(slug_en__startswith=wanted))
        taken = {slug for pair in similar.values_list("slug_fr", "slug_en") for slug in pair}
        candidates = (wanted if n == 1 else f"{wanted}-{n}" for n in range(1, len(taken) + 2))
        return next(slug for slug in candidates if slug not in taken)
