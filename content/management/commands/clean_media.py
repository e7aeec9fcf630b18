import json
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.apps import apps
from django.core.files.storage import Storage, default_storage
from django.core.management.base import BaseCommand
from django.db import models
from django.utils import timezone
from reversion.models import Version

from content.models.picture_field import PictureFile

FOLDERS = ("images", "documents")
DAYS = 30
BAR = 40


class Command(BaseCommand):
    help = (
        "Delete uploaded files that nothing uses: no row and no version in the history names them."
        " What was deleted or replaced stays as long as the history can bring it back."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--days", type=int, default=DAYS, help=f"spare files younger than this ({DAYS})"
        )
        parser.add_argument("--dry-run", action="store_true", help="only say what would go")

    def handle(self, *, days, dry_run, **options):
        used, limit = set(names_in_use()), timezone.now() - timedelta(days=days)
        names = [name for folder in FOLDERS for name in files_under(default_storage, folder)]
        unused = 0
        for done, name in enumerate(names, start=1):
            if name not in used and modified(name) < limit:
                unused += 1
                self.remove(name, dry_run)
            self.show_progress(done, len(names))
        verb = "would be deleted" if dry_run else "deleted"
        self.stdout.write(f"{len(names)} files, {unused} unused {verb}.")

    def remove(self, name: str, dry_run: bool):
        if dry_run:
            self.stdout.write(name)
        else:
            default_storage.delete(name)

    def show_progress(self, done: int, total: int):
        if self.stderr.isatty():
            filled = BAR * done // total
            bar, end = "#" * filled + "." * (BAR - filled), "\n" if done == total else ""
            self.stderr.write(f"\r{bar} {done}/{total}", ending=end)


def modified(name: str) -> datetime:
    return default_storage.get_modified_time(name)


def files_under(storage: Storage, folder: str) -> Iterator[str]:
    """Yield the name of every file in a folder of the storage, however deep."""
    try:
        folders, files = storage.listdir(folder)
    except FileNotFoundError:
        return
    yield from (f"{folder}/{name}" for name in files)
    for inner in folders:
        yield from files_under(storage, f"{folder}/{inner}")


def names_in_use() -> Iterator[str]:
    """Yield the names of the files, renditions included, of every row and of every version."""
    for model in apps.get_models():
        for field in model._meta.concrete_fields:
            if isinstance(field, models.FileField):
                for row in model._base_manager.iterator():
                    yield from names_of(getattr(row, field.name))
                for version in Version.objects.get_for_model(model).iterator():
                    fields = json.loads(version.serialized_data)[0]["fields"]
                    widths = {"widths": fields["widths"]} if "widths" in fields else {}
                    row = model(**widths)
                    yield from names_of(field.attr_class(row, field, fields.get(field.name)))


def names_of(file) -> Iterator[str]:
    if not file:
        return
    if isinstance(file, PictureFile):
        yield from file.names()
    else:
        yield file.name
