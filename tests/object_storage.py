"""A storage as S3 is one: objects by name, no paths, no folders, given out from another origin."""

from urllib.parse import quote

from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from django.utils import timezone

ORIGIN = "https://uploads.example.org"


class ObjectStorage(Storage):
    """Keeps (content, time) by name; `path` stays the one of Django's base class, which raises."""

    def __init__(self):
        self.objects = {}

    def _open(self, name, mode="rb"):
        if name not in self.objects:
            raise FileNotFoundError(name)
        return ContentFile(self.objects[name][0], name=name)

    def _save(self, name, content):
        content.seek(0)
        self.objects[name] = content.read(), timezone.now()
        return name

    def delete(self, name):
        self.objects.pop(name, None)  # deleting what is not there is no error

    def exists(self, name):
        return name in self.objects

    def listdir(self, path):
        inside = [n.removeprefix(f"{path}/") for n in self.objects if n.startswith(f"{path}/")]
        folders = {name.partition("/")[0] for name in inside if "/" in name}
        return sorted(folders), [name for name in inside if "/" not in name]

    def size(self, name):
        return len(self.objects[name][0])

    def get_modified_time(self, name):
        return self.objects[name][1]

    def url(self, name):
        return f"{ORIGIN}/{quote(name)}"
