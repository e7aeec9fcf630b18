"""The characters that a text of the site may hold: those of XML 1.0, section 2.2."""

import re

FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
BREAKS = re.compile("[\v\f]")  # what office programs write for a line or a page that ends


def legible(text: str, line_end: str = "\n") -> str:
    """Return a text without characters that XML forbids; a line broken by one ends so."""
    return FORBIDDEN.sub("", BREAKS.sub(line_end, text))
