"""A status is a function of a date: only changes are stored."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from networks.models import Membership, StatusChange
from tests.builders import make_membership, make_network, make_organisation, make_status

pytestmark = pytest.mark.django_db

CODES = ["member", "applicant", "observer", "former"]
DAYS = st.dates(date(2000, 1, 1), date(2030, 12, 31))
HISTORIES = st.dictionaries(st.none() | DAYS, st.sampled_from(CODES), max_size=6)


def status_on(membership, day):
    """The status that the query finds on a day, by its code."""
    found = Membership.objects.with_status(day).get(pk=membership.pk)
    return found.status_change and found.status_change.status.code


def expected(history: dict, day: date):
    """The same rule said in one breath of plain Python."""
    known = {since or date.min: code for since, code in history.items()}
    past = [since for since in known if since <= day]
    return known[max(past)] if past else None


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(history=HISTORIES, days=st.lists(DAYS, min_size=3, max_size=5))
def test_the_status_on_any_day_is_that_of_the_latest_change(history, days):
    membership = make_membership()
    StatusChange.objects.bulk_create(
        StatusChange(
            membership=membership,
            status=make_status(code),
            effective_on=since,
            effective_on_precision="day" if since else "unknown",
        )
        for since, code in history.items()
    )
    network = membership.network
    for day in [*days, *(since for since in history if since)]:
        wanted = expected(history, day)
        assert status_on(membership, day) == wanted
        on_the_list = network.members_on(day).filter(pk=membership.pk).exists()
        assert on_the_list == (wanted not in (None, "former"))
        counted = network.members_on(day).filter(pk=membership.pk, counts_as_member=True).exists()
        assert counted == (wanted == "member")


def test_a_period_ends_where_the_next_begins():
    membership = make_membership(status="observer", since=date(2020, 1, 1))
    membership.change_status(make_status("member"), date(2024, 2, 29))

    assert status_on(membership, date(2019, 12, 31)) is None
    assert status_on(membership, date(2024, 2, 28)) == "observer"
    assert status_on(membership, date(2024, 2, 29)) == "member"


def test_a_future_change_takes_effect_on_its_day_without_any_job():
    tomorrow = date.today() + timedelta(days=1)
    membership = make_membership(status="observer", since=None)
    membership.change_status(make_status("member"), tomorrow)

    assert status_on(membership, date.today()) == "observer"
    assert status_on(membership, tomorrow) == "member"


def test_an_unknown_start_comes_before_every_date():
    membership = make_membership(status="member", since=None)

    assert status_on(membership, date(1, 1, 1)) == "member"


def test_only_one_start_may_be_unknown():
    membership = make_membership(status="observer", since=None)

    with pytest.raises(ValidationError, match="premier|first"):
        membership.change_status(make_status("member"), None)
    with pytest.raises(IntegrityError, match="unknown_start|UNIQUE"), transaction.atomic():
        StatusChange.objects.create(
            membership=membership, status=make_status("member"), effective_on=None
        )


def test_two_changes_on_one_day_are_refused_with_words():
    membership = make_membership(status="observer", since=date(2020, 1, 1))

    with pytest.raises(ValidationError) as refusal:
        membership.change_status(make_status("member"), date(2020, 1, 1))

    assert "one_change_per_membership_and_day" not in str(refusal.value)
    assert membership.changes.count() == 1


def test_a_change_to_the_status_already_held_is_refused():
    membership = make_membership(status="member", since=date(2020, 1, 1))

    with pytest.raises(ValidationError) as refusal:
        membership.change_status(make_status("member"), date(2021, 1, 1))
    assert refusal.value.error_dict["status"][0].code == "no_change"

    membership.change_status(make_status("former"), date(2022, 1, 1))
    membership.change_status(make_status("member"), date(2023, 1, 1))
    assert status_on(membership, date(2023, 1, 1)) == "member"


def test_coming_back_keeps_both_first_joined_and_current_since():
    membership = make_membership(status="member", since=date(2010, 1, 1))
    membership.change_status(make_status("former"), date(2015, 1, 1))
    membership.change_status(make_status("member"), date(2020, 1, 1))

    shown = Membership.objects.with_status(date(2021, 1, 1)).get()

    assert shown.first_joined.effective_on == date(2010, 1, 1)
    assert shown.since == date(2020, 1, 1)


@pytest.mark.parametrize(
    ("precision", "stored"),
    [("day", date(2019, 9, 19)), ("month", date(2019, 9, 1)), ("year", date(2019, 1, 1))],
)
def test_a_date_known_in_part_begins_on_its_first_possible_day(precision, stored):
    membership = make_membership()

    change = membership.change_status(make_status(), date(2019, 9, 19), precision)

    change.refresh_from_db()
    assert (change.effective_on, change.effective_on_precision) == (stored, precision)


def test_a_status_that_is_not_public_is_never_listed():
    secret = make_status("secret", category="applicant", public=False)
    membership = make_membership()
    membership.change_status(secret, None)

    assert not membership.network.members_on(date.today()).exists()
    assert membership.change_on(date.today()).status == secret


def test_a_number_is_given_once_per_network():
    first, second = make_network(), make_network("POLIS")
    make_membership(network=first, number=1)

    make_membership(network=second, number=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_membership(network=first, number=1)


def test_an_organisation_takes_part_once_in_a_membership():
    lille = make_organisation()

    make_membership(lille)
    make_membership(lille)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_membership(lille, lille)


def test_a_member_of_a_section_belongs_indirectly_to_the_wider_network():
    lille, cemr = make_organisation(), make_network("CEMR")
    afccre = make_network("AFCCRE", parent=cemr)
    group = make_network("Air", kind="working_group", parent=cemr)
    make_membership(lille, network=afccre, status="member")
    make_membership(lille, network=group, status="member")

    joined = Membership.objects.of(lille).public_on(date.today())

    assert joined.indirect_paths() == [[afccre, cemr]]
    assert not cemr.members_on(date.today()).exists()


def test_at_most_one_network_is_the_home_of_the_site():
    make_network(is_home=True)

    make_network("POLIS")
    with pytest.raises(IntegrityError), transaction.atomic():
        make_network("OASC", is_home=True)


def test_a_network_cannot_be_within_its_own_part():
    whole = make_network("CEMR")
    part = make_network("AFCCRE", parent=whole)
    part.full_clean()
    whole.parent = part

    with pytest.raises(ValidationError):
        whole.full_clean()
