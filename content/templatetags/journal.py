"""The history of an object in the language of whoever reads it."""

import json

from django import template
from django.contrib.admin.models import LogEntry
from django.utils.text import capfirst
from django.utils.translation import gettext

register = template.Library()


@register.filter
def in_words(comment: str) -> str:
    """Return what a revision changed; its comment is a note, or JSON as Django's journal has it."""
    try:
        entries = json.loads(comment)
    except ValueError:
        return comment
    if not is_journal(entries):
        return comment
    for entry in entries:
        for told in entry.values():
            if "fields" in told:
                told["fields"] = [translated(label) for label in told["fields"]]
    return LogEntry(change_message=json.dumps(entries)).get_change_message()


def is_journal(entries) -> bool:
    """Say whether this is what Django's journal writes: [{"changed": {"fields": […]}}, …]."""
    return (
        isinstance(entries, list)
        and all(isinstance(entry, dict) for entry in entries)
        and all(isinstance(told, dict) for entry in entries for told in entry.values())
    )


def translated(label: str) -> str:
    """Return the label of a field, as forms write it in English, in the active language."""
    name, space, language = label.partition(" [")  # "Title [fr]" is made of "title"
    known = gettext(name)
    if known == name:
        known = gettext(name[:1].lower() + name[1:])
    return capfirst(known) + space + language
