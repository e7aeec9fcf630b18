from django.urls import path
from django.utils.translation import gettext_lazy as _

from .search.views import SearchView
from .views import PageView

urlpatterns = [
    path(_("search/"), SearchView.as_view(), name="search"),
    path("<slug:slug>/", PageView.as_view(), name="page"),
]
