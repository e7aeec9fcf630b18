import pytest
from django.core.cache import cache
from django.utils import translation


@pytest.fixture(autouse=True)
def _fresh_start():
    """Each test begins in French with an empty cache, whatever ran before."""
    cache.clear()
    with translation.override("fr"):
        yield
