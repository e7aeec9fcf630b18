"""What a page says, as a visitor reads it."""

from bs4 import BeautifulSoup
from django.utils.translation import override


def page(client, thing, language="en") -> BeautifulSoup:
    """Return the page of something in a language, which answers with 200."""
    with override(language):
        response = client.get(thing.get_absolute_url())
    assert response.status_code == 200
    return BeautifulSoup(response.content, "lxml")


def words(tag) -> str:
    return " ".join(tag.get_text(" ", strip=True).split())


def texts(soup, selector) -> list[str]:
    return [words(tag) for tag in soup.select(selector)]
