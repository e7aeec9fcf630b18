from django.urls import path
from django.utils.translation import gettext_lazy as _

from .views import StrategyList, StrategyView

urlpatterns = [
    path(_("strategies/"), StrategyList.as_view(), name="strategies"),
    path(_("strategies/<int:pk>-<slug:slug>/"), StrategyView.as_view(), name="strategy"),
]
