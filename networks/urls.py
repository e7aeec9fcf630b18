from django.urls import path
from django.utils.translation import gettext_lazy as _

from .views import Directory, NetworkList

urlpatterns = [
    path(_("members/"), Directory.as_view(), name="members"),
    path(_("networks/"), NetworkList.as_view(), name="networks"),
]
