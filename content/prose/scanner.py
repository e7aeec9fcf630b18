"""Reading markup of any origin as a flat row of tags and text, in time proportional to its length.

A full HTML parser repairs nesting, and hostile nesting makes it take minutes for 1 MB. Here nesting
is left to the reader of the row, which keeps few shapes and so needs no repair.
Source of the rules: the tokenization part of the HTML standard, without what never holds text.
"""

import re
from collections.abc import Iterator
from html import unescape

NAME = re.compile(r"</?([a-zA-Z][^\s/>]*)")
ATTRIBUTE = re.compile(
    r"""[\s/]*(?:(>)|(=?[^\s/>=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"'][^\s>]*))?)?)"""
)
HIDDEN = {"script", "style", "title", "template", "noscript", "xml", "svg", "math", "textarea"}
HIDDEN |= {"select", "button", "iframe", "object", "noframes", "noembed", "xmp", "plaintext"}


def scan(markup: str) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Yield ("text", words, {}), ("start", tag, attributes) and ("end", tag, {}), in order.

    Comments, declarations and everything inside scripts, styles and form fields are left out.
    """
    lowered = markup.lower()
    position, end = 0, len(markup)
    while position < end:
        opening = markup.find("<", position)
        opening = end if opening < 0 else opening
        if opening > position:
            yield "text", unescape(markup[position:opening]), {}
        name = NAME.match(markup, opening)
        if name is None:
            kind, position = after_nameless(markup, opening)
            if kind:
                yield "text", kind, {}
            continue
        tag = name[1].lower()
        said, position = read_attributes(markup, name.end())
        if markup[opening + 1] == "/":
            yield "end", tag, {}
        elif tag in HIDDEN:
            closing = lowered.find(f"</{tag}", position)
            position = end if closing < 0 else closing
        elif position <= end:
            yield "start", tag, said


def after_nameless(markup: str, opening: int) -> tuple[str, int]:
    """Return the text that a "<" without a tag's name stands for, and where to read on."""
    if markup.startswith("<!--", opening):
        closing = markup.find("-->", opening + 2)
        return "", len(markup) if closing < 0 else closing + 3
    if markup.startswith(("<!", "<?", "</"), opening):
        closing = markup.find(">", opening)
        return "", len(markup) if closing < 0 else closing + 1
    return markup[opening : opening + 1], opening + 1


def read_attributes(markup: str, position: int) -> tuple[dict[str, str], int]:
    """Return a tag's attributes and the place behind it; beyond the end if it is never closed."""
    said = {}
    while match := ATTRIBUTE.match(markup, position):
        position = match.end()
        if match[1]:
            return said, position
        value = match[3] or match[4] or match[5] or ""
        said.setdefault(match[2].lower(), unescape(value))
    return said, len(markup) + 1
