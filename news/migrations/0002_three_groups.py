"""Editors write and publish, the secretariat keeps memberships, translators write texts."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

ALL = ["view", "add", "change", "delete"]
WRITTEN = {  # what is written for visitors
    "content": ["theme", "page", "image", "redirect"],
    "news": ["post", "event", "postorganisation", "attachment"],
}
WHO = {  # who exists
    "metropoles": [
        "organisation",
        "organisationname",
        "relation",
        "figure",
        "milestone",
        "office",
        "strategy",
        "ambition",
        "workstream",
    ],
}
BELONGING = {  # who belongs to what
    "networks": ["network", "membershipstatus", "membership", "participant", "statuschange"],
}
TRANSLATED = {
    "content": ["theme", "page", "image"],
    "metropoles": [
        "organisation",
        "figure",
        "milestone",
        "office",
        "strategy",
        "ambition",
        "workstream",
    ],
    "networks": ["network", "membershipstatus"],
    "news": ["post", "event", "attachment"],
}
GROUPS = {
    "editors": [(ALL, WRITTEN), (ALL, WHO), (["view"], BELONGING)],
    "secretariat": [(ALL, WHO), (ALL, BELONGING), (["view"], WRITTEN)],
    "translators": [
        (["view", "change"], TRANSLATED),
        (["view"], WRITTEN | WHO | BELONGING),
    ],
}


def make_groups(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    for name, grants in GROUPS.items():
        group, _ = Group.objects.get_or_create(name=name)
        for actions, models in grants:
            group.permissions.add(*permissions(apps, actions, models))


def permissions(apps, actions, models):
    Permission = apps.get_model("auth", "Permission")
    for label, names in models.items():
        config = apps.get_app_config(label)
        config.models_module = True  # permissions are otherwise made after all migrations
        create_permissions(config, apps=apps, verbosity=0)
        config.models_module = None
        codenames = [f"{action}_{name}" for action in actions for name in names]
        yield from Permission.objects.filter(content_type__app_label=label, codename__in=codenames)


def remove_groups(apps, schema_editor):
    apps.get_model("auth", "Group").objects.filter(name__in=GROUPS).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("news", "0001_posts_and_events"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]

    operations = [migrations.RunPython(make_groups, remove_groups)]
