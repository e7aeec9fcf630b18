"""What comes back, as a conference twice a year, is a series; its editions are events."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("networks", "0003_usual_forbidden_moves"),
        ("news", "0004_event_days_and_places"),
    ]

    operations = [
        migrations.CreateModel(
            name="EventSeries",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "checked_against_fr",
                    models.CharField(blank=True, default="", editable=False, max_length=64),
                ),
                (
                    "checked_against_en",
                    models.CharField(blank=True, default="", editable=False, max_length=64),
                ),
                (
                    "name",
                    models.CharField(
                        blank=True,
                        help_text="For example METREX conference.",
                        max_length=200,
                        verbose_name="name",
                    ),
                ),
                (
                    "name_fr",
                    models.CharField(
                        blank=True,
                        help_text="For example METREX conference.",
                        max_length=200,
                        null=True,
                        verbose_name="name",
                    ),
                ),
                (
                    "name_en",
                    models.CharField(
                        blank=True,
                        help_text="For example METREX conference.",
                        max_length=200,
                        null=True,
                        verbose_name="name",
                    ),
                ),
                (
                    "slug",
                    models.SlugField(
                        help_text="Used in the addresses of lists, for example metrex-conference.",
                        unique=True,
                        verbose_name="code",
                    ),
                ),
                (
                    "rhythm",
                    models.CharField(
                        blank=True,
                        help_text="For example Twice a year.",
                        max_length=100,
                        verbose_name="rhythm",
                    ),
                ),
                (
                    "rhythm_fr",
                    models.CharField(
                        blank=True,
                        help_text="For example Twice a year.",
                        max_length=100,
                        null=True,
                        verbose_name="rhythm",
                    ),
                ),
                (
                    "rhythm_en",
                    models.CharField(
                        blank=True,
                        help_text="For example Twice a year.",
                        max_length=100,
                        null=True,
                        verbose_name="rhythm",
                    ),
                ),
                (
                    "summary",
                    models.TextField(
                        blank=True,
                        help_text="One or two sentences, shown in lists.",
                        verbose_name="summary",
                    ),
                ),
                (
                    "summary_fr",
                    models.TextField(
                        blank=True,
                        help_text="One or two sentences, shown in lists.",
                        null=True,
                        verbose_name="summary",
                    ),
                ),
                (
                    "summary_en",
                    models.TextField(
                        blank=True,
                        help_text="One or two sentences, shown in lists.",
                        null=True,
                        verbose_name="summary",
                    ),
                ),
                (
                    "network",
                    models.ForeignKey(
                        blank=True,
                        help_text="Whose series it is.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="event_series",
                        to="networks.network",
                        verbose_name="network",
                    ),
                ),
            ],
            options={
                "verbose_name": "event series",
                "verbose_name_plural": "series of events",
                "ordering": ["slug"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("name_fr__isnull", False), models.Q(("name_fr", ""), _negated=True)
                            ),
                            models.Q(
                                ("name_en__isnull", False), models.Q(("name_en", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="event_series_has_a_name",
                        violation_error_message="Give the series a name in at least one language.",
                    ),
                ],
            },
        ),
        migrations.AddField(
            model_name="event",
            name="series",
            field=models.ForeignKey(
                blank=True,
                help_text="For example a conference that takes place twice a year.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="events",
                to="news.eventseries",
                verbose_name="series",
            ),
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.UniqueConstraint(
                fields=("series", "edition"),
                name="edition_once_per_series",
                violation_error_message="The series already has this edition.",
            ),
        ),
    ]
