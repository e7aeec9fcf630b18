"""Editors keep the series of events, translators translate them, the secretariat reads them."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

GRANTS = {
    "editors": ["view", "add", "change", "delete"],
    "secretariat": ["view"],
    "heads of secretariat": ["view"],
    "translators": ["view", "change"],
}


def series_permissions(apps):
    config = apps.get_app_config("news")
    config.models_module = True  # permissions are otherwise made after all migrations
    create_permissions(config, apps=apps, verbosity=0)
    config.models_module = None
    return apps.get_model("auth", "Permission").objects.filter(content_type__model="eventseries")


def grant(apps, schema_editor):
    permissions = series_permissions(apps)
    for name, actions in GRANTS.items():
        codenames = [f"{action}_eventseries" for action in actions]
        for group in apps.get_model("auth", "Group").objects.filter(name=name):
            group.permissions.add(*permissions.filter(codename__in=codenames))


def take_back(apps, schema_editor):
    permissions = series_permissions(apps)
    for group in apps.get_model("auth", "Group").objects.filter(name__in=GRANTS):
        group.permissions.remove(*permissions)


class Migration(migrations.Migration):
    dependencies = [("news", "0005_series_of_events")]

    operations = [migrations.RunPython(grant, take_back)]
