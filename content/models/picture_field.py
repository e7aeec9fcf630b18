import secrets
from collections.abc import Iterator

from django.core.files.base import ContentFile
from django.db import models
from django.db.models.fields.files import FieldFile

from content.pictures import FORMATS, CleanPicture, clean_picture


class PictureFile(FieldFile):
    """A stored picture with its renditions beside it: <name>.jpg, <name>-320.avif, …

    Its addresses follow from its name, so a page that shows it opens no file.
    """

    def save(self, name, content, save=True):
        """Store a clean copy under its own name; ValidationError says what is not a picture."""
        picture = content if isinstance(content, CleanPicture) else clean_picture(content)
        self.instance.width, self.instance.height = picture.dimensions
        self.instance.widths = picture.widths
        super().save(f"{secrets.token_hex(10)}.{picture.extension}", picture, save=False)
        for width, extension, rendition in picture.renditions():
            self.storage.save(self.rendition(width, extension), ContentFile(rendition))
        if save:
            self.instance.save()

    save.alters_data = True

    def rendition(self, width: int, extension: str) -> str:
        """Return the name of a rendition in the storage."""
        return f"{self.name.rsplit('.', 1)[0]}-{width}.{extension}"

    def names(self) -> Iterator[str]:
        """Yield the names in the storage of the picture and of all its renditions."""
        yield self.name
        for width in self.instance.widths:
            yield from (self.rendition(width, extension) for extension in FORMATS)

    def discard(self):
        """Remove from the storage what was stored for a row that could not be."""
        for name in self.names():
            self.storage.delete(name)


class PictureField(models.FileField):
    """An uploaded picture; the model keeps `width`, `height` and the `widths` it is offered in.

    Whoever saves, by form or by code, stores a clean copy or is told why not.
    """

    attr_class = PictureFile

    def clean(self, value, model_instance):
        file = super().clean(value, model_instance)
        return file if not file or file._committed else clean_picture(file.file)

    def formfield(self, **kwargs):
        return super().formfield(**{"max_length": None, **kwargs})  # its name is not kept
