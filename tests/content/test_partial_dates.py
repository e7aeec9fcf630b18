"""A date of which only a part is known: nothing typed is dropped, nothing is guessed."""

from datetime import date

import pytest

from content.models import Precision
from metropoles.models import Organisation
from networks.models import Membership
from tests.admin_forms import errors, form_data, sign_in, url
from tests.builders import make_membership, make_organisation

pytestmark = pytest.mark.django_db


def change(client, item, **typed):
    address = url(type(item), "change", item.pk)
    data = form_data(client.get(address)) | typed
    return client.post(address, data, headers={"accept-language": "en"})


def test_a_day_typed_while_the_precision_says_unknown_is_asked_about_and_kept(client):
    membership = make_membership(status="member", since=None)
    sign_in(client, "secretariat")
    typed = {"changes-0-effective_on": "01/03/2020", "changes-0-correction": "The minutes."}

    refused = change(client, membership, **typed)

    assert "say how much of it is known" in errors(refused)
    assert form_data(refused)["changes-0-effective_on"] == "01/03/2020"

    saved = change(client, membership, **typed, **{"changes-0-effective_on_precision": "month"})
    assert saved.status_code == 302, errors(saved)
    kept = membership.changes.get()
    assert (kept.effective_on, kept.effective_on_precision) == (date(2020, 3, 1), Precision.MONTH)


def test_the_rule_is_the_same_wherever_a_date_may_be_unknown(client):
    lille = make_organisation()
    sign_in(client)

    refused = change(client, lille, founded="1967")
    assert refused.status_code == 200
    refused = change(client, lille, founded="09/12/1967", founded_precision="unknown")
    assert "say how much of it is known" in errors(refused)
    assert Organisation.objects.get().founded is None
    assert change(client, lille, founded="09/12/1967", founded_precision="year").status_code == 302
    assert Organisation.objects.get().founded == date(1967, 1, 1)


def test_a_date_left_empty_is_unknown_whatever_the_precision_says(client):
    membership = make_membership(status="member", since=date(2020, 1, 1))
    sign_in(client, "secretariat")
    typed = {"changes-0-effective_on": "", "changes-0-correction": "Nobody knows."}

    saved = change(client, membership, **typed)

    assert saved.status_code == 302, errors(saved)
    assert Membership.objects.get().changes.get().effective_on_precision == Precision.UNKNOWN
