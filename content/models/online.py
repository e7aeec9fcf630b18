from datetime import datetime

from django.db.models import Q


def online(language: str, at: datetime) -> Q:
    """Return the condition that a row with publication times is online in a language."""
    not_expired = Q(**{f"expire_at_{language}": None}) | Q(**{f"expire_at_{language}__gt": at})
    return Q(**{f"publish_at_{language}__lte": at}) & not_expired


def online_anywhere(at: datetime) -> Q:
    """Return the condition that a row with publication times is online in some language."""
    return online("fr", at) | online("en", at)


def expired(language: str, at: datetime) -> Q:
    """Return the condition that a row was online in a language and no longer is."""
    return Q(**{f"publish_at_{language}__lte": at, f"expire_at_{language}__lte": at})
