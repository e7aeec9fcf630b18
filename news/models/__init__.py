from .event import Event
from .local_time import end_of_day, instant, start_of_day, zones
from .post import Attachment, Post, PostKind, PostOrganisation, Role
from .series import EventSeries

__all__ = [
    "Attachment",
    "Event",
    "EventSeries",
    "Post",
    "PostKind",
    "PostOrganisation",
    "Role",
    "end_of_day",
    "instant",
    "start_of_day",
    "zones",
]
