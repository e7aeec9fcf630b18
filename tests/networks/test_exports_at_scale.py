"""Five thousand members are sent as they are read, in every format."""

import gc
import json

import pytest

from content.exports import AT_ONCE
from networks.members import Member
from tests.specifications import body_of

from .many import make_many

pytestmark = [pytest.mark.django_db, pytest.mark.timing]


@pytest.mark.parametrize("form", ["csv", "geojson", "json&per_page=1000&page=5"])
def test_5000_members_are_sent_as_they_are_read(client, form):
    make_many(5000, networks=1)
    response = client.get(f"/en/members/?format={form}")
    alive, pieces = [], 0
    for pieces, _piece in enumerate(response, 1):
        if pieces % 500 == 0:
            gc.collect()
            alive.append(sum(type(each) is Member for each in gc.get_objects()))

    assert pieces >= 1000
    assert 0 < max(alive) <= 2 * AT_ONCE


def test_the_pages_of_5000_members_hold_each_once(client):
    make_many(5000, networks=1)
    seen, address = [], "/en/members/?format=json&per_page=1000"
    while address:
        page = json.loads(body_of(client.get(address)))
        seen += [member["id"] for member in page["results"]]
        address = page["next"] and page["next"].removeprefix("http://127.0.0.1:8000")

    assert len(seen) == len(set(seen)) == page["count"] == 5000
