"""Taking back a change of status that never was: the row goes, its history and the reason stay."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView

from networks.models import Membership, StatusChange


class WithdrawalForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("For example: entered for the wrong member. Never published."),
    )


class WithdrawalView(FormView):
    model_admin = None
    form_class = WithdrawalForm
    template_name = "admin/networks/membership/withdraw.html"

    @transaction.atomic
    def dispatch(self, request, *args, **kwargs):
        if not may_withdraw(request):
            raise PermissionDenied
        changes = StatusChange.objects.select_for_update(of=["self"]).select_related("status")
        self.change = changes.filter(membership=kwargs["membership"], pk=kwargs["change"]).first()
        if self.change is None:
            messages.info(request, gettext("This change is not recorded, or no longer."))
            return self.landing()
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            **self.model_admin.admin_site.each_context(self.request),
            title=gettext("Take back a change of status"),
            opts=Membership._meta,
            change=self.change,
            before=self.change.neighbours()[0],
            **kwargs,
        )

    def form_valid(self, form):
        membership, told = self.change.membership, str(self.change)
        try:
            self.change.withdraw(form.cleaned_data["reason"], self.request.user)
        except ValidationError as error:
            form.add_error(None, error)
            return self.form_invalid(form)
        named = {"name": StatusChange._meta.verbose_name_raw, "object": told}
        self.model_admin.log_change(self.request, membership, [{"deleted": named}])
        messages.success(self.request, gettext("Taken back: %(change)s.") % {"change": told})
        return self.landing()

    def landing(self):
        return redirect("admin:networks_membership_change", self.kwargs["membership"])


def may_withdraw(request) -> bool:
    """Say whether someone may take changes of status back, even those in force, with a reason."""
    rights = ("networks.change_membership", "networks.delete_statuschange")
    return request.user.has_perms(rights)
