from django.urls import reverse_lazy
from django_prose_editor.fields import ProseEditorField

from content.prose.cleaning import clean

EXTENSIONS = {
    "Bold": True,
    "Italic": True,
    "Subscript": True,
    "Superscript": True,
    "BulletList": True,
    "OrderedList": {"enableListAttributes": False},
    "ListItem": True,
    "Heading": {"levels": [2, 3, 4]},
    "HardBreak": True,
    "Blockquote": True,
    "TableRow": True,
    "TableHeader": True,
    "TableCell": True,
    "History": True,
    "NoSpellCheck": False,
    # Ours, in static/admin/writing.js
    "HeadedTable": True,
    "PageLink": {"url": reverse_lazy("writing_pages")},
    "LibraryPicture": {"url": reverse_lazy("writing_pictures")},
    "CleanPaste": {"url": reverse_lazy("writing_clean")},
}


class RichTextField(ProseEditorField):
    """Formatted text, cleaned by the allow-list on its way to the database, whoever sends it."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("extensions", EXTENSIONS)
        kwargs.setdefault("sanitize", clean)
        super().__init__(*args, **kwargs)

    def prepare(self, instance):
        """Clean the text on the object itself, so that what is compared is what will be kept."""
        value = getattr(instance, self.attname)
        if value:
            setattr(instance, self.attname, self.sanitize(value))

    def get_db_prep_save(self, value, connection):
        # Bulk writes and updates come here alone.
        if isinstance(value, str):
            value = self.sanitize(value)
        return super().get_db_prep_save(value, connection)
