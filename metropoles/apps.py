from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MetropolesConfig(AppConfig):
    name = "metropoles"
    verbose_name = _("Organisations and strategies")
