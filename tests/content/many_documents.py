"""Many documents in the search at once, for the tests of scale."""

import random
from datetime import date, timedelta
from itertools import product

from django.db import connection

from content.models import SearchEntry, SearchText
from content.models.search_entry import ALWAYS
from content.search import index
from content.search.words import key

KINDS = {"organisation": 2, "network": 1, "page": 1, "event": 2, "post": 4}  # of ten
NAMED = 3  # of ten: the organisations and networks
SYLLABLES = ("ba", "cor", "du", "fe", "gil", "hon", "la", "mi", "nor", "pe", "ru", "sa", "ti", "ve")
WORDS = ["".join(syllables) for syllables in product(SYLLABLES, repeat=3)]
LENGTH = 100  # words of a text
TEXTS = 50  # that differ


def make_documents(number: int):
    """Make documents titled "Ville 0", "Ville 1"… with "commune" in every text of either language.

    Three in ten, the organisations and networks, have names beside the title.
    """
    kinds = [kind for kind, share in KINDS.items() for _ in range(share)]
    entries = SearchEntry.objects.bulk_create(
        SearchEntry(
            kind=kinds[n % 10],
            object_id=n + 1,
            position=1 + n % 10,
            dated=date(2000, 1, 1) + timedelta(days=n),
            names=f"|ville {n}|{WORDS[n % len(WORDS)]}|" if n % 10 < NAMED else "|",
            publish_at_fr=ALWAYS,
            publish_at_en=ALWAYS,
        )
        for n in range(number)
    )
    chance = random.Random(1)
    bodies = [" ".join(["commune", *chance.choices(WORDS[:400], k=LENGTH)]) for _ in range(TEXTS)]
    texts = [text_of(entry, n, bodies[n % TEXTS]) for n, entry in enumerate(entries)]
    SearchText.objects.bulk_create(texts, batch_size=500)
    alike = [text.tokens() for text in texts[:TEXTS]]
    index.write({text.pk: tokens_of(text, alike[n % TEXTS]) for n, text in enumerate(texts)})
    settle()


def settle():
    """Do what a running database does by itself between transactions."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
        if connection.vendor == "postgresql":
            cursor.execute("SELECT gin_clean_pending_list('content_searchentry_tokens')")


def text_of(entry: SearchEntry, n: int, body: str) -> SearchText:
    title, url = f"Ville {n}", f"/{entry.kind}/{n}/"
    return SearchText(
        entry=entry,
        **dict.fromkeys(["title_fr", "title_en"], title),
        **dict.fromkeys(["url_fr", "url_en"], url),
        **dict.fromkeys(["text_fr", "text_en"], body),
    )


def tokens_of(text: SearchText, alike: dict[str, list[str]]) -> dict[str, list[str]]:
    """Return the tokens of a text, given those of one with the same body: cheaper than anew."""
    names, title = text.entry.names.replace("|", " ").split(), key(text.title_fr).split()
    every = {name: [*names, *title, *alike[name]] for name in ("all_fr", "all_en")}
    return {"names": names, "title_fr": title, "title_en": title, **every}
