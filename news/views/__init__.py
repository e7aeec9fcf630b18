from .atlas import AtlasWithNews
from .gathered import Home, NetworkView, OrganisationView
from .published import EventList, EventView, PostList, PostView

__all__ = [
    "AtlasWithNews",
    "EventList",
    "EventView",
    "Home",
    "NetworkView",
    "OrganisationView",
    "PostList",
    "PostView",
]
