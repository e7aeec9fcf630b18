from django.urls import path
from django.utils.translation import gettext_lazy as _

from .views import (
    Changes,
    ChangesFeed,
    Compare,
    Directory,
    NetworkList,
    PrintedList,
    Statistics,
)

urlpatterns = [
    path(_("members/"), Directory.as_view(), name="members"),
    path(_("members/list/"), PrintedList.as_view(), name="members_list"),
    path(_("members/changes/"), Changes.as_view(), name="members_changes"),
    path(_("members/changes/atom.xml"), ChangesFeed.as_view(), name="members_changes_feed"),
    path(_("members/statistics/"), Statistics.as_view(), name="members_statistics"),
    path(_("members/compare/"), Compare.as_view(), name="members_compare"),
    path(_("networks/"), NetworkList.as_view(), name="networks"),
]
