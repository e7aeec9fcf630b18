from django.db import migrations

import content.models.document_field


class Migration(migrations.Migration):
    dependencies = [("news", "0006_who_keeps_series")]

    operations = [
        migrations.AlterField(
            model_name="attachment",
            name="file",
            field=content.models.document_field.DocumentField(
                help_text="PDF, OpenDocument, Office (docx, xlsx, pptx) or CSV, up to 25 MB, no macros.",
                upload_to="documents/%Y/",
                verbose_name="file",
            ),
        ),
    ]
