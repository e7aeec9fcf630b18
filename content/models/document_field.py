import secrets
from pathlib import PurePosixPath

from django.db import models
from django.utils.text import slugify

from content.attachments import check_document

LONGEST_NAME = 50


class DocumentField(models.FileField):
    """An uploaded document of an allowed type, stored as <random>/<its name made plain>.

    Nobody guesses its address, and whoever downloads it gets a sensible name.
    """

    def clean(self, value, model_instance):
        file = super().clean(value, model_instance)
        if file and not file._committed:
            check_document(file.file, extension_of(file.name))
        return file

    def generate_filename(self, instance, filename):
        stem = slugify(PurePosixPath(filename).stem)[:LONGEST_NAME] or "document"
        folder = secrets.token_hex(8)
        directory = PurePosixPath(super().generate_filename(instance, "x")).parent
        return f"{directory}/{folder}/{stem}.{extension_of(filename)}"


def extension_of(name: str) -> str:
    return PurePosixPath(name).suffix.lower().removeprefix(".")
