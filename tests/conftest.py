import pytest
from django.core.cache import cache
from django.utils import translation


@pytest.fixture(autouse=True)
def _fresh_start(settings, tmp_path):
    """Each test begins in French, with an empty cache and no uploads, whatever ran before."""
    cache.clear()
    settings.MEDIA_ROOT = tmp_path / "media"
    with translation.override("fr"):
        yield
