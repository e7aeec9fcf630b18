"""What is worth a look before something goes online in a language; the site decides what blocks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import models
from django.db.models import Q
from django.utils.html import strip_tags
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from content.folding import fold
from content.prose.linking import LINK, PICTURE, Targets

from .choices import NamedChoices
from .rich_text import RichTextField
from .translated import OTHER, TranslationState

LONGEST_TITLE = 70  # characters; search engines cut longer ones
LONGEST_SUMMARY = 200
SAYS_NOTHING = {"ici", "cliquez ici", "lien", "ce lien", "lire la suite", "en savoir plus"}
SAYS_NOTHING |= {"here", "click here", "link", "this link", "read more", "learn more", "more"}
HEADING = re.compile("<h([2-4])>(.*?)</h[2-4]>")
ANY_LINK = re.compile('<a href="([^"]*)">(.*?)</a>')
NAME_OF_A_FILE = re.compile(  # town-hall.jpg, or what cameras write: IMG_1234, DSC01234
    r".*\.(jpe?g|png|webp|avif|gif|heic|tiff?)|[a-z]{1,4}[-_]?\d{4,}", re.IGNORECASE
)


class Rule(NamedChoices):
    TITLE_LENGTH = "title_length", _("length of the title")
    SUMMARY = "summary", _("presence and length of the summary")
    HEADINGS = "headings", _("order of the headings")
    LINK_TEXT = "link_text", _("words of the links")
    DEAD_LINK = "dead_link", _("links and pictures that no longer exist")
    LINK_NOT_ONLINE = "link_not_online", _("links to pages that are not online")
    TYPED_ADDRESS = "typed_address", _("links to this site by address instead of by name")
    ALTERNATIVE_TEXT = "alternative_text", _("alternative texts of the pictures")
    LEAD_PICTURE = "lead_picture", _("lead picture")
    SAME_TITLE = "same_title", _("another page with the same title")
    TRANSLATION = "translation", _("state of the translation")


class Level(NamedChoices):
    BLOCKING = "blocking", _("prevents publication")
    WARNING = "warning", _("is pointed out")
    OFF = "off", _("is not looked at")


class ChecklistRule(models.Model):
    """What the site decides about one rule: does it block, warn, or not matter."""

    rule = models.CharField(_("rule"), max_length=16, choices=Rule.labelled, unique=True)
    level = models.CharField(
        _("consequence"), max_length=8, choices=Level.labelled, default=Level.WARNING
    )

    class Meta:
        verbose_name = _("rule of the checklist")
        verbose_name_plural = _("rules of the checklist")
        ordering = ["level", "rule"]
        constraints = [
            Rule.known("rule", "checklist_rule_is_known"),
            Level.known("level", "checklist_level_is_known"),
        ]

    def __str__(self):
        return self.get_rule_display()


@dataclass(frozen=True)
class Finding:
    """Something to put right: which rule, how serious, in which field, what would be right."""

    rule: str
    field: str
    message: str
    level: str = Level.WARNING

    @property
    def is_blocking(self) -> bool:
        return self.level == Level.BLOCKING


class Checked(models.Model):
    """A model that says, per language, what should be put right before it goes online."""

    class Meta:
        abstract = True

    def findings(self, language: str) -> list[Finding]:
        """Return what to put right in "fr" or "en", the blocking first, in constant queries."""
        levels = dict(ChecklistRule.objects.values_list("rule", "level"))
        found = [
            Finding(rule, field, message, levels.get(rule, Level.WARNING))
            for rule, field, message in self.checks(language)
        ]
        kept = [finding for finding in found if finding.level != Level.OFF]
        return sorted(kept, key=lambda finding: not finding.is_blocking)

    def blocking_findings(self, language: str) -> list[Finding]:
        """Return what prevents publication in a language, as the site decides."""
        return [finding for finding in self.findings(language) if finding.is_blocking]

    def checks(self, language: str) -> Iterator[tuple[str, str, str]]:
        """Yield (rule, field, what would be right) for everything found; models add their own."""
        yield from self.check_title(language)
        yield from self.check_summary(language)
        yield from self.check_translation(language)
        texts = {name: getattr(self, f"{name}_{language}") or "" for name in self.formatted_texts()}
        targets = Targets(texts.values())
        for name, text in texts.items():
            field = f"{name}_{language}"
            yield from ((rule, field, words) for rule, words in check_shape(text))
            yield from (
                (rule, field, words) for rule, words in check_links(text, language, targets)
            )
            for pk, _caption in PICTURE.findall(text):
                yield from check_picture(targets.picture(pk), field, language)

    @classmethod
    def formatted_texts(cls) -> list[str]:
        names = cls.translated_fields()
        return [name for name in names if isinstance(cls._meta.get_field(name), RichTextField)]

    def check_title(self, language: str):
        title = getattr(self, f"title_{language}") or ""
        if len(title) > LONGEST_TITLE:
            message = gettext("The title has %(count)s characters; up to %(most)s are read whole.")
            told = message % {"count": len(title), "most": LONGEST_TITLE}
            yield Rule.TITLE_LENGTH, f"title_{language}", told
        slug = slugify(title)
        same = Q(**{f"slug_{language}__regex": rf"^{re.escape(slug)}(-[0-9]+)?$"})
        others = type(self)._base_manager.filter(same).exclude(pk=self.pk)
        if slug and (other := others.first()):
            message = gettext(
                "“%(title)s” already exists: is it the same? If not, tell them apart."
            )
            told = message % {"title": getattr(other, f"title_{language}") or other}
            yield Rule.SAME_TITLE, f"title_{language}", told

    def check_summary(self, language: str):
        summary = getattr(self, f"summary_{language}") or ""
        if not summary.strip():
            told = gettext(
                "There is no summary: one or two sentences for lists and search engines."
            )
            yield Rule.SUMMARY, f"summary_{language}", told
        elif len(summary) > LONGEST_SUMMARY:
            message = gettext("The summary has %(count)s characters; keep it under %(most)s.")
            told = message % {"count": len(summary), "most": LONGEST_SUMMARY}
            yield Rule.SUMMARY, f"summary_{language}", told

    def check_translation(self, language: str):
        messages = {
            TranslationState.DRAFT: gettext("Texts of the other language are still missing here."),
            TranslationState.STALE: gettext(
                "The other language has changed since: check that this one still says the same."
            ),
        }
        message = messages.get(self.translation_state(language))
        if not self.has_text(OTHER[language]):
            message = gettext("The other language has no text: its readers will see this one.")
        if message:
            yield Rule.TRANSLATION, f"title_{language}", message


def check_shape(text: str):
    """Yield what the headings and the words of the links of a text should be."""
    level = 1
    for digit, words in HEADING.findall(text):
        if int(digit) > level + 1:
            message = gettext("“%(words)s” skips a level: make it one level larger.")
            yield Rule.HEADINGS, message % {"words": strip_tags(words)}
        level = int(digit)
    for _href, words in ANY_LINK.findall(text):
        if fold(strip_tags(words)) in SAYS_NOTHING or strip_tags(words).startswith("http"):
            message = gettext("“%(words)s” does not say where the link leads: name the page.")
            yield Rule.LINK_TEXT, message % {"words": strip_tags(words)}


def check_links(text: str, language: str, targets: Targets):
    for kind, pk, words in LINK.findall(text):
        page, told = targets.page(kind, pk), {"words": strip_tags(words)}
        if page is None:
            message = gettext(
                "“%(words)s” leads to a page that no longer exists: link another one."
            )
            yield Rule.DEAD_LINK, message % told
        elif isinstance(page, Checked) and not page.is_visible(language):
            message = gettext(
                "“%(words)s” leads to a page that is not online in this language; while it is in "
                "none, readers see plain text."
            )
            yield Rule.LINK_NOT_ONLINE, message % told
    for href, words in ANY_LINK.findall(text):
        if href.startswith("/"):
            message = gettext(
                "“%(words)s” leads to an address of this site: pick the page by name."
            )
            yield Rule.TYPED_ADDRESS, message % {"words": strip_tags(words)}


def check_picture(image, field: str, language: str):
    """Yield what is wrong with a picture used in a field: it is gone, or its text tells nothing."""
    if image is None:
        told = gettext("A picture is no longer in the library: pick another or remove it.")
        yield Rule.DEAD_LINK, field, told
    elif not image.decorative:
        alt = getattr(image, f"alt_{language}")
        if NAME_OF_A_FILE.fullmatch(alt):
            message = gettext(
                "“%(alt)s” is the name of a file: say in the library what the picture shows."
            )
            yield Rule.ALTERNATIVE_TEXT, field, message % {"alt": alt}
        elif image.translation_state(language) == TranslationState.STALE:
            message = gettext(
                "The alternative text “%(alt)s” has changed in the other language since: check it"
                " in the library."
            )
            yield Rule.TRANSLATION, field, message % {"alt": alt}
