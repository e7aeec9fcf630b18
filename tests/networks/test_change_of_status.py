"""A change of status is one action: chosen, shown before it is true, written at once."""

from datetime import date

import pytest
from django.contrib.auth.models import Group, User
from django.core.exceptions import ValidationError
from django.urls import reverse
from lxml import html
from reversion.models import Version

from networks.models import ForbiddenMove, Membership, StatusChange
from tests.builders import make_membership, make_network, make_organisation, make_status

pytestmark = pytest.mark.django_db


@pytest.fixture
def secretary(client):
    user = User.objects.create_user("secretary", is_staff=True)
    user.groups.add(Group.objects.get(name="secretariat"))
    client.force_login(user)
    return client


def address(**query):
    return reverse("admin:networks_membership_change_status", query=query)


def fields(*memberships, status="member", day="2027-01-01", **more):
    return {
        "memberships": [membership.pk for membership in memberships],
        "status": make_status(status).pk,
        "effective_on": day,
        "precision": "day",
        **more,
    }


@pytest.fixture
def krakow():
    network = make_network(numbering="fixed", slug="metrex")
    for number in (1, 44):
        make_membership(network=network, status="member", number=number)
    body = make_organisation("Cracovie", "Kraków")
    return make_membership(body, network=network, status="observer", since=date(2020, 1, 1))


def test_the_secretary_sees_what_will_be_true_before_it_is_written(secretary, krakow):
    url = address(memberships=[krakow.pk])
    assert "Kraków" in secretary.get(url, headers={"accept-language": "en"}).content.decode()

    preview = secretary.post(url, fields(krakow), headers={"accept-language": "en"})

    page = " ".join(preview.content.decode().split())
    for words in (
        "Kraków: member of METREX",
        "1 January 2027",
        "45 is free",
        "3 members",
        "3 pages",
    ):
        assert words in page, words
    assert krakow.changes.count() == 1

    done = secretary.post(url, {**fields(krakow), "number": 45, "confirm": "1"})
    assert done.status_code == 302
    change = krakow.change_on(date(2027, 1, 1))
    assert (change.status.code, change.recorded_by.username) == ("member", "secretary")
    krakow.refresh_from_db()
    assert krakow.number == 45


def test_it_is_written_with_its_history(secretary, krakow):
    secretary.post(address(memberships=[krakow.pk]), {**fields(krakow), "confirm": "1"})

    version = Version.objects.get_for_object(krakow.changes.last()).get()
    assert version.revision.user.username == "secretary"
    assert Version.objects.get_for_object(krakow).exists()


def test_several_are_changed_from_the_list_and_from_an_organisation(secretary):
    lille = make_organisation("Lille")
    both = [
        make_membership(
            lille, network=make_network(name), status="observer", since=date(2020, 1, 1)
        )
        for name in ("POLIS", "OASC")
    ]
    stranger = make_membership(status="observer", since=date(2020, 1, 1))
    action = {"action": "change_status", "_selected_action": [m.pk for m in both]}
    chosen = secretary.post(reverse("admin:networks_membership_changelist"), action)
    assert chosen.status_code == 302

    for url in (chosen.url, address(organisation=lille.pk)):
        offered = secretary.get(url).context["form"].fields["memberships"].queryset
        assert set(offered) == set(both)
    secretary.post(chosen.url, {**fields(*both), "confirm": "1"})
    assert all(m.change_on(date(2027, 1, 1)).status.code == "member" for m in both)

    refused = secretary.post(chosen.url, fields(stranger))
    assert refused.context["form"].errors["memberships"]


def test_all_or_nothing(secretary, krakow):
    member = make_membership(network=krakow.network, status="member", since=date(2020, 1, 1))

    url = address(memberships=[krakow.pk, member.pk])
    refused = secretary.post(url, {**fields(krakow, member), "confirm": "1"})

    assert refused.status_code == 200
    assert "Lille" in str(refused.context["form"].errors)
    assert krakow.changes.count() == 1


MOVES = [
    ("former", None, "forbidden_start"),
    ("suspended", None, "forbidden_start"),
    ("applicant", "member", "forbidden_move"),
    ("member", "member", "no_change"),
    ("former", "member", None),
    ("observer", "member", None),
]


@pytest.mark.parametrize(("after", "before", "code"), MOVES)
def test_a_forbidden_move_is_refused_by_code_form_and_bulk_alike(secretary, after, before, code):
    membership = make_membership(status=before, since=date(2020, 1, 1))
    other = make_membership(status=before, since=date(2020, 1, 1))

    def codes(form):
        return [e for errors in form.errors.as_data().values() for e in errors]

    url = address(memberships=[membership.pk, other.pk])
    single = secretary.post(url, fields(membership, status=after))
    bulk = secretary.post(url, fields(membership, other, status=after))
    assert bool(codes(single.context["form"])) == bool(code)
    assert bool(codes(bulk.context["form"])) == bool(code)
    if code is None:
        membership.change_status(make_status(after), date(2027, 1, 1))
        return
    with pytest.raises(ValidationError) as refusal:
        membership.change_status(make_status(after), date(2027, 1, 1))
    assert refusal.value.error_dict["status"][0].code == code


