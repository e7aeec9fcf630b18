"""A picture described in one language keeps what its readers were told until now in the other.

The copy is marked out of date, so that it waits to be translated. Former versions follow, or the
history could not bring them back under the rule that comes next.
"""

import hashlib
import json

from django.db import migrations
from django.db.models import Q

SIDES = [("fr", "en"), ("en", "fr")]


def in_both(row: dict) -> dict:
    """Return the fields to change in a row that has its text in one language only."""
    for here, there in SIDES:
        if row[f"alt_{there}"] and not row[f"alt_{here}"] and not row["decorative"]:
            text = row[f"alt_{there}"]
            told = json.dumps({"alt": text}, ensure_ascii=False).encode()
            return {
                f"alt_{here}": text,
                f"checked_against_{here}": "",
                f"checked_against_{there}": hashlib.sha256(told).hexdigest(),
            }
    return {}


def describe(apps, schema_editor):
    images = apps.get_model("content", "Image").objects
    one_language = Q(alt_fr=None) | Q(alt_fr="") | Q(alt_en=None) | Q(alt_en="")
    for row in images.filter(one_language, decorative=False).values():
        images.filter(pk=row["id"]).update(**in_both(row))


def describe_former_versions(apps, schema_editor):
    versions = apps.get_model("reversion", "Version").objects
    of_images = {"content_type__app_label": "content", "content_type__model": "image"}
    for version in versions.filter(format="json", **of_images).iterator():
        rows = json.loads(version.serialized_data)
        if change := in_both(rows[0]["fields"]):
            rows[0]["fields"] |= change
            version.serialized_data = json.dumps(rows)
            version.save(update_fields=["serialized_data"])


def leave(apps, schema_editor):
    """What was copied is valid without the rule too, and may have been translated since."""


class Migration(migrations.Migration):
    dependencies = [
        ("content", "0007_usual_checklist"),
        ("reversion", "0002_add_index_on_version_for_content_type_and_db"),
    ]

    operations = [
        migrations.RunPython(describe, leave),
        migrations.RunPython(describe_former_versions, leave),
    ]
