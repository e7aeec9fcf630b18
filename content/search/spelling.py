"""Typing errors in names: the known word that was probably meant."""

from rapidfuzz import process
from rapidfuzz.distance import OSA

SHORTEST = 4  # letters; shorter names are not meant by others


def meant(word: str, known: set[str]) -> str | None:
    """Return the known word that differs least from a token, or None if all differ too much.

    A letter left out, added, changed or swapped with its neighbour is one difference; words of
    four or five letters may have one, longer ones two. The first letter is hardly ever the wrong
    one: Prague is not The Hague.
    """
    most = 0 if len(word) < 4 else 1 if len(word) < 6 else 2
    alike = process.extract(word, known, scorer=OSA.distance, score_cutoff=most, limit=None)
    ranked = sorted(
        (distance, name)
        for name, distance, _ in alike
        if len(name) >= SHORTEST and name[0] == word[0]
    )
    return ranked[0][1] if most and ranked else None
