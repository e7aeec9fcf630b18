import pytest
from django.core.files.storage import FileSystemStorage


@pytest.fixture
def own_storage(tmp_path, settings):
    """Uploads of this test alone, in a folder of its own."""
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def closed_storage(monkeypatch):
    """A storage that nobody may open, list or ask: what a page must do without."""

    def refuse(self, *args, **kwargs):
        raise AssertionError("the storage was asked")

    def close():
        for method in ("_open", "exists", "size", "listdir", "get_modified_time", "delete"):
            monkeypatch.setattr(FileSystemStorage, method, refuse)

    return close
