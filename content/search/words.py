"""Words as the index knows them: folded, stemmed in their language, plain ASCII on any database."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from threading import Lock

import snowballstemmer

from content.folding import fold

WORD = re.compile(r"[^\W_]+")
LONGEST = 60  # characters of a token
STEMMERS = {"fr": snowballstemmer.stemmer("french"), "en": snowballstemmer.stemmer("english")}
STEMMING = Lock()  # a stemmer holds the word it works on, and threads share it
ARTICLES_AND_THE_LIKE = """
a an and at by for from in is it of on or the to with
au aux avec ce ces d dans de des du elle en et il ils j l la le les leur m n ne ou par pas pour
qu que qui s sa se ses son sur t un une y
"""
EMPTY_WORDS = frozenset(ARTICLES_AND_THE_LIKE.split())


def words_of(text: str) -> Iterator[re.Match]:
    """Yield the words of a text where they stand in it; hand in composed text (NFC)."""
    return WORD.finditer(text)


def composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


@lru_cache(maxsize=50_000)
def token(word: str) -> str:
    """Return the token of a word: folded; outside ASCII the hexadecimal of its UTF-8 bytes.

    Neither database then has anything left to fold, split or order in its own way.
    """
    folded = "".join(WORD.findall(fold(word)))
    return (folded if folded.isascii() else "x" + folded.encode().hex())[:LONGEST]


@lru_cache(maxsize=50_000)
def forms(word: str, language: str) -> tuple[str, ...]:
    """Return the tokens under which a word is kept and found: itself, then its stems."""
    stemmer = STEMMERS[language]
    with STEMMING:
        stems = [stemmer.stemWord(word.lower()), stemmer.stemWord(fold(word))]
    return tuple(dict.fromkeys(filter(None, map(token, [word, *stems]))))


def key(text: str) -> str:
    """Return the tokens of a text's words as written, one after the other: "la haye"."""
    found = (token(match[0]) for match in words_of(composed(text)))
    return " ".join(filter(None, found))


def stemmed(text: str, language: str) -> list[str]:
    """Return the tokens of a text in a language, stems included, each once."""
    found = (form for match in words_of(composed(text)) for form in forms(match[0], language))
    return list(dict.fromkeys(found))
