from django.core.files.storage import default_storage
from django.db import migrations, models


def measure(apps, schema_editor):
    """Note how heavy each document is; one whose file is lost stays without a size."""
    documents = apps.get_model("news", "Attachment").objects.using(schema_editor.connection.alias)
    for document in documents.all():
        try:
            size = default_storage.size(document.file.name)
        except (OSError, ValueError):
            continue
        documents.filter(pk=document.pk).update(size=size)


class Migration(migrations.Migration):
    dependencies = [("news", "0007_documents_of_known_types")]

    operations = [
        migrations.AddField(
            model_name="attachment",
            name="size",
            field=models.PositiveIntegerField(
                editable=False, null=True, verbose_name="size in bytes"
            ),
        ),
        migrations.RunPython(measure, migrations.RunPython.noop),
    ]
