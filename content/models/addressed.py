from functools import reduce
from operator import or_

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from content.folding import fold

from .prepared import Prepared
from .translated import LANGUAGES


class RedirectManager(models.Manager):
    def leave(self, target: models.Model, language: str, old_path: str):
        """Make an address that `target` has left lead to it."""
        self.update_or_create(
            language=language,
            old_path=old_path,
            defaults={
                "content_type": ContentType.objects.get_for_model(target),
                "object_id": target.pk,
            },
        )

    def of(self, target: models.Model):
        content_type = ContentType.objects.get_for_model(target)
        return self.filter(content_type=content_type, object_id=target.pk)

    def destination(self, language: str, path: str) -> str | None:
        """Return the present address of what was once at `path`, or None.

        A redirect names the object, not its next address, so there are no chains.
        """
        target = self.target(language, path)
        if target is None or not target.is_public():
            return None
        with override(language):
            return target.get_absolute_url()

    def has_ended(self, language: str, path: str) -> bool:
        """Say whether what was once at `path` was online and is in no language now."""
        target = self.target(language, path)
        return target is not None and target.was_public() and not target.is_public()

    def target(self, language: str, path: str) -> "Addressed | None":
        """Return what was once at `path`, public or not; None if it was deleted."""
        redirect = self.filter(language=language, old_path=path).first()
        target = redirect and redirect.target
        return target if isinstance(target, Addressed) else None


class Redirect(models.Model):
    """A former address of an object. It outlives the object's deletion and serves its return."""

    language = models.CharField(_("language"), max_length=2)
    old_path = models.CharField(
        _("old address"), max_length=500, help_text=_("For example /en/news/old-title/.")
    )
    content_type = models.ForeignKey(ContentType, models.CASCADE, verbose_name=_("kind of page"))
    object_id = models.PositiveBigIntegerField(_("number of the page"))
    target = GenericForeignKey()

    objects = RedirectManager()

    class Meta:
        verbose_name = _("redirect")
        verbose_name_plural = _("redirects")
        ordering = ["language", "old_path"]
        constraints = [
            models.UniqueConstraint(
                fields=["language", "old_path"],
                name="one_redirect_per_old_address",
                violation_error_message=_("This old address already leads somewhere."),
            )
        ]

    def __str__(self):
        return self.old_path

    def clean(self):
        super().clean()
        if self.language not in LANGUAGES or not self.old_path.startswith(f"/{self.language}/"):
            refusal = _("Give the language, fr or en, and an address that begins with it: /fr/…")
            raise ValidationError(refusal, code="not_an_address")
        if self.content_type_id and not isinstance(self.target, Addressed):
            raise ValidationError(_("There is no page to lead to."), code="no_page")


class Addressed(Prepared):
    """A model with a page of its own: an address once public keeps leading to it."""

    class Meta:
        abstract = True

    @classmethod
    def named_like(cls, text: str) -> models.QuerySet:
        """Return the objects whose title contains the text in a language, accents and case aside.

        Titles are folded here and not by the database, which knows no accents: 0.1 s for 10 000.
        """
        titles = cls._base_manager.values_list("pk", "title_fr", "title_en")
        wanted = fold(text)
        found = [pk for pk, *both in titles if wanted in fold(" | ".join(filter(None, both)))]
        return cls._base_manager.filter(pk__in=found).order_by("-pk")

    def unique_error_message(self, model_class, unique_check):
        """Say which object has the address that this one asks for."""
        other = None
        if unique_check == ("slug",):
            others = model_class._base_manager.exclude(pk=self.pk)
            other = others.filter(slug=self.slug).first()
        if other is None:
            return super().unique_error_message(model_class, unique_check)
        message = _("“%(other)s” already has this address.")
        return ValidationError(message, code="taken", params={"other": other})

    def addresses(self) -> dict[str, str]:
        """Return the path of the object's page in each language."""
        paths = {}
        for language in LANGUAGES:
            with override(language):
                paths[language] = self.get_absolute_url()
        return paths

    def languages(self) -> list[str]:
        """Return the languages in which the object's page says something of its own.

        A language without a summary shows the other's, which is then the original.
        """
        written = [code for code in LANGUAGES if getattr(self, f"summary_{code}")]
        return written or list(LANGUAGES)

    def paths(self) -> set[tuple[str, str]]:
        """Return (language, path) of every address that leads to the object by itself."""
        return set(self.addresses().items())

    def is_public(self) -> bool:
        """Say whether visitors can see the object's page now, in some language."""
        return True

    def was_public(self) -> bool:
        """Say whether visitors could already know the object's addresses."""
        return True

    def before_save(self, stored, raw):
        super().before_save(stored, raw)
        self.former_paths = stored.paths() if stored and stored.was_public() else set()

    def after_save(self):
        super().after_save()
        # What was public and no longer is keeps its claim, in case its address changes unseen.
        present = self.paths() if self.was_public() else set()
        claimed = [Q(language=language, old_path=path) for language, path in present]
        if claimed:
            Redirect.objects.of(self).filter(reduce(or_, claimed)).delete()
        for language, path in self.former_paths - present:
            Redirect.objects.leave(self, language, path)
