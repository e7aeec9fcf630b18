"""Two people in one form: the second reads what the first changed, in words, and nothing else."""

from datetime import UTC, date, datetime

import pytest
import reversion
import time_machine
from django.core.management import call_command
from lxml import html

from networks.models import Membership
from news.models import Post
from tests.admin_forms import form_data, sign_in, url
from tests.builders import (
    make_membership,
    make_organisation,
    make_post,
    make_status,
    make_theme,
)

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 29, 10, 34, tzinfo=UTC)


@pytest.fixture
def boss(client):
    return sign_in(client)


def conflict(boss, item, saved: dict, language="en") -> list[str]:
    """Return what the form lists when someone saved `saved` while another had it open."""
    path, headers = url(type(item), "change", item.pk), {"accept-language": language}
    opened = form_data(boss.get(path, headers=headers))
    with time_machine.travel(AT, tick=False):
        assert boss.post(path, opened | saved).status_code == 302
    page = boss.post(path, opened, headers=headers)
    note = html.fromstring(page.content.decode()).find_class("errorlist")[0]
    assert ("29 November 2026, 11:34" if language == "en" else "29 novembre 2026") in (
        note.text_content()
    )
    return [row.text_content() for row in note.findall(".//ul/li")]


def in_the_history(make, *args, **fields):
    with reversion.create_revision():
        return make(*args, **fields)


def test_only_what_was_changed_is_listed_whatever_the_history_began_with(boss):
    membership = make_membership(
        make_organisation("Lille"),
        make_organisation("Metz"),
        status="member",
        since=date(2020, 1, 1),
    )
    call_command("createinitialrevisions", verbosity=0)

    assert conflict(boss, membership, {"note": "Vu"}) == ["private note: – → Vu"]


def test_a_row_of_the_form_is_named_with_its_labels(boss):
    membership = make_membership(
        make_organisation("Lille"), status="applicant", since=date(2020, 1, 1)
    )
    call_command("createinitialrevisions", verbosity=0)
    saved = {"changes-0-status": make_status("member").pk, "changes-0-correction": "Minutes"}
    saved |= {"changes-0-effective_on": "2021-03-01", "changes-0-effective_on_precision": "month"}

    told = conflict(boss, membership, saved)

    row = "change of status “member · March 2021” – "
    assert told == [
        f"{row}status: applicant → member",
        f"{row}effective on: 1 January 2020 → 1 March 2021",
        f"{row}precision: day → month",
        f"{row}reason for the correction: – → Minutes",
    ]


def test_a_new_row_tells_what_was_filled_in(boss):
    membership = make_membership(
        make_organisation("Lille"), status="member", since=date(2020, 1, 1)
    )
    call_command("createinitialrevisions", verbosity=0)
    saved = {"changes-TOTAL_FORMS": "2", "changes-1-status": make_status("former").pk}
    saved |= {"changes-1-effective_on": "2022-01-01", "changes-1-effective_on_precision": "day"}

    row = "change of status “former · 1 January 2022” – "
    assert conflict(boss, membership, saved) == [
        f"{row}status: – → former",
        f"{row}effective on: – → 1 January 2022",
    ]
    assert Membership.objects.get().changes.count() == 2


def test_names_labels_and_times_stand_for_keys_codes_and_instants(boss):
    post = in_the_history(make_post, kind="news", publish_at_fr=datetime(2026, 1, 1, 8, tzinfo=UTC))
    mobility, energy = make_theme(), make_theme("energy", "Énergie", "Energy & <climate>")
    post.themes.add(mobility)
    with reversion.create_revision():
        post.save()
    saved = {"kind": "opinion", "themes": [energy.pk], "publish_at_fr_1": "11:34"}

    assert conflict(boss, post, saved) == [
        "online in French from: 1 January 2026, 09:00 → 1 January 2026, 11:34",
        "kind: news → opinion",
        "themes: Mobility → Energy & <climate>",
    ]
    assert Post.objects.get().kind == "opinion"


def test_days_are_written_as_the_language_does(boss):
    post = in_the_history(make_post, displayed_on=date(2023, 3, 31))

    told = conflict(boss, post, {"displayed_on": "2023-04-01"}, "fr")

    assert told[0].endswith("31 mars 2023 → 1er avril 2023")
