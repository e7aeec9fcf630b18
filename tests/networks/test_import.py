"""Changes of status come from a spreadsheet under the same rules as from the form."""

from datetime import date

import pytest
from django.contrib.auth.models import Group, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from reversion.models import Version

from networks.models import StatusChange
from tests.builders import make_membership, make_network, make_organisation, make_status

pytestmark = pytest.mark.django_db

HEAD = "network,organisation,status,effective_on,precision,source_fr,source_en,correction\n"
IMPORT = "admin:networks_statuschange_import"


@pytest.fixture
def lille():
    make_status("former")
    make_status("observer")
    network, body = make_network(slug="polis"), make_organisation("Lille", slug="lille")
    make_membership(
        body, network=make_network(slug="oasc"), status="member", since=date(2020, 1, 1)
    )
    return make_membership(body, network=network, status="member", since=date(2020, 1, 1))


@pytest.fixture
def secretary(client):
    user = User.objects.create_user("secretary", is_staff=True)
    user.groups.add(Group.objects.get(name="secretariat"))
    client.force_login(user)
    return client


def send(client, rows):
    file = SimpleUploadedFile("changes.csv", (HEAD + rows).encode(), "text/csv")
    return client.post(
        reverse(IMPORT), {"import_file": file, "format": "0"}, headers={"accept-language": "en"}
    )


def test_a_good_file_is_shown_then_written_with_its_history(secretary, lille):
    preview = send(secretary, "polis,lille,former,2024-03-01,month,Lettre,Letter,\n")
    assert StatusChange.objects.count() == 2

    confirm = preview.context["confirm_form"].initial
    done = secretary.post(reverse("admin:networks_statuschange_process_import"), confirm)

    assert done.status_code == 302
    change = lille.changes.last()
    assert (change.status.code, change.effective_on_precision) == ("former", "month")
    assert (change.source_fr, change.source_en) == ("Lettre", "Letter")
    assert change.recorded_by.username == "secretary"
    assert Version.objects.get_for_object(change).get().revision.user.username == "secretary"
    assert Version.objects.get_for_object(lille).exists()


BAD = [
    ("polis,lille,applicant,2024-01-01,day,,,", "does not go from"),
    ("polis,lille,nope,2024-01-01,day,,,", "no status with the code"),
    ("polis,metz,former,2024-01-01,day,,,", "metz has 0 memberships"),
    ("polis,lille,former,2024-13-01,day,,,", "is not a day"),
    ("polis,lille,member,2024-01-01,day,,,", "already has this status"),
    ("polis,lille,observer,2020-01-01,day,,,", "say why"),
    ("polis,lille,former,2024-01-01,week,,,", "week"),
    ("polis,lille,former,2024-01-01,unknown,,,", "say how much of it is known"),
    ("polis,lille,former,9999-12-31,day,,,", "1900 to 2200"),
]


@pytest.mark.parametrize(("row", "words"), BAD)
def test_a_bad_row_says_what_is_wrong_and_nothing_is_written(secretary, lille, row, words):
    make_status("applicant")
    answer = send(secretary, f"oasc,lille,former,2023-01-01,day,,,\n{row}\n")

    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert "confirm_form" not in answer.context or not answer.context["confirm_form"]
    assert StatusChange.objects.count() == 2


def test_only_the_secretariat_may_import(client):
    user = User.objects.create_user("editor", is_staff=True)
    user.groups.add(Group.objects.get(name="editors"))
    client.force_login(user)

    assert client.get(reverse(IMPORT)).status_code == 403
