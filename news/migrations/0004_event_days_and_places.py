"""Events have days and places of their own: the day at the place, its position, the last change."""

from zoneinfo import ZoneInfo

import django.utils.timezone
from django.db import migrations, models

import news.models.local_time


def fill_first_days(apps, schema_editor):
    Event = apps.get_model("news", "Event")
    for event in Event.objects.only("start", "zone"):
        first_day = event.start.astimezone(ZoneInfo(event.zone)).date()
        Event.objects.filter(pk=event.pk).update(first_day=first_day)


class Migration(migrations.Migration):
    dependencies = [("news", "0003_head_of_secretariat")]

    operations = [
        migrations.AddField(
            model_name="event",
            name="first_day",
            field=models.DateField(
                db_index=True, editable=False, null=True, verbose_name="first day"
            ),
        ),
        migrations.RunPython(fill_first_days, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="event",
            name="first_day",
            field=models.DateField(db_index=True, editable=False, verbose_name="first day"),
        ),
        migrations.AddField(
            model_name="event",
            name="latitude",
            field=models.DecimalField(
                blank=True,
                decimal_places=5,
                help_text="In degrees, north positive, for example 50.63390. Leave empty if it is at the host’s.",
                max_digits=8,
                null=True,
                verbose_name="latitude",
            ),
        ),
        migrations.AddField(
            model_name="event",
            name="longitude",
            field=models.DecimalField(
                blank=True,
                decimal_places=5,
                help_text="In degrees, east positive, for example 3.05510.",
                max_digits=8,
                null=True,
                verbose_name="longitude",
            ),
        ),
        migrations.AddField(
            model_name="event",
            name="modified_at",
            field=models.DateTimeField(
                default=django.utils.timezone.now, editable=False, verbose_name="last change"
            ),
        ),
        migrations.AlterField(
            model_name="event",
            name="end",
            field=models.DateTimeField(
                help_text="Of whole days: when the last one is over at the place.",
                verbose_name="end",
            ),
        ),
        migrations.AlterField(
            model_name="event",
            name="start",
            field=models.DateTimeField(verbose_name="start"),
        ),
        migrations.AlterField(
            model_name="event",
            name="zone",
            field=models.CharField(
                default="Europe/Brussels",
                help_text="Where it happens; days and times are those of the clocks there.",
                max_length=50,
                validators=[news.models.local_time.validate_zone],
                verbose_name="time zone",
            ),
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("latitude", None), ("longitude", None)),
                    models.Q(
                        ("latitude__isnull", False),
                        ("latitude__range", (-90, 90)),
                        ("longitude__isnull", False),
                        ("longitude__range", (-180, 180)),
                    ),
                    _connector="OR",
                ),
                name="event_place_is_on_earth",
                violation_error_message="Give latitude (−90 to 90) and longitude (−180 to 180), or neither.",
            ),
        ),
    ]
