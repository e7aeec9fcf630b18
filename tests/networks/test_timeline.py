"""The timeline draws what the changes say: no gap, no overlap, nothing private."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html

from networks.models import Membership, StatusChange
from networks.timeline import WIDTH, timeline
from tests.builders import make_membership, make_network, make_organisation, make_status

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)
DAYS = st.none() | st.dates(date(1990, 1, 1), date(2030, 12, 31))


def drawn(membership, day=TODAY):
    return timeline(Membership.objects.filter(pk=membership.pk).with_status(day), day)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(history=st.dictionaries(DAYS, st.sampled_from(["member", "observer", "former"]), min_size=1))
def test_periods_follow_one_another_up_to_today(history):
    membership = make_membership()
    StatusChange.objects.bulk_create(
        StatusChange(
            membership=membership,
            status=make_status(code),
            effective_on=day,
            effective_on_precision="day" if day else "unknown",
        )
        for day, code in history.items()
    )
    found = drawn(membership)
    known = [day for day in history if day is None or day <= TODAY]
    if not any(known):
        assert found.bars == []
        return
    (bar,) = found.bars
    assert len(bar.segments) == len(known)
    for before, after in zip(bar.segments, bar.segments[1:], strict=False):
        assert before.right == after.left
        assert before.end == after.change.effective_on
    assert bar.segments[-1].right == found.today
    assert all(0 <= s.left <= s.right <= WIDTH for s in bar.segments)


def test_each_kind_of_start_has_its_edge():
    membership = make_membership(status="applicant", since=None)
    membership.change_status(make_status("observer"), date(2018, 6, 1), "year")
    membership.change_status(make_status("member"), date(2020, 3, 14))
    membership.change_status(make_status("former"), date(2024, 1, 1))

    unknown, year, precise, outside = drawn(membership).bars[0].segments

    assert [s.fades_in for s in (unknown, year, precise, outside)] == [True, False, False, False]
    assert "l5" in year.outline
    assert "l5" not in precise.outline
    assert outside.is_outside


def test_a_private_status_and_a_planned_change_are_not_drawn():
    secret = make_status("secret", category="applicant", public=False)
    membership = make_membership()
    membership.change_status(secret, None)
    assert drawn(membership).bars == []

    membership.change_status(make_status("member"), date(2030, 1, 1))
    assert drawn(membership).bars == []
    assert len(drawn(membership, date(2031, 1, 1)).bars[0].segments) == 1


def test_coming_back_shows_both_the_first_joining_and_the_present_start(client):
    lille = make_organisation("Lille", slug="lille")
    membership = make_membership(lille, status="member", since=date(2010, 1, 1))
    membership.change_status(make_status("former"), date(2015, 1, 1))
    membership.change_status(make_status("member"), date(2020, 6, 1), "month")

    page = " ".join(client.get("/en/organisations/lille/").content.decode().split())

    assert "first joined: 1 January 2010" in page
    assert "June 2020" in page


def test_the_page_shows_the_bars_and_the_table_with_sources(client):
    lille = make_organisation("Lille", slug="lille")
    membership = make_membership(lille, network=make_network("POLIS"))
    membership.change_status(
        make_status("observer"),
        date(2018, 1, 1),
        "year",
        source_fr="Registre",
        source_en="Register",
    )
    membership.change_status(make_status("former"), date(2020, 3, 14))

    page = client.get("/en/organisations/lille/").content.decode()

    for words in ("span-observer", "span-former", "Register", "2018", "14 March 2020"):
        assert words in page, words


def test_the_legend_explains_what_is_drawn_and_what_is_not(client):
    lille = make_organisation("Lille", slug="lille")
    make_membership(lille, network=make_network("POLIS"), status="member", since=date(2019, 9, 1))
    read = lambda: client.get("/en/organisations/lille/").content.decode()  # noqa: E731
    explained = ("Jagged edge", "Fading edge", "Thin line", "not drawn")
    assert not any(words in read() for words in explained)

    make_status("secret", category="applicant", public=False)
    make_membership(lille, network=make_network("CEMR"), status="secret")
    assert not any(words in read() for words in explained)

    make_membership(lille, network=make_network("ICLEI"), status="member")
    assert [words for words in explained if words in read()] == ["not drawn"]

    varied = make_membership(lille, network=make_network("EUKN"), status="member")
    varied.change_status(make_status("former"), date(2020, 1, 1), "year")
    assert [words for words in explained if words in read()] == [*explained[1:]]  # a line is thin

    varied.change_status(make_status("observer"), date(2022, 1, 1), "year")
    assert all(words in read() for words in explained)


def test_a_period_is_told_up_to_its_last_day_and_no_present_status_is_called_former(client):
    lille = make_organisation("Lille", slug="lille")
    membership = make_membership(lille, network=make_network("POLIS"), status="member")
    membership.change_status(make_status("suspended"), date(2024, 3, 1))
    membership.change_status(make_status("former"), date(2025, 6, 1), "month")

    page = html.fromstring(client.get("/en/organisations/lille/").content.decode())

    told = [[cell.text_content().strip() for cell in row] for row in page.xpath("//details//tr")]
    periods = [cells[1:4] for cells in told[1:]]
    assert periods == [
        ["member", "unknown date", "29 February 2024"],
        ["suspended", "1 March 2024", "June 2025"],
        ["former", "June 2025", "today"],
    ]
    assert "Former statuses" not in page.text_content()
