"""What was typed, made into words to look for; any input whatever makes a query."""

import unicodedata
from functools import cached_property

from . import words
from .index import Term

LONGEST = 200  # characters
MOST_WORDS = 12
UNWRITABLE = {"Cc", "Cs"}  # control characters and halves of surrogate pairs


def beginning(text: str) -> str:
    """Return no more of a text than is looked for, at the end of a word where there is one."""
    return text[: LONGEST + 1].rpartition(" ")[0] or text[:LONGEST]


class Query:
    """A search as typed. The last word may be the beginning of one."""

    def __init__(self, typed: str):
        bare = "".join(" " if unicodedata.category(c) in UNWRITABLE else c for c in typed)
        whole = words.composed(" ".join(bare.split()))
        self.text = whole if len(whole) <= LONGEST else beginning(whole)
        self.words = [match[0] for match in words.words_of(self.text) if words.token(match[0])]
        self.is_cut = len(whole) > LONGEST or len(self.words) > MOST_WORDS

    def __bool__(self):
        return bool(self.words)

    @cached_property
    def key(self) -> str:
        return words.key(self.text)

    @cached_property
    def telling_words(self) -> list[str]:
        """The words to look for, each once: articles and the like only where there is no other."""
        telling = [word for word in self.words if words.token(word) not in words.EMPTY_WORDS]
        return list(dict.fromkeys(telling or self.words))[:MOST_WORDS]

    def terms(self, language: str | None = None) -> list[Term]:
        """Return what to look for in a text of a language, or in names if none is given."""
        last = self.words[-1]
        return [
            Term(
                words.forms(word, language) if language else (words.token(word),),
                words.token(word) if word == last and len(word) > 2 else "",
            )
            for word in self.telling_words
        ]

    def with_words(self, replaced: dict[str, str]) -> "Query":
        """Return the query with other words in the place of some."""
        return Query(" ".join(replaced.get(word, word) for word in self.words))
