from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("content", "0008_pictures_described_in_both_languages"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="image",
            name="image_is_described_or_decorative",
        ),
        migrations.AlterField(
            model_name="image",
            name="alt",
            field=models.CharField(
                blank=True,
                help_text="What the picture shows, for those who do not see it. Example: the town hall. Asked in both languages, unless the picture is decorative.",
                max_length=250,
                verbose_name="alternative text",
            ),
        ),
        migrations.AlterField(
            model_name="image",
            name="alt_en",
            field=models.CharField(
                blank=True,
                help_text="What the picture shows, for those who do not see it. Example: the town hall. Asked in both languages, unless the picture is decorative.",
                max_length=250,
                null=True,
                verbose_name="alternative text",
            ),
        ),
        migrations.AlterField(
            model_name="image",
            name="alt_fr",
            field=models.CharField(
                blank=True,
                help_text="What the picture shows, for those who do not see it. Example: the town hall. Asked in both languages, unless the picture is decorative.",
                max_length=250,
                null=True,
                verbose_name="alternative text",
            ),
        ),
        migrations.AlterField(
            model_name="image",
            name="decorative",
            field=models.BooleanField(
                default=False,
                help_text="The picture adds nothing to the text: it needs no alternative text and screen readers pass over it.",
                verbose_name="decorative",
            ),
        ),
        migrations.AddConstraint(
            model_name="image",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("decorative", True),
                    models.Q(
                        ("alt_fr__isnull", False),
                        models.Q(("alt_fr", ""), _negated=True),
                        ("alt_en__isnull", False),
                        models.Q(("alt_en", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="image_is_described_in_both_languages_or_decorative",
                violation_error_message="Describe the picture in both languages, or tick “decorative”.",
            ),
        ),
    ]
