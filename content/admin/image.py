from django.contrib import admin
from django.forms import FileInput
from django.forms.widgets import Script
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from content.models import Image
from content.models.picture_field import PictureField

from .base import TranslatedAdmin
from .deletion import form_link

ACCEPTED = "image/jpeg,image/png,image/webp,image/avif"
DESCRIPTION = (
    _("What it shows"),
    {
        "fields": ["alt", "decorative", "credit"],
        "description": _(
            "Say in both languages what matters in the picture, in one sentence and without"
            " “picture of”. Or tick decorative, if readers lose nothing by not seeing it."
        ),
    },
)
FOCAL_POINT = (
    _("Focal point"),
    {
        "fields": [("focal_x", "focal_y")],
        "description": _(
            "What must stay visible when the picture is cropped. Click on it, or write numbers:"
            " 0 and 0 are the top left corner, 100 and 100 the bottom right one."
        ),
    },
)


@admin.register(Image)
class ImageAdmin(TranslatedAdmin):
    """The library of pictures: seen in the list, described, credited, replaced in place."""

    list_display = ["thumbnail", "__str__", "credit", "decorative", "description"]
    list_display_links = ["__str__"]
    list_filter = ["decorative"]
    search_fields = ["alt_fr", "alt_en", "credit"]
    readonly_fields = ["preview", "uses"]
    fieldsets = [
        (None, {"fields": ["preview"]}),
        (None, {"fields": ["file"]}),
        DESCRIPTION,
        FOCAL_POINT,
        (_("On the site"), {"fields": ["uses"]}),
    ]
    formfield_overrides = TranslatedAdmin.formfield_overrides | {
        PictureField: {"widget": FileInput({"accept": ACCEPTED})}
    }

    class Media:
        js = [Script("admin/focal-point.js", defer=True)]

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        return fieldsets if obj else fieldsets[1:-1]  # a new picture is neither stored nor used

    def get_form(self, request, obj=None, **kwargs):
        if obj is not None:
            replace = _("Choose another file to replace this one wherever it is used.")
            kwargs.setdefault("labels", {"file": _("Replace with")})
            kwargs.setdefault("help_texts", {"file": replace})
        return super().get_form(request, obj, **kwargs)

    def get_deleted_objects(self, objs, request):
        *deleted, protected = super().get_deleted_objects(objs, request)
        uses = (form_link(use) for image in objs for use, _where in image.uses())
        return *deleted, list(dict.fromkeys([*protected, *uses]))

    @admin.display(description=_("languages"))
    def description(self, image) -> str:
        """Show the state of the description; a decorative picture needs none."""
        return "–" if image.decorative else self.translations(image)

    @admin.display(description=_("preview"))
    def thumbnail(self, image):
        return format_html(
            '<img class="thumbnail" src="{}" width="{}" height="{}" alt="" loading="lazy">',
            *(image.thumbnail_url, image.width, image.height),
        )

    @admin.display(description=_("picture"))
    def preview(self, image):
        return format_html(
            '<img class="preview" src="{}" width="{}" height="{}" alt="{}"><br>{} × {}',
            *(image.preview_url, image.width, image.height, image.alt, image.width, image.height),
        )

    @admin.display(description=_("where it is used"))
    def uses(self, image):
        """List what shows the picture, each with a link to its form."""
        rows = [(form_link(use), where) for use, where in image.uses()]
        if not rows:
            return _("Nowhere yet.")
        return format_html("<ul>{}</ul>", format_html_join("", "<li>{} – {}</li>", rows))
