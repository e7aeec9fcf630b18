"""A change of status as one action: choose, see what will be true, confirm."""

from django import forms
from django.contrib import messages
from django.contrib.admin.widgets import AdminDateWidget
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView

from content.models import Precision
from content.models.days import NO_SUCH_DAY
from networks.models import Membership, MembershipStatus, Numbering, StatusChange


class ChangeStatusForm(forms.Form):
    memberships = forms.ModelMultipleChoiceField(
        Membership.objects.none(), label=_("Memberships"), widget=forms.CheckboxSelectMultiple
    )
    status = forms.ModelChoiceField(MembershipStatus.objects.all(), label=_("New status"))
    effective_on = forms.DateField(
        label=_("From"),
        required=False,
        widget=AdminDateWidget,
        error_messages={"invalid": NO_SUCH_DAY},
        help_text=_("First day of the new status. Leave empty if nobody knows."),
    )
    precision = forms.ChoiceField(
        label=_("Precision"),
        choices=Precision.labelled,
        initial=Precision.DAY,
        help_text=_("If only the month or the year is known, enter any day in it and say so here."),
    )
    number = forms.IntegerField(
        label=_("Number"),
        required=False,
        min_value=1,
        max_value=100_000,
        help_text=_("For one membership that has none yet, in a network that numbers its members."),
    )
    decided_by = forms.CharField(
        label=_("Decided by"),
        required=False,
        max_length=150,
        help_text=_("For example general assembly."),
    )
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("For the secretariat. Never published."),
    )
    source_fr = forms.CharField(label=_("Source, in French"), required=False, max_length=200)
    source_en = forms.CharField(
        label=_("Source, in English"),
        required=False,
        max_length=200,
        help_text=_("Published beside the status."),
    )
    source_url = forms.URLField(label=_("Address of the source"), required=False)

    repeats = False  # whether all that it asks for is recorded already

    def __init__(self, *args, offered, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["memberships"].queryset = offered

    def clean(self):
        data = super().clean()
        if self.errors:
            return data
        memberships = data["memberships"]
        if data["number"] and len(memberships) > 1:
            self.add_error("number", _("A number is given to one membership at a time."))
            return data
        self.repeats = all(self.is_recorded(membership) for membership in memberships)
        for membership in memberships:
            self.check_membership(membership)
        return data

    def is_recorded(self, membership: Membership) -> bool:
        numbered = self.cleaned_data["number"] in (None, membership.number)
        return numbered and self.change_of(membership).is_recorded()

    def check_membership(self, membership: Membership):
        """Add the errors that the models find in this change, under the membership's name."""
        number = self.cleaned_data["number"]
        try:
            if number:
                membership.give_number(number)
            self.change_of(membership).full_clean()
        except ValidationError as error:
            self.add_error(None, [f"{membership.name} – {text}" for text in error.messages])

    def details(self) -> dict:
        names = ("decided_by", "reason", "source_fr", "source_en", "source_url")
        return {name: self.cleaned_data[name] for name in names}

    def told(self) -> list[tuple[str, str]]:
        """Return (label, value) of what will be written beside each change."""
        return [(self.fields[name].label, text) for name, text in self.details().items() if text]

    def change_of(self, membership: Membership) -> StatusChange:
        day = self.cleaned_data["effective_on"]
        return StatusChange(
            membership=membership,
            status=self.cleaned_data["status"],
            effective_on=day,
            effective_on_precision=self.cleaned_data["precision"] if day else Precision.UNKNOWN,
            **self.details(),
        )


def is_key(text: str) -> bool:
    return text.isdecimal() and len(text) < 18


class ChangeStatusView(FormView):
    """Three steps on one address: the form, what will be true, done."""

    model_admin = None
    form_class = ChangeStatusForm
    template_name = "admin/networks/membership/change_status.html"

    def dispatch(self, request, *args, **kwargs):
        if not self.model_admin.has_change_permission(request):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def offered(self):
        """The memberships to choose from: those named in the address, or an organisation's."""
        asked = self.request.GET
        memberships = Membership.objects.select_related("network").with_participants()
        if is_key(asked.get("organisation", "")):
            return memberships.filter(participants__organisation=asked["organisation"])
        keys = [key for key in asked.getlist("memberships") if is_key(key)]
        return memberships.filter(pk__in=keys[:500])

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "offered": self.offered()}

    def get_initial(self):
        today = {"effective_on": timezone.localdate()}
        keys = self.request.GET.getlist("memberships")
        return {**today, "memberships": keys} if keys else today

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            **self.model_admin.admin_site.each_context(self.request),
            title=gettext("Change of status"),
            opts=Membership._meta,
            media=self.model_admin.media,
            **kwargs,
        )

    @transaction.atomic
    def post(self, request, *args, **kwargs):
        """Take one submission at a time: a second one sees what the first has written."""
        chosen = Membership.objects.filter(pk__in=self.offered().values("pk"))
        list(chosen.order_by("pk").select_for_update())
        return super().post(request, *args, **kwargs)

    def form_invalid(self, form):
        if form.repeats and "confirm" in self.request.POST:
            messages.info(self.request, gettext("Exactly this is already recorded."))
            return self.landing(form)
        return super().form_invalid(form)

    def form_valid(self, form):
        if "back" in self.request.POST:
            return self.render_to_response(self.get_context_data(form=form))
        if "confirm" in self.request.POST:
            return self.write(form)
        consequences = [self.consequences(form, m) for m in form.cleaned_data["memberships"]]
        return self.render_to_response(self.get_context_data(form=form, consequences=consequences))

    def consequences(self, form, membership: Membership) -> dict:
        """Return what will be true for a membership, found by doing it and taking it back."""
        change = form.change_of(membership)
        change.settle_dates()
        day = change.effective_on or timezone.localdate()
        before = membership.change_on(timezone.localdate())
        with transaction.atomic():
            membership.save()
            change.save()
            members = membership.network.members_on(day).filter(counts_as_member=True).count()
            transaction.set_rollback(True)
        return {
            "membership": membership,
            "change": change,
            "before": before,
            "members": members,
            "number": form.cleaned_data["number"],
            "free_number": self.free_number(form, membership),
            "pages": self.pages(membership),
        }

    @staticmethod
    def pages(membership: Membership) -> list[tuple[str, str]]:
        """Return (name, address) of the public pages on which the membership stands."""
        network = membership.network
        shown = [(str(item), item.get_absolute_url()) for item in (*membership.bodies, network)]
        directory = f"{reverse('members')}?network={network.slug}"
        return [*shown, (gettext("Members of %(network)s") % {"network": network}, directory)]

    @staticmethod
    def free_number(form, membership: Membership) -> int | None:
        """Return the next number of the network, if this membership could take it."""
        network, status = membership.network, form.cleaned_data["status"]
        numbers = network.numbering == Numbering.FIXED and status.counts_as_member
        return network.next_number() if numbers and membership.number is None else None

    def write(self, form):
        chosen = form.cleaned_data["memberships"]
        for membership in chosen:
            membership.save()
            membership.change_status(
                form.cleaned_data["status"],
                form.cleaned_data["effective_on"],
                form.cleaned_data["precision"],
                recorded_by=self.request.user,
                **form.details(),
            )
        done = ngettext("%(count)s status changed.", "%(count)s statuses changed.", len(chosen))
        messages.success(self.request, done % {"count": len(chosen)})
        return self.landing(form)

    @staticmethod
    def landing(form):
        chosen = form.cleaned_data["memberships"]
        if len(chosen) == 1:
            return redirect("admin:networks_membership_change", chosen[0].pk)
        return redirect(reverse("admin:networks_membership_changelist"))
