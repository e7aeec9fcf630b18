"""A number of the list is given once, to one membership, in sight, and kept."""

from datetime import date

import pytest
from django.urls import reverse
from lxml import html

from networks.models import Membership
from tests.admin_forms import errors, form_data, sign_in, url
from tests.builders import make_membership, make_network, make_organisation, make_status

pytestmark = pytest.mark.django_db


@pytest.fixture
def secretary(client):
    return sign_in(client, "secretariat")


@pytest.fixture
def metrex():
    return make_network(numbering="fixed")


def observer(network, number=None):
    since = date(2020, 1, 1)
    return make_membership(network=network, status="observer", since=since, number=number)


def send(client, *memberships, **typed):
    keys = [membership.pk for membership in memberships]
    data = {"memberships": keys, "status": make_status("member").pk, "precision": "day"}
    data |= {"effective_on": "2027-01-01", **typed}
    address = reverse("admin:networks_membership_change_status", query={"memberships": keys})
    return client.post(address, data, headers={"accept-language": "en"})


@pytest.mark.parametrize("number", [78, 1])
def test_a_number_for_several_memberships_is_refused_in_words(secretary, metrex, number):
    pair = [observer(metrex), observer(metrex, number=1)]

    for chosen in (pair, pair[::-1]):
        refused = send(secretary, *chosen, number=number, confirm="1")

        assert refused.status_code == 200
        assert "one membership at a time" in errors(refused)


def test_a_membership_keeps_its_number_through_a_change_of_status(secretary, metrex):
    naples = observer(metrex, number=16)

    refused = send(secretary, naples, number=99, confirm="1")

    assert "number 16" in errors(refused)
    assert send(secretary, naples, confirm="1").status_code == 302
    naples.refresh_from_db()
    assert naples.number == 16


def test_a_network_that_numbers_nobody_gives_no_number(secretary, client):
    free = observer(make_network("POLIS", numbering="none"))

    assert "POLIS does not number" in errors(send(secretary, free, number=5, confirm="1"))

    address = url(Membership, "change", free.pk)
    refused = client.post(
        address, form_data(client.get(address)) | {"number": 5}, headers={"accept-language": "en"}
    )
    assert "POLIS does not number" in errors(refused)
    assert Membership.objects.get().number is None


def test_what_will_be_true_tells_the_number_and_all_that_will_be_written(secretary, metrex):
    typed = {
        "number": 45,
        "decided_by": "General assembly",
        "reason": "Asked to join",
        "source_en": "Minutes",
        "source_url": "https://example.org/minutes",
    }
    lille = make_organisation("Lille")
    membership = make_membership(lille, network=metrex, status="observer", since=date(2020, 1, 1))

    page = html.fromstring(send(secretary, membership, **typed).content.decode())

    shown = page.xpath("normalize-space(//form[@id='content-main'])")
    assert "It receives the number 45." in shown
    assert "is free" not in shown
    assert [text for text in typed.values() if str(text) not in shown] == []


def test_a_number_once_given_and_a_history_stay_where_they_are(secretary, metrex):
    wroclaw, other = observer(metrex, number=34), make_network("POLIS", numbering="fixed")
    address = url(Membership, "change", wroclaw.pk)
    shown = form_data(secretary.get(address))
    assert {"number", "network"}.isdisjoint(shown)

    saved = secretary.post(address, shown | {"number": "", "network": other.pk})

    assert saved.status_code == 302, errors(saved)
    wroclaw.refresh_from_db()
    assert (wroclaw.number, wroclaw.network) == (34, metrex)


def test_what_has_no_number_yet_receives_one_and_an_administrator_corrects_a_slip(client, metrex):
    membership = observer(metrex)
    address = url(Membership, "change", membership.pk)
    for group, number in (("secretariat", 450), (None, 45)):
        sign_in(client, group)
        saved = client.post(address, form_data(client.get(address)) | {"number": number})
        assert saved.status_code == 302, errors(saved)
        membership.refresh_from_db()
        assert membership.number == number
