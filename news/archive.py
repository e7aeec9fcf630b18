"""What is online in a language, by year and month."""

from collections.abc import Iterator
from itertools import groupby

from django.db.models import Count, QuerySet


def archive(items: QuerySet, day: str) -> Iterator[tuple[int, int, list[tuple[int, int]]]]:
    """Yield (year, count, [(month, count)]) of the items, the latest first, in one query.

    `day` names the date column to go by.
    """
    year, month = f"{day}__year", f"{day}__month"
    rows = items.order_by().values_list(year, month).annotate(Count("pk"))
    latest_first = sorted(rows, reverse=True)
    for number, lines in groupby(latest_first, key=lambda row: row[0]):
        months = [(month, count) for _year, month, count in lines]
        yield number, sum(count for _month, count in months), months
