from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.core.management.base import BaseCommand

from content.models import SearchEntry

FIXTURES = [
    "themes",
    "statuses",
    "organisations",
    "metrex",
    "lille",
    "metz",
    "events",
    "news",
    "pages",
]
SIGN_INS = {"editor": "editors", "secretariat": "secretariat", "administrator": None}
COMMENT = "Contenu de démonstration · Demo content"
PASSWORD = "demo"  # made in development only


class Command(BaseCommand):
    help = "Load the demo content; in development, also three sign-ins. Twice changes nothing."

    def handle(self, *args, **options):
        with SearchEntry.objects.refreshed_at_the_end():
            call_command("loaddata", *FIXTURES, verbosity=0)
        call_command("createinitialrevisions", comment=COMMENT, verbosity=0)
        if settings.DEBUG:
            self.make_sign_ins()
        self.stdout.write("The demo content is loaded.")

    def make_sign_ins(self):
        for name, group in SIGN_INS.items():
            user, created = get_user_model().objects.get_or_create(
                username=name, defaults={"is_staff": True, "is_superuser": group is None}
            )
            if created:
                user.set_password(PASSWORD)
                user.save()
                user.groups.set(Group.objects.filter(name=group))
