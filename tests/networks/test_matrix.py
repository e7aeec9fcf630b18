"""The matrix: members of a network against its working groups and commitments."""

from datetime import date

import pytest

from networks.matrix import matrix
from tests.builders import make_membership, make_network, make_organisation, make_status

pytestmark = pytest.mark.django_db

DAY = date(2024, 1, 1)


def test_members_stand_against_the_groups_they_have_joined(client):
    whole = make_network("Eurocities", slug="eurocities")
    air, food = (make_network(n, kind="working_group", parent=whole) for n in ("Air", "Food"))
    make_network("Empty", kind="working_group", parent=whole)
    section = make_network("Section", kind="association", parent=whole)
    lille, metz, stranger = (make_organisation(name) for name in ("Lille", "Metz", "Else"))
    for body in (lille, metz):
        make_membership(body, network=whole, status="member", since=date(2020, 1, 1))
    for body in (lille, stranger):
        make_membership(body, network=air, status="member", since=date(2020, 1, 1))
        make_membership(body, network=section, status="member")
    left = make_membership(lille, network=food, status="member", since=date(2020, 1, 1))

    found = matrix(whole, DAY)
    assert found.parts == [air, food]
    assert [(body, [bool(s) for s in seats]) for body, seats in found.rows] == [
        (lille, [True, True])
    ]

    left.change_status(make_status("former"), date(2023, 1, 1))
    assert matrix(whole, DAY).parts == [air]
    assert matrix(whole, date(2019, 1, 1)).rows == []
    page = client.get("/en/networks/eurocities/").content.decode()
    assert 'class="matrix"' in page
