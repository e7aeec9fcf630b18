"""What changed in a source since its translation was last checked, word by word."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from reversion.models import Version

from content.models import Translated, digest_of

TOKEN = re.compile(r"<[^>]*>\s*|[^<\s]+\s*|\s+")
VERSIONS_READ = 200


def texts_last_checked(part: Translated, source: str, target: str) -> dict[str, str] | None:
    """Return the source's texts that the target was last checked against, or None.

    They are those of the newest version in the history with the digest that the target keeps.
    """
    wanted = getattr(part, f"checked_against_{target}")
    names = part.translated_fields()
    for version in Version.objects.get_for_object(part)[:VERSIONS_READ]:
        kept = version.field_dict
        texts = {name: kept.get(f"{name}_{source}") or "" for name in names}
        if digest_of(texts) == wanted:
            return texts
    return None


def marked_text(old: str, new: str) -> SafeString:
    """Return plain text as HTML, what was added in <ins> and what was removed in <del>."""
    return marked_html(escape(old), escape(new))


def marked_html(old: str, new: str) -> SafeString:
    """Return cleaned HTML with the words that came in <ins> and those that went in <del>.

    The elements are those of the new text, so that the result is as well formed as it is.
    """
    before, after = (TOKEN.findall(text.replace("\r\n", "\n")) for text in (old, new))
    return mark_safe("".join(marked(before, after)))  # noqa: S308 (cleaned or escaped before)


def marked(before: list[str], after: list[str]) -> Iterator[str]:
    keys = [[token.strip() for token in tokens] for tokens in (before, after)]
    matcher = SequenceMatcher(None, *keys, autojunk=False)
    for change, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if change == "equal":
            yield "".join(after[new_from:new_to])
            continue
        words = [token for token in before[old_from:old_to] if not token.startswith("<")]
        yield in_element("del", "".join(words))
        yield from inserted(after[new_from:new_to])


def inserted(tokens: list[str]) -> Iterator[str]:
    words = []
    for token in tokens:
        if token.startswith("<"):
            yield in_element("ins", "".join(words))
            yield token
            words = []
        else:
            words.append(token)
    yield in_element("ins", "".join(words))


def in_element(name: str, words: str) -> str:
    """Return words in an element, the space behind them outside it; nothing for no words."""
    end = len(words.rstrip())
    return f"<{name}>{words[:end]}</{name}>{words[end:] or ' '}" if end else words
