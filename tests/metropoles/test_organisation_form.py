"""The form of an organisation takes what people paste, and says who has a taken address."""

from decimal import Decimal

import pytest

from tests.admin_forms import errors, form_data, sign_in, url
from tests.builders import make_event, make_network, make_organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def boss(client):
    return sign_in(client)


def send(boss, item, **typed):
    path = url(type(item), "change", item.pk)
    return boss.post(path, form_data(boss.get(path)) | typed, headers={"accept-language": "en"})


@pytest.mark.parametrize("make", [make_organisation, make_event])
def test_coordinates_pasted_from_a_map_are_rounded_to_what_is_kept(boss, make):
    item = make()

    answer = send(boss, item, latitude="50.633901234567", longitude="-3.05510999")

    assert answer.status_code == 302, errors(answer)
    item.refresh_from_db()
    assert (item.latitude, item.longitude) == (Decimal("50.63390"), Decimal("-3.05511"))


@pytest.mark.parametrize("typed", ["91.5", "1e30", "NaN", "Infinity", "-1234.5", "north"])
def test_what_is_no_latitude_is_refused(boss, typed):
    answer = send(boss, make_organisation(), latitude=typed)

    assert answer.status_code == 200
    assert errors(answer)


@pytest.mark.parametrize(
    ("taken", "item"),
    [
        (lambda: make_organisation("Lille", slug="lille"), make_organisation),
        (lambda: make_network("Lille", slug="lille"), lambda: make_network("POLIS")),
    ],
    ids=["organisation", "network"],
)
def test_a_taken_address_names_what_has_it(boss, taken, item):
    taken()

    answer = send(boss, item(), slug="lille")

    assert "“Lille” already has this address." in errors(answer)
    assert "already exists" not in errors(answer)


def test_an_address_may_stay_what_it_is(boss):
    assert send(boss, make_organisation("Lille", slug="lille"), slug="lille").status_code == 302
