import gc
from importlib.util import find_spec

import pytest
from django.core.cache import cache
from django.test import override_settings
from django.utils import translation

# The browser's tests need requirements/e2e.txt; `make browser-test` installs it.
collect_ignore = [] if find_spec("playwright") else ["browser"]


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    items.sort(key=lambda item: item.get_closest_marker("long") is None)


def pytest_collection_finish():
    """Spare the collector of garbage what stays for the whole run: a tenth of the time."""
    gc.freeze()
    gc.set_threshold(100_000, 20, 100)


@pytest.fixture(scope="session", autouse=True)
def _uploads_elsewhere(tmp_path_factory):
    with override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media")):
        yield


@pytest.fixture(autouse=True)
def _fresh_start():
    """Each test begins in French with an empty cache, whatever ran before."""
    cache.clear()
    with translation.override("fr"):
        yield
