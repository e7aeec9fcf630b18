"""A change of status sent twice is recorded once, and both senders land where it stands."""

from datetime import date

import pytest
from django.urls import reverse

from tests.admin_forms import errors, sign_in, url
from tests.builders import make_membership, make_network, make_status

pytestmark = pytest.mark.django_db


@pytest.fixture
def membership():
    network = make_network(numbering="fixed")
    return make_membership(network=network, status="observer", since=date(2020, 1, 1))


@pytest.fixture
def secretary(client):
    return sign_in(client, "secretariat")


def send(client, *memberships, **typed):
    keys = [membership.pk for membership in memberships]
    data = {"memberships": keys, "status": make_status("member").pk, "precision": "day"}
    data |= {"effective_on": "2027-01-01", "number": "", "reason": "Asked to join", **typed}
    address = reverse("admin:networks_membership_change_status", query={"memberships": keys})
    return client.post(address, data, follow=True, headers={"accept-language": "en"})


@pytest.mark.parametrize("precision", ["day", "year"])
def test_the_second_click_is_told_that_it_is_recorded_and_lands_with_the_first(
    secretary, membership, precision
):
    typed = {"number": 45, "precision": precision, "effective_on": "2027-01-01", "confirm": "1"}
    first, second = send(secretary, membership, **typed), send(secretary, membership, **typed)

    form = url(type(membership), "change", membership.pk)
    assert [first.redirect_chain, second.redirect_chain] == [[(form, 302)]] * 2
    assert "Exactly this is already recorded" in second.content.decode()
    assert membership.changes.count() == 2


def test_several_memberships_sent_twice_land_on_the_list(secretary, membership):
    other = make_membership(network=membership.network, status="observer", since=date(2020, 1, 1))
    twice = [send(secretary, membership, other, confirm="1") for _ in range(2)]

    chains = [answer.redirect_chain for answer in twice]
    assert chains == [[(url(type(membership)), 302)]] * 2


@pytest.mark.parametrize("differs", [{"reason": "Another"}, {"number": 46}, {"status": "former"}])
def test_another_change_on_that_day_is_still_refused(secretary, membership, differs):
    send(secretary, membership, confirm="1")
    if "status" in differs:
        differs = {"status": make_status(differs["status"]).pk}

    refused = send(secretary, membership, **differs, confirm="1")

    assert refused.redirect_chain == []
    assert "Another change already takes effect on that day" in errors(refused)
    assert membership.changes.count() == 2


def test_one_of_two_already_recorded_is_refused_and_nothing_is_written(secretary, membership):
    other = make_membership(network=membership.network, status="observer", since=date(2020, 1, 1))
    send(secretary, membership, confirm="1")

    refused = send(secretary, membership, other, confirm="1")

    assert refused.redirect_chain == []
    assert other.changes.count() == 1
