"""The shapes of a formatted text and how each is written: the same text always in the same way."""

import re
from html import escape

NBSP = "\N{NO-BREAK SPACE}"
SEAM = "\0"  # between two runs; no text holds it
# Spaces worth a look: several together, breaks, and those where a run or the whole begins or ends.
SPACES = re.compile(f"[ {NBSP}\n{SEAM}]{{2,}}|[\n{SEAM}]|^[ {NBSP}]|[ {NBSP}]$")
BLANK_LINE = 2  # this many line breaks in a row part two paragraphs
BEFORE_NBSP, AFTER_NBSP = "«0123456789", ":;!?»%€"
ORDER = ("a", "strong", "em", "sub", "sup")  # of marks, from the outermost


class Words:
    """A paragraph, a heading or a caption: runs of text, each with its marks."""

    is_made = False

    def __init__(self, tag: str):
        self.tag = tag
        self.runs = []

    def add(self, text: str, marks: frozenset[str]):
        self.runs.append((text, marks))

    def pieces(self) -> list[tuple[str, tuple[str, ...]]]:
        """Return (text, marks in order) without stray spaces; a break is a "\\n", a parting two."""
        found = list(cut(self.runs))
        while found and found[-1][1] is None:
            found.pop()
        while found and found[0][1] is None:
            found.pop(0)
        return [
            (words, common(found[n - 1][1], found[n + 1][1]) if marks is None else marks)
            for n, (words, marks) in enumerate(found)
        ]

    def paragraphs(self) -> list[str]:
        """Return the HTML inside each paragraph: two breaks in a row begin another one."""
        written, current = [], []
        for words, marks in self.pieces():
            if words == "\n\n" and self.tag == "p":
                written.append(run_html(current))
                current = []
            else:
                current.append((words, marks))
        return [*written, run_html(current)] if current else written

    def html(self) -> str:
        return "".join(f"<{self.tag}>{inside}</{self.tag}>" for inside in self.paragraphs())


def cut(runs: list):
    """Yield each stretch of words with its marks, and each space to look at as (space, None)."""
    orders = [tuple(sorted(marks, key=lambda m: ORDER.index(m.split()[0]))) for _, marks in runs]
    text = SEAM.join(words for words, _marks in runs)
    start = seams = 0
    for space in SPACES.finditer(text):
        if space.start() > start:
            yield text[start : space.start()], orders[seams]
        if space[0].strip(SEAM):
            yield one_space(space, text), None
        seams += space[0].count(SEAM)
        start = space.end()
    if start < len(text):
        yield text[start:], orders[seams]


def one_space(space: re.Match, text: str) -> str:
    """Return the one space that a run of spaces stands for; French typography keeps its own."""
    spaces = space[0].replace(SEAM, "")
    if breaks := spaces.count("\n"):
        return "\n\n" if breaks >= BLANK_LINE else "\n"
    if NBSP not in spaces or " " not in spaces:
        return spaces[0]
    before, after = text[: space.start()][-1:], text[space.end() :][:1]
    typographic = (before and before in BEFORE_NBSP) or (after and after in AFTER_NBSP)
    return NBSP if typographic else " "


def common(left: tuple, right: tuple) -> tuple:
    return tuple(mark for mark in left if mark in right)


def run_html(pieces: list) -> str:
    """Return pieces as HTML; marks that neighbours share are written once around both."""
    written, opened = [], []
    for words, marks in pieces:
        shared = 0
        while shared < min(len(opened), len(marks)) and opened[shared] == marks[shared]:
            shared += 1
        written += [f"</{mark.split()[0]}>" for mark in reversed(opened[shared:])]
        written += [f"<{mark}>" for mark in marks[shared:]]
        opened = list(marks)
        written.append("<br>" if words.startswith("\n") else escape(words, quote=False))
    written += [f"</{mark.split()[0]}>" for mark in reversed(opened)]
    return "".join(written)


class Node:
    """A list, an item, a quote, a table, a row, a cell, a figure, or (without a tag) the whole."""

    def __init__(self, tag: str, said: dict[str, str] | None = None, is_made: bool = False):
        self.tag = tag
        self.said = said or {}
        self.is_made = is_made  # from paragraphs that an office program means as a list
        self.children = []

    def add(self, child: "Node | Words"):
        self.children.append(child)
        return child

    def html(self) -> str:
        inside = self.inside()
        if not self.tag:
            return inside
        if not inside and self.tag not in {"td", "th", "figure"}:
            return ""
        said = "".join(f' {name}="{escape(value)}"' for name, value in sorted(self.said.items()))
        return f"<{self.tag}{said}>{inside}</{self.tag}>"

    def inside(self) -> str:
        """Return the HTML of the children; a first and only paragraph of an item needs no tag."""
        if self.tag in {"li", "td", "th"} and self.children:
            first, *others = self.children
            rest = "".join(child.html() for child in others)
            alone = isinstance(first, Words) and len(first.paragraphs()) == 1
            if alone and not any(isinstance(child, Words) and child.html() for child in others):
                return first.paragraphs()[0] + rest
            return first.html() + rest
        inside = "".join(child.html() for child in self.children)
        return f"<tbody>{inside}</tbody>" if self.tag == "table" and inside else inside
