from .event import Event
from .post import Attachment, Post, PostKind, PostOrganisation, Role

__all__ = ["Attachment", "Event", "Post", "PostKind", "PostOrganisation", "Role"]
