"""How long a post takes to read, as its page tells it."""

import pytest
from bs4 import BeautifulSoup
from django.utils.translation import override

from tests.builders import make_post

pytestmark = pytest.mark.django_db


def told(client, post, language) -> str:
    """Return the line under the title of the post's page in a language."""
    with override(language):
        response = client.get(post.addresses()[language])
    soup = BeautifulSoup(response.content, "lxml")
    return " ".join(soup.select_one(".page-head p.meta").get_text(" ", strip=True).split())


@pytest.mark.parametrize(
    ("count", "minutes"), [(0, 1), (3, 1), (220, 1), (440, 2), (1100, 5), (2200, 10)]
)
def test_a_post_tells_how_many_minutes_it_takes_to_read(client, count, minutes):
    text = f"<p>{'mot ' * count}</p>"
    post = make_post(body_fr=text, body_en=text)

    assert told(client, post, "fr").endswith(f"· {minutes} min de lecture")
    assert told(client, post, "en").endswith(f"· {minutes} min read")


def test_each_language_counts_its_own_text(client):
    post = make_post(body_fr=f"<p>{'mot ' * 880}</p>", body_en="<p>Short.</p>")

    assert "4 min de lecture" in told(client, post, "fr")
    assert "1 min read" in told(client, post, "en")


def test_marks_and_addresses_are_not_read(client):
    link = '<a href="https://example.org/?a=b">mot</a> <strong>mot</strong> '
    post = make_post(body_fr=f"<p>{link * 110}</p>")

    assert "1 min de lecture" in told(client, post, "fr")
