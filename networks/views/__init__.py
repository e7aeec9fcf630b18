from .changes import Changes, ChangesFeed
from .lists import FilteredList, NetworkList
from .members import Directory, PrintedList

__all__ = ["Changes", "ChangesFeed", "Directory", "FilteredList", "NetworkList", "PrintedList"]
