"""What is broken or shuts readers out prevents publication; the rest is pointed out."""

from django.db import migrations

LEVELS = {
    "alternative_text": "blocking",
    "dead_link": "blocking",
    "headings": "warning",
    "lead_picture": "warning",
    "link_not_online": "warning",
    "link_text": "warning",
    "same_title": "warning",
    "summary": "warning",
    "title_length": "warning",
    "translation": "warning",
    "typed_address": "warning",
}


def add_rules(apps, schema_editor):
    rules = apps.get_model("content", "ChecklistRule").objects
    for rule, level in LEVELS.items():
        rules.get_or_create(rule=rule, defaults={"level": level})


def remove_rules(apps, schema_editor):
    apps.get_model("content", "ChecklistRule").objects.filter(rule__in=LEVELS).delete()


class Migration(migrations.Migration):
    dependencies = [("content", "0006_checklist_rules")]

    operations = [migrations.RunPython(add_rules, remove_rules)]
