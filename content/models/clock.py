"""The clock that publication goes by: the real one, or the moment that a preview looks at."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime

from django.utils import timezone

_moment: ContextVar[datetime | None] = ContextVar("moment", default=None)


def now() -> datetime:
    """Return the instant (aware) at which the site is looked at."""
    return _moment.get() or timezone.now()


@contextmanager
def looking_at(moment: datetime) -> Iterator[None]:
    """Within this block everything shows as it will be, or was, at an instant (aware)."""
    token = _moment.set(moment)
    try:
        yield
    finally:
        _moment.reset(token)
