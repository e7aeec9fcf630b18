"""A change entered by mistake is taken back with a reason; nothing is lost."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone
from reversion.models import Version

from networks.models import StatusChange
from tests.admin_forms import errors, form_data, sign_in, url
from tests.builders import make_membership, make_organisation, make_status

pytestmark = pytest.mark.django_db

ENGLISH = {"accept-language": "en"}


@pytest.fixture
def membership():
    found = make_membership(make_organisation("Lille"), status="member", since=date(2010, 1, 1))
    found.change_status(make_status("former"), timezone.localdate())
    return found


@pytest.fixture
def secretary(client):
    return sign_in(client, "secretariat")


def address(change):
    return reverse("admin:networks_membership_withdraw", args=[change.membership_id, change.pk])


def withdraw(client, change, reason="Entered for the wrong member"):
    return client.post(address(change), {"reason": reason}, headers=ENGLISH, follow=True)


def test_the_secretariat_takes_back_a_change_in_force_from_the_membership(secretary, membership):
    mistake = membership.changes.last()
    form = secretary.get(url(type(membership), "change", membership.pk), headers=ENGLISH)
    assert f'href="{address(mistake)}"' in form.content.decode()
    page = secretary.get(address(mistake), headers=ENGLISH).content.decode()
    assert "the status before goes on: member" in page

    done = withdraw(secretary, mistake)

    assert done.redirect_chain == [(url(type(membership), "change", membership.pk), 302)]
    assert "Taken back: former" in done.content.decode()
    assert membership.change_on(timezone.localdate()).status.code == "member"
    assert membership.network.members_on(timezone.localdate()).get().category == "member"


def test_what_is_taken_back_stays_in_the_history_with_who_and_why_and_can_come_back(
    secretary, membership
):
    mistake = membership.changes.last()
    withdraw(secretary, mistake)

    version = Version.objects.get_deleted(StatusChange).get()
    assert version.field_dict["correction"] == "Entered for the wrong member"
    assert (version.revision.user.username, version.revision.comment) == (
        "secretariat",
        "Entered for the wrong member",
    )
    assert Version.objects.get_for_object(membership)[0].revision == version.revision

    recover = url(StatusChange, "recover", version.pk)
    back = secretary.post(recover, form_data(secretary.get(recover)))
    assert back.status_code == 302, errors(back)
    assert membership.change_on(timezone.localdate()).status.code == "former"


@pytest.mark.parametrize("reason", ["", "   "])
def test_nothing_is_taken_back_without_a_reason(secretary, membership, reason):
    refused = withdraw(secretary, membership.changes.last(), reason)

    assert errors(refused)
    assert membership.changes.count() == 2


def test_what_follows_must_be_able_to_stand_without_it(secretary, membership):
    mistake, today = membership.changes.last(), timezone.localdate()
    membership.change_status(make_status("member"), today.replace(year=today.year + 1, day=1))

    refused = withdraw(secretary, mistake)
    assert "take that one back first" in errors(refused)
    assert membership.changes.count() == 3

    withdraw(secretary, membership.changes.last())
    withdraw(secretary, mistake)
    assert membership.changes.count() == 1


def test_correcting_it_into_the_status_before_is_refused_with_the_way_out(secretary, membership):
    form = url(type(membership), "change", membership.pk)
    data = form_data(secretary.get(form)) | {"changes-1-correction": "By mistake"}
    data["changes-1-status"] = make_status("member").pk

    refused = secretary.post(form, data, headers=ENGLISH)

    assert "take it back" in errors(refused)


def test_a_second_click_lands_where_the_first_does(secretary, membership):
    mistake = membership.changes.last()
    first, second = withdraw(secretary, mistake), withdraw(secretary, mistake)

    assert first.redirect_chain == second.redirect_chain
    assert "no longer" in second.content.decode()


@pytest.mark.parametrize("group", ["editors", "translators"])
def test_only_the_secretariat_takes_back(client, membership, group):
    sign_in(client, group)

    assert withdraw(client, membership.changes.last()).status_code == 403
    assert membership.changes.count() == 2
