"""Lists of the admin that survive whatever their address or their form asks for."""

from django.contrib import messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ERROR_FLAG
from django.db import DataError
from django.utils.translation import gettext_lazy as _

from .autocomplete import is_key


class SturdyList:
    """A filter that no database can read is left out, and the list says so."""

    def get_changelist_instance(self, request):
        try:
            return super().get_changelist_instance(request)
        except (IncorrectLookupParameters, ValueError, OverflowError, DataError) as error:
            if {*request.GET} <= {ERROR_FLAG}:
                raise  # nothing was asked for: the fault is ours
            messages.warning(request, _("This filter has no meaning: the list shows everything."))
            raise IncorrectLookupParameters from error

    def response_action(self, request, queryset):
        chosen = request.POST.getlist(ACTION_CHECKBOX_NAME)
        if all(key and is_key(key) for key in chosen):
            return super().response_action(request, queryset)
        messages.warning(request, _("What was selected does not exist. Nothing was done."))
        return None
