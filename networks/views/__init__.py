from .changes import Changes, ChangesFeed
from .compare import Compare
from .lists import FilteredList, NetworkList
from .members import Directory, PrintedList, Statistics

__all__ = [
    "Changes",
    "ChangesFeed",
    "Compare",
    "Directory",
    "FilteredList",
    "NetworkList",
    "PrintedList",
    "Statistics",
]
