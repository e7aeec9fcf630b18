"""The day of the directory: written as people do, or as links give it; never lost."""

from datetime import date

import pytest
from lxml import html

from tests.builders import make_changes, make_membership, make_network

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("2019-06-01", "01/06/2019"),
        ("01/06/2019", "01/06/2019"),
        ("1/6/2019", "1/6/2019"),
        ("1.6.2019", "1.6.2019"),
    ],
)
def test_a_day_is_read_as_people_write_it_and_stays_as_typed(client, typed, shown):
    membership = make_membership(network=make_network(is_home=True))
    make_changes(membership, {date(2019, 6, 1): "observer", date(2019, 6, 2): "member"})

    page = html.fromstring(client.get("/en/members/", {"at": typed}).content.decode())

    assert page.xpath("normalize-space(//tbody//*[contains(@class, 'status')])") == "Observer"
    assert page.xpath("string(//input[@name='at']/@value)") == shown


@pytest.mark.parametrize(
    ("path", "words"),
    [("/fr/membres/", "Écrivez un jour qui existe"), ("/en/members/", "Write a day that exists")],
)
def test_what_is_no_day_is_said_in_words_and_kept(client, path, words):
    for typed in ("31/02/2019", "2019-13-45", "0/0/0", "yesterday"):
        page = client.get(path, {"at": typed}).content.decode()

        assert words in page
        assert f'name="at" value="{typed}"' in page
