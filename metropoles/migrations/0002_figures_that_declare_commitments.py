from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("metropoles", "0001_organisations_and_strategies")]

    operations = [
        migrations.AddField(
            model_name="figure",
            name="declares_commitments",
            field=models.BooleanField(
                default=False,
                help_text="It stands beside the commitments that this site names, which may be fewer.",
                verbose_name="number of commitments signed",
            ),
        ),
    ]
