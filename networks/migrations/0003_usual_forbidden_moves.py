"""The moves that no network makes; the head of the secretariat may change the list."""

from django.db import migrations

FORBIDDEN = [
    ("", "former"),  # leaving before joining
    ("", "suspended"),
    ("applicant", "suspended"),
    ("former", "suspended"),
    ("member", "applicant"),
    ("suspended", "applicant"),
]


def forbid(apps, schema_editor):
    ForbiddenMove = apps.get_model("networks", "ForbiddenMove")
    for before, after in FORBIDDEN:
        ForbiddenMove.objects.get_or_create(from_category=before, to_category=after)


def allow(apps, schema_editor):
    ForbiddenMove = apps.get_model("networks", "ForbiddenMove")
    for before, after in FORBIDDEN:
        ForbiddenMove.objects.filter(from_category=before, to_category=after).delete()


class Migration(migrations.Migration):
    dependencies = [("networks", "0002_forbidden_moves_corrections_numbering")]

    operations = [migrations.RunPython(forbid, allow)]
