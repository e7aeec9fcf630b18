import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("content", "0003_pages_have_a_lead_picture")]

    operations = [
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=20)),
                ("object_id", models.PositiveBigIntegerField()),
                ("position", models.PositiveSmallIntegerField()),
                ("dated", models.DateField(null=True)),
                ("names", models.TextField()),
                ("publish_at_fr", models.DateTimeField(null=True)),
                ("publish_at_en", models.DateTimeField(null=True)),
                ("expire_at_fr", models.DateTimeField(null=True)),
                ("expire_at_en", models.DateTimeField(null=True)),
            ],
            options={
                "verbose_name": "search entry",
                "verbose_name_plural": "search entries",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "object_id"), name="one_search_entry_per_object"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SearchText",
            fields=[
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="texts",
                        serialize=False,
                        to="content.searchentry",
                    ),
                ),
                ("title_fr", models.CharField(max_length=250)),
                ("title_en", models.CharField(max_length=250)),
                ("url_fr", models.CharField(max_length=500)),
                ("url_en", models.CharField(max_length=500)),
                ("text_fr", models.TextField()),
                ("text_en", models.TextField()),
            ],
            options={
                "verbose_name": "search text",
                "verbose_name_plural": "search texts",
            },
        ),
    ]
