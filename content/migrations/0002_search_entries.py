from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("content", "0001_themes_pictures_pages_redirects"),
    ]

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
                ("title_fr", models.CharField(max_length=250)),
                ("title_en", models.CharField(max_length=250)),
                ("url_fr", models.CharField(max_length=500)),
                ("url_en", models.CharField(max_length=500)),
                ("text_fr", models.TextField()),
                ("text_en", models.TextField()),
            ],
            options={
                "verbose_name": "search entry",
                "verbose_name_plural": "search entries",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("kind", "object_id"), name="one_search_entry_per_object"
                    )
                ],
            },
        ),
    ]
