"""The head of the secretariat also keeps the list of forbidden moves; the others read it."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

GRANTS = {"secretariat": ["view"], "heads of secretariat": ["view", "add", "change", "delete"]}


def make_group(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    Permission = apps.get_model("auth", "Permission")
    config = apps.get_app_config("networks")
    config.models_module = True  # permissions are otherwise made after all migrations
    create_permissions(config, apps=apps, verbosity=0)
    config.models_module = None
    secretariat = Group.objects.get(name="secretariat")
    heads, _ = Group.objects.get_or_create(name="heads of secretariat")
    heads.permissions.set(secretariat.permissions.all())
    moves = Permission.objects.filter(content_type__model="forbiddenmove")
    for name, actions in GRANTS.items():
        codenames = [f"{action}_forbiddenmove" for action in actions]
        Group.objects.get(name=name).permissions.add(*moves.filter(codename__in=codenames))


def remove_group(apps, schema_editor):
    apps.get_model("auth", "Group").objects.filter(name="heads of secretariat").delete()


class Migration(migrations.Migration):
    dependencies = [
        ("news", "0002_three_groups"),
        ("networks", "0003_usual_forbidden_moves"),
    ]

    operations = [migrations.RunPython(make_group, remove_group)]
