"""What waits for a translator, on the admin's first page."""

from django import template

from content.admin.translation_queue import counts_by_kind

register = template.Library()


@register.simple_tag(takes_context=True)
def waiting_translations(context) -> list[dict]:
    """Return the kinds that have translations waiting, each with its counts by language."""
    return counts_by_kind(context["request"])
