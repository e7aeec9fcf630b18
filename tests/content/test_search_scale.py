"""Ten thousand documents answer at once, whatever is looked for."""

from time import perf_counter

import pytest

from content.models import SearchEntry
from tests.searching import PATHS, search

from .many_documents import make_documents

pytestmark = [pytest.mark.django_db, pytest.mark.timing]

MOST = 0.100  # seconds: 0.050 is meant; a machine that others share may be twice as slow
SEARCHES = {
    "commune": 10_000,  # in every text
    "ville": 10_000,  # in every title
    "ville 77": 1,
    "communne": 0,  # like no name
    "vile": 10_000,  # misspelt
    "commune vile": 10_000,
}


def seconds(client, typed: str, times=15) -> float:
    """Return the shortest time of a page of hits: others are the machine's."""
    tries = []
    for _ in range(times):
        start = perf_counter()
        assert client.get(PATHS["fr"], {"q": typed}).status_code == 200
        tries.append(perf_counter() - start)
    return min(tries)


def test_ten_thousand_documents_answer_at_once(client):
    make_documents(10_000)
    assert SearchEntry.objects.count() == 10_000

    assert {typed: search(client, typed)["count"] for typed in SEARCHES} == SEARCHES
    slow = {typed: took for typed in SEARCHES if (took := seconds(client, typed)) > MOST}
    assert slow == {}
