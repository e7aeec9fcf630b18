"""When things were last written, as their history tells."""

from collections.abc import Iterable
from datetime import datetime

from django.contrib.contenttypes.models import ContentType
from django.db.models import Max, Model
from reversion.models import Version


def last_edits(model: type[Model], keys: Iterable[int] | None = None) -> dict[int, datetime]:
    """Return when objects of a model were last saved, by key; the history knows some of them.

    `keys` are those asked for; None is all of them.
    """
    kept = Version.objects.filter(content_type=ContentType.objects.get_for_model(model))
    if keys is not None:
        kept = kept.filter(object_id__in=[str(key) for key in keys])
    rows = kept.order_by().values_list("object_id").annotate(Max("revision__date_created"))
    return {int(key): edited for key, edited in rows}
