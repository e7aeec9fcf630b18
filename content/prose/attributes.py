"""Which attributes say something, and what: everything else is not read at all."""

import re

from .linking import parse_key

ADDRESS = re.compile(
    r"https?://[^\s\\]+|mailto:[^\s\\]+@[^\s\\]+|tel:\+?[0-9().-]+|/(?![/\\])[^\s\\]*"
)
NUMBER = re.compile("[1-9][0-9]{0,17}")
STYLED = {"span", "b", "strong", "i", "em"}
CELLS = re.compile("[2-9]|[1-4][0-9]")


def read_attribute(tag: str, name: str, value: str) -> str | None:
    """Return what an attribute is taken to say, or None where it says nothing of use."""
    value = value.strip()
    if (tag, name) == ("a", "href"):
        return value if parse_key(value) or ADDRESS.fullmatch(value) else None
    if (tag, name) == ("figure", "data-image"):
        return value if NUMBER.fullmatch(value) else None
    if tag in {"td", "th"} and name in {"colspan", "rowspan"}:
        return value if CELLS.fullmatch(value) else None
    if (tag, name) == ("p", "style"):
        level = re.search(r"mso-list:\s*l\d+\s+level([1-9])", value.lower())
        return f"level{level[1]}" if level else None
    return read_style(value.lower()) if tag in STYLED and name == "style" else None


def read_style(style: str) -> str | None:
    """Return what office programs and web pages say in styles alone: a bullet, bold, italics."""
    if re.search(r"mso-list:\s*ignore", style):
        return "bullet"
    found = []
    if weight := re.search(r"font-weight:\s*(bold|normal|\d00)", style):
        found.append("bold" if weight[1] in {"bold", "600", "700", "800", "900"} else "light")
    if slant := re.search(r"font-style:\s*(italic|normal)", style):
        found.append("italic" if slant[1] == "italic" else "upright")
    return " ".join(found) or None
