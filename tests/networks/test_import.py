"""Changes of status come from a spreadsheet under the same rules as from the form."""

from datetime import date

import pytest
from django.contrib.auth.models import Group, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from lxml import html
from reversion.models import Version

from networks.models import StatusChange
from tests.admin_forms import errors
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


# --- Files as people make them


def upload(client, content: bytes, language="en"):
    data = {"import_file": SimpleUploadedFile("changes.csv", content, "text/csv"), "format": "0"}
    return client.post(reverse(IMPORT), data, headers={"accept-language": language})


ROW = "polis,lille,former,2024-03-01,month,Été,Summer,\n"


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("day", ["2024-03-01", "01/03/2024"])
def test_a_file_is_read_as_its_spreadsheet_writes_it(secretary, lille, separator, end, day):
    content = (HEAD + ROW).replace("2024-03-01", day).replace(",", separator).replace("\n", end)

    preview = upload(secretary, content.encode("utf-8-sig"))

    confirm = preview.context["confirm_form"].initial
    secretary.post(reverse("admin:networks_statuschange_process_import"), confirm)
    assert lille.changes.last().source_fr == "Été"
    assert lille.changes.last().effective_on == date(2024, 3, 1)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ((HEAD + ROW).encode("latin-1"), "CSV UTF-8"),
        (b"PK\x03\x04\x14\x00\x08\xff\xfe", "CSV UTF-8"),
        ((HEAD + "polis,lille" + "," * 30 + "\n").encode(), "more cells than the first line"),
        (b"", "is empty"),
        (
            b"organisation,status\nlille,former\n",
            "missing in the first line: network, effective_on",
        ),
        (b"Liste de nos membres\n", "missing in the first line: network"),
    ],
)
def test_a_file_that_cannot_be_read_says_what_to_do(secretary, lille, content, words):
    page = upload(secretary, content)

    assert page.status_code == 200
    assert words in errors(page)
    assert not {"Traceback", "site-packages", "Error'"} & {*page.content.decode().split()}
    assert StatusChange.objects.count() == 2


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("polis,lille,former,2024-01-01,jour,,,", "Line 2, column “precision”: “jour” is not"),
        ("polis,lille,former,2024-01-01,jour,,,", "Write one of: day, month, year, unknown."),
        ("polis,lille,ancien,2024-01-01,day,,,", "Line 2, column “status”: There is no status"),
        ("polis,lille,ancien,2024-01-01,day,,,", "Write one of: former, observer, member."),
        ("polis,lille,former,1er mars,day,,,", "Line 2, column “effective_on”: “1er mars” is not"),
        (",lille,former,2024-01-01,day,,,", "Line 2, column “organisation”: Name both the network"),
        ("oasc,metz,former,2024-01-01,day,,,", "Line 2, column “organisation”: metz has 0"),
    ],
)
def test_a_wrong_value_names_its_line_its_column_and_what_is_allowed(secretary, lille, row, words):
    page = html.fromstring(send(secretary, f"{row}\n").content.decode())

    assert words in page.find_class("import-errors")[0].text_content()


@pytest.mark.parametrize("second", ["2024-03-01,day", "2024-03-15,month", "2024-03-01,month"])
def test_two_lines_for_one_membership_and_day_are_refused(secretary, lille, second):
    make_status("observer")
    rows = f"polis,lille,former,2024-03-01,day,,,\npolis,lille,observer,{second},,,\n"
    others = "oasc,lille,former,2024-03-01,day,,,\n"

    refused = send(secretary, others + rows)

    told = "Line 4, column “effective_on”: Line 3 gives this membership a status on the same day"
    assert told in refused.content.decode()
    assert send(secretary, others + rows.splitlines()[0] + "\n").context["confirm_form"]


def test_the_form_announces_every_column(secretary):
    announced = secretary.get(reverse(IMPORT)).context["fields_list"][0][1]

    assert announced[:4] == ["network", "organisation", "effective_on", "precision"]


def test_what_was_confirmed_cannot_be_confirmed_again(secretary, lille):
    confirm = send(secretary, ROW).context["confirm_form"].initial
    process = reverse("admin:networks_statuschange_process_import")
    assert secretary.post(process, confirm).status_code == 302

    again = secretary.post(process, confirm, follow=True, headers={"accept-language": "en"})

    assert again.redirect_chain == [(reverse(IMPORT), 302)]
    assert "Nothing is left to confirm" in again.content.decode()
    assert StatusChange.objects.count() == 3


@pytest.mark.parametrize(
    "wrong",
    [{"import_file_name": "unknown"}, {"import_file_name": "."}, {"format": "99"}, {"format": "x"}],
)
def test_a_confirmation_of_nothing_leads_back_to_the_form(secretary, lille, wrong):
    confirm = send(secretary, ROW).context["confirm_form"].initial

    answer = secretary.post(reverse("admin:networks_statuschange_process_import"), confirm | wrong)

    assert (answer.status_code, answer["Location"]) == (302, reverse(IMPORT))
    assert StatusChange.objects.count() == 2


def test_a_confirmation_that_no_longer_holds_does_not_claim_to_have_written(secretary, lille):
    confirm = send(secretary, ROW).context["confirm_form"].initial
    lille.delete()
    process = reverse("admin:networks_statuschange_process_import")

    answer = secretary.post(process, confirm, follow=True, headers={"accept-language": "en"})

    assert answer.redirect_chain == [(reverse(IMPORT), 302)]
    assert "Nothing was written" in answer.content.decode()
