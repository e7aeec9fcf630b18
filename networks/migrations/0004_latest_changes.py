from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("networks", "0003_usual_forbidden_moves"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddIndex(
            model_name="statuschange",
            index=models.Index(fields=["-effective_on", "membership"], name="latest_changes"),
        ),
    ]
