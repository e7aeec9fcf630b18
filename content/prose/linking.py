"""What formatted texts refer to by key, so that no changed address ever breaks them.

A link to a page of the site is stored as `organisation:12`, a picture of the library as its number;
both are looked up when the text is shown: one query per kind, for one text or for many.
"""

import re
from collections.abc import Iterable
from functools import cache

from django.apps import apps
from django.db import models

KEY = re.compile(r"([a-z]+):([1-9][0-9]{0,17})")
LINK = re.compile(rf'<a href="{KEY.pattern}">(.*?)</a>')
PICTURE = re.compile(
    r'<figure data-image="([1-9][0-9]{0,17})">(?:<figcaption>(.*?)</figcaption>)?</figure>'
)


@cache
def kinds() -> dict[str, type[models.Model]]:
    """Return the models with a page of their own by their name in keys: "organisation", "post"."""
    return {m._meta.model_name: m for m in apps.get_models() if hasattr(m, "addresses")}


def parse_key(href: str) -> tuple[str, int] | None:
    """Return (kind, primary key) of a link by key, or None if it is another address."""
    match = KEY.fullmatch(href)
    return (match[1], int(match[2])) if match and match[1] in kinds() else None


class Targets:
    """The pages and pictures that some cleaned texts refer to, in one query per kind."""

    def __init__(self, texts: Iterable[str]):
        wanted, pictures = {}, set()
        for text in texts:
            for kind, pk, _words in LINK.findall(text or ""):
                wanted.setdefault(kind, set()).add(int(pk))
            pictures |= {int(pk) for pk, _caption in PICTURE.findall(text or "")}
        models_of = kinds()
        self.pages = {
            kind: models_of[kind]._base_manager.in_bulk(keys)
            for kind, keys in wanted.items()
            if kind in models_of
        }
        self.pictures = apps.get_model("content", "Image").objects.in_bulk(pictures)

    def page(self, kind: str, pk: int | str) -> models.Model | None:
        """Return the object a link leads to, whether visitors see it or not, or None."""
        return self.pages.get(kind, {}).get(int(pk))

    def picture(self, pk: int | str) -> models.Model | None:
        return self.pictures.get(int(pk))
