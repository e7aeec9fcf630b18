from django.db import migrations, models

import content.models.picture_field


class Migration(migrations.Migration):
    dependencies = [("content", "0001_themes_pictures_pages_redirects")]

    operations = [
        migrations.AddField(
            model_name="image",
            name="widths",
            field=models.JSONField(default=list, editable=False),
        ),
        migrations.AlterField(
            model_name="image",
            name="file",
            field=content.models.picture_field.PictureField(
                help_text="JPEG, PNG, WebP or AVIF, up to 25 MB. The site keeps a copy without the place where it was taken, in sizes for every screen.",
                upload_to="images/%Y/",
                verbose_name="file",
            ),
        ),
    ]
