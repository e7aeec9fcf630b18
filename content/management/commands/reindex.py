from django.core.management.base import BaseCommand

from content.models import SearchEntry


class Command(BaseCommand):
    help = "Make the search index anew from what the site holds."

    def handle(self, *args, **options):
        for model, done, total in SearchEntry.objects.rebuild():
            end = "\n" if done == total else ""
            self.stderr.write(f"\r{model._meta.verbose_name_plural} {done}/{total}", ending=end)
        self.stdout.write(f"{SearchEntry.objects.count()} objects can be found.")
