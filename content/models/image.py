from collections.abc import Iterator
from urllib.parse import urljoin

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from content.pictures import FORMATS

from .picture_field import PictureField
from .rich_text import RichTextField
from .translated import LANGUAGES, Translated, filled_in_both

MADE_WITH_THE_FILE = {"width", "height", "widths"}
UNDESCRIBED = {
    "fr": _("Say in French what the picture shows, or tick “decorative”."),
    "en": _("Say in English what the picture shows, or tick “decorative”."),
}


class Image(Translated):
    """A picture of the library, described in both languages or declared decorative."""

    file = PictureField(
        _("file"),
        upload_to="images/%Y/",
        help_text=_(
            "JPEG, PNG, WebP or AVIF, up to 25 MB. The site keeps a copy without the place where it"
            " was taken, in sizes for every screen."
        ),
    )
    width = models.PositiveIntegerField(editable=False, default=0)
    height = models.PositiveIntegerField(editable=False, default=0)
    widths = models.JSONField(editable=False, default=list)
    alt = models.CharField(
        _("alternative text"),
        max_length=250,
        blank=True,
        help_text=_(
            "What the picture shows, for those who do not see it. Example: the town hall. Asked in"
            " both languages, unless the picture is decorative."
        ),
    )
    decorative = models.BooleanField(
        _("decorative"),
        default=False,
        help_text=_(
            "The picture adds nothing to the text: it needs no alternative text and screen readers"
            " pass over it."
        ),
    )
    credit = models.CharField(
        _("credit"), max_length=200, blank=True, help_text=_("Author or owner, shown beside it.")
    )
    focal_x = models.PositiveSmallIntegerField(
        _("focal point from the left, in %"), default=50, validators=[MaxValueValidator(100)]
    )
    focal_y = models.PositiveSmallIntegerField(
        _("focal point from the top, in %"), default=50, validators=[MaxValueValidator(100)]
    )

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decorative=True) | filled_in_both("alt"),
                name="image_is_described_in_both_languages_or_decorative",
                violation_error_message=_(
                    "Describe the picture in both languages, or tick “decorative”."
                ),
            ),
            models.CheckConstraint(
                condition=Q(focal_x__lte=100, focal_y__lte=100),
                name="image_focal_point_is_inside",
            ),
        ]

    def __str__(self):
        return self.alt or gettext("Decorative picture no. %(number)s") % {"number": self.pk}

    def clean(self):
        """Ask for the alternative text of each language that lacks it."""
        super().clean()
        missing = [code for code in LANGUAGES if not getattr(self, f"alt_{code}")]
        if missing and not self.decorative:
            asked = {f"alt_{code}": UNDESCRIBED[code] for code in missing}
            raise ValidationError(
                {name: ValidationError(said, code="undescribed") for name, said in asked.items()}
            )

    def save(self, *args, update_fields=None, **kwargs):
        """Save; what a new file left in the storage goes again if the database refuses the row."""
        is_new = self.file and not self.file._committed
        if update_fields is not None and "file" in update_fields:
            update_fields = {*update_fields, *MADE_WITH_THE_FILE}
        try:
            super().save(*args, update_fields=update_fields, **kwargs)
        except Exception:
            if is_new and self.file._committed:
                self.file.discard()
            raise

    save.alters_data = True

    @property
    def sources(self) -> list[tuple[str, str]]:
        """Return (media type, srcset) for each format it is offered in, the lightest first."""
        return [(f"image/{extension}", self.srcset(extension)) for extension in FORMATS]

    def srcset(self, extension: str) -> str:
        urls = ((self.rendition_url(width, extension), width) for width in self.widths)
        return ", ".join(f"{url} {width}w" for url, width in urls)

    def rendition_url(self, width: int, extension: str) -> str:
        return self.file.storage.url(self.file.rendition(width, extension))

    @property
    def absolute_url(self) -> str:
        """Return the address of the picture for those who are not on the site."""
        return urljoin(settings.SITE_URL, self.file.url)

    @property
    def thumbnail_url(self) -> str:
        """Return the address of its smallest rendition."""
        return self.url_near(1)

    @property
    def preview_url(self) -> str:
        return self.url_near(960)

    def url_near(self, width: int) -> str:
        """Return the address of the narrowest rendition at least so wide, or of the picture."""
        wide_enough = [offered for offered in self.widths if offered >= width]
        return self.rendition_url(min(wide_enough), "webp") if wide_enough else self.file.url

    @property
    def focus(self) -> str:
        """Return the classes of site.css that keep its focal point in a crop, in steps of 10 %."""
        return f"focus-x-{round(self.focal_x, -1)} focus-y-{round(self.focal_y, -1)}"

    def uses(self) -> Iterator[tuple[models.Model, str]]:
        """Yield (object, name of its field) for every place of the site that shows the picture."""
        for model in apps.get_models():
            fields = model._meta.get_fields()
            for field in fields:
                if field.related_model is Image and not field.auto_created:
                    yield from found(model, field, Q((field.name, self)))
            if texts := [field for field in fields if isinstance(field, RichTextField)]:
                mark = f'data-image="{self.pk}"'
                any_text = [(f"{field.name}__contains", mark) for field in texts]
                yield from found(model, texts[0], Q(*any_text, _connector=Q.OR))


def found(model, field, condition: Q) -> Iterator[tuple[models.Model, str]]:
    rows = model._base_manager.filter(condition).distinct()
    return ((row, capfirst(field.verbose_name)) for row in rows)
