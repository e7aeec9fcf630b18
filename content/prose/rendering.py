"""Formatted texts as visitors read them: keys become addresses and pictures of today."""

import re

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, override

from .linking import LINK, PICTURE, Targets

SRCSET = re.compile('srcset="[^"]*"')
TABLE = re.compile("<table>.*?</table>")


def render(text: str, language: str, targets: Targets | None = None) -> SafeString:
    """Return a cleaned text as HTML for a page in `language`.

    A link whose page is gone or not online is plain text; a picture that is gone is left out.
    `targets` are those of several texts looked up together; without them, one query per kind.
    """
    targets = Targets([text]) if targets is None else targets
    text = LINK.sub(lambda match: shown_link(match, targets), text)
    text = PICTURE.sub(lambda match: shown_picture(match, language, targets), text)
    return mark_safe(TABLE.sub(shown_table, text))  # noqa: S308 (cleaned on its way to the database)


def render_elsewhere(text: str, language: str, targets: Targets | None = None) -> SafeString:
    """Return a cleaned text as HTML whose links and pictures work outside the site."""
    body = render(text, language, targets).replace('="/', f'="{settings.SITE_URL}/')
    srcset = SRCSET.sub(lambda match: match[0].replace(", /", f", {settings.SITE_URL}/"), body)
    return mark_safe(srcset)  # noqa: S308 (it was safe before)


def shown_link(match: re.Match, targets: Targets) -> str:
    kind, pk, words = match.groups()
    page = targets.page(kind, pk)
    if page is None or not page.is_public():
        return words
    return format_html('<a href="{}">{}</a>', page.get_absolute_url(), mark_safe(words))  # noqa: S308


def shown_picture(match: re.Match, language: str, targets: Targets) -> str:
    image = targets.picture(match[1])
    if image is None or not image.file:
        return ""
    caption = mark_safe(match[2] or "")  # noqa: S308
    with override(language):  # the text's, which is not always the page's
        return render_to_string("content/_prose_picture.html", {"image": image, "caption": caption})


def shown_table(match: re.Match) -> str:
    """A wide table scrolls in a box of its own, which the keyboard reaches."""
    return (
        f'<div class="table-scroll" role="region" tabindex="0" aria-label="{gettext("Table")}">'
        f"{match[0]}</div>"
    )
