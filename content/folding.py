"""Folding: one spelling for searching and sorting, the same on every database."""

import unicodedata

# Letters that Unicode does not decompose into a base letter and a mark.
LETTERS = str.maketrans(
    {"œ": "oe", "æ": "ae", "ß": "ss", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
APOSTROPHES_AND_DASHES = str.maketrans(dict.fromkeys("'’‘`´-‐‑‒–—/.,()·", " "))


def fold(text: str) -> str:
    """Return a text in lower case, without accents or punctuation: "ile de france"."""
    lowered = unicodedata.normalize("NFKD", text).casefold().translate(LETTERS)
    decomposed = unicodedata.normalize("NFKD", lowered)
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return " ".join(bare.translate(APOSTROPHES_AND_DASHES).split())
