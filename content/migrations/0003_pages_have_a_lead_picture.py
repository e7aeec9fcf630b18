import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("content", "0002_pictures_in_widths")]

    operations = [
        migrations.AddField(
            model_name="page",
            name="lead_image",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="content.image",
                verbose_name="lead picture",
            ),
        ),
    ]