def test_the_moves_are_data_that_the_head_of_the_secretariat_keeps(client):
    membership = make_membership(status="member", since=date(2020, 1, 1))
    ForbiddenMove.objects.create(from_category="member", to_category="observer")
    with pytest.raises(ValidationError):
        membership.change_status(make_status("observer"), date(2027, 1, 1))
    ForbiddenMove.objects.all().delete()
    membership.change_status(make_status("observer"), date(2027, 1, 1))

    for group, answer in (("secretariat", 403), ("heads of secretariat", 200)):
        user = User.objects.create_user(group, is_staff=True)
        user.groups.add(Group.objects.get(name=group))
        client.force_login(user)
        assert client.get(reverse("admin:networks_forbiddenmove_changelist")).status_code == 200
        assert client.get(reverse("admin:networks_forbiddenmove_add")).status_code == answer


def test_a_change_put_in_between_must_lead_to_the_next_one(secretary):
    membership = make_membership(status="member", since=date(2020, 1, 1))
    membership.change_status(make_status("suspended"), date(2024, 1, 1))

    with pytest.raises(ValidationError) as refusal:
        membership.change_status(make_status("former"), date(2022, 1, 1))
    assert refusal.value.error_dict["status"][0].code == "forbidden_move"
    with pytest.raises(ValidationError) as refusal:
        membership.change_status(make_status("suspended"), date(2022, 1, 1))
    assert refusal.value.error_dict["status"][0].code == "follows_anyway"
    membership.change_status(make_status("observer"), date(2022, 1, 1))


def test_a_correction_says_why_and_the_former_value_stays(secretary):
    membership = make_membership(status="member", since=date(2020, 1, 1))
    change = membership.changes.get()
    change.effective_on = date(2019, 1, 1)
    with pytest.raises(ValidationError) as refusal:
        change.full_clean()
    assert refusal.value.error_dict["correction"][0].code == "correction_without_reason"

    change.correction = "The minutes say 2019."
    change.full_clean()
    change.save()
    change.effective_on = date(2018, 1, 1)
    with pytest.raises(ValidationError):
        change.full_clean()

    change.refresh_from_db()
    change.membership = make_membership()
    with pytest.raises(ValidationError) as refusal:
        change.full_clean()
    assert refusal.value.error_dict["correction"][0].code == "correction_without_reason"


def test_a_planned_change_may_be_moved_freely():
    membership = make_membership(status="observer", since=date(2020, 1, 1))
    planned = membership.change_status(make_status("member"), date(2030, 1, 1))

    planned.effective_on = date(2031, 1, 1)
    planned.full_clean()


def test_a_leap_day_and_a_change_on_anothers_day():
    one = make_membership(status="observer", since=date(2020, 1, 1))
    two = make_membership(network=one.network, status="observer", since=date(2020, 1, 1))
    for membership in (one, two):
        membership.change_status(make_status("member"), date(2024, 2, 29))

    on = Membership.objects.with_status(date(2024, 2, 29))
    assert {m.category for m in on} == {"member"}
    before = Membership.objects.with_status(date(2024, 2, 28))
    assert {m.category for m in before} == {"observer"}


@pytest.mark.parametrize("query", [{}, {"memberships": ["x"]}, {"organisation": "x"}])
def test_nothing_chosen_is_a_clean_form(secretary, query):
    assert secretary.get(address(**query)).status_code == 200
    assert secretary.post(address(**query), {"status": "x"}).status_code == 200


def test_an_editor_cannot_change_a_status(client):
    user = User.objects.create_user("editor", is_staff=True)
    user.groups.add(Group.objects.get(name="editors"))
    client.force_login(user)

    assert client.get(address()).status_code == 403
    assert not StatusChange.objects.exists()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["unknown date", "June 2018", "29 February 2024"]),
        ("fr", ["date inconnue", "juin 2018", "29 février 2024"]),
    ],
)
def test_headings_and_lists_tell_a_day_as_far_as_it_is_known(secretary, language, words):
    membership = make_membership(status="observer")
    membership.change_status(make_status("member"), date(2018, 6, 1), "month")
    membership.change_status(make_status("suspended"), date(2024, 2, 29))
    form = reverse("admin:networks_membership_change", args=[membership.pk])

    told = {form: "inline_label", reverse("admin:networks_statuschange_changelist"): "field-start"}
    for page, place in told.items():
        answer = secretary.get(page, headers={"accept-language": language})
        found = html.fromstring(answer.content.decode()).find_class(place)
        shown = " ".join(element.text_content() for element in found)
        assert [word for word in words if word not in shown] == []


def test_a_change_that_follows_anyway_is_named_as_far_as_its_day_is_known(secretary):
    membership = make_membership(status="observer")
    membership.change_status(make_status("member"), date(2015, 1, 1), "year")

    url = address(memberships=[membership.pk])
    refused = secretary.post(
        url, fields(membership, day="2010-05-05"), headers={"accept-language": "en"}
    )

    assert "later anyway (2015)" in str(refused.context["form"].errors)
