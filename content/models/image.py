from django.core.exceptions import ValidationError
from django.core.validators import FileExtensionValidator, MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .translated import Translated, filled

MAX_PIXELS = 50_000_000


def validate_pixels(file):
    """Raise ValidationError for a picture of more than 50 million pixels; reads the header only."""
    if file.width * file.height > MAX_PIXELS:
        raise ValidationError(
            _("This picture has %(width)s × %(height)s pixels; at most 50 million are accepted."),
            code="too_many_pixels",
            params={"width": file.width, "height": file.height},
        )


class Image(Translated):
    """A picture of the library, described for those who do not see it or declared decorative."""

    file = models.ImageField(
        _("file"),
        upload_to="images/%Y/",
        width_field="width",
        height_field="height",
        validators=[
            FileExtensionValidator(["jpg", "jpeg", "png", "webp", "avif"]),
            validate_pixels,
        ],
        help_text=_("JPEG, PNG, WebP or AVIF."),
    )
    width = models.PositiveIntegerField(editable=False, default=0)
    height = models.PositiveIntegerField(editable=False, default=0)
    alt = models.CharField(
        _("alternative text"),
        max_length=250,
        blank=True,
        help_text=_("What the picture shows, for those who do not see it. Example: the town hall."),
    )
    decorative = models.BooleanField(
        _("decorative"),
        default=False,
        help_text=_("The picture adds nothing to the text; screen readers pass over it."),
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
                condition=Q(decorative=True) | filled("alt"),
                name="image_is_described_or_decorative",
                violation_error_message=_(
                    "Describe the picture in at least one language, or tick decorative."
                ),
            ),
            models.CheckConstraint(
                condition=Q(focal_x__lte=100, focal_y__lte=100),
                name="image_focal_point_is_inside",
            ),
        ]

    def __str__(self):
        return self.alt or self.file.name
