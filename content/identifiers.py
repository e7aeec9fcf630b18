"""Names of things that outlast their addresses."""

from urllib.parse import urlsplit

from django.conf import settings

FIRST_YEAR = 2026  # from which the site's host names things: part of every tag (RFC 4151)


def uri(kind: str, key: int | str) -> str:
    """Return the identifier of a thing: it leads to the thing's page, whatever its address is."""
    return f"{settings.SITE_URL}/id/{kind}/{key}"


def tag(name: str) -> str:
    """Return an identifier that outlasts addresses (RFC 4151)."""
    return f"tag:{urlsplit(settings.SITE_URL).hostname},{FIRST_YEAR}:{name}"
