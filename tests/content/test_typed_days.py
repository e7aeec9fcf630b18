"""A day typed in the admin is read day first, or as ISO, in both languages alike."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import translation
from django.utils.formats import get_format

from metropoles.models import Organisation
from networks.models import Membership, StatusChange
from news.models import Event, Post
from tests.admin_forms import errors, form_data, sign_in, url
from tests.builders import make_membership, make_organisation, make_post, make_status

pytestmark = pytest.mark.django_db

BRUSSELS = ZoneInfo("Europe/Brussels")
LANGUAGES = pytest.mark.parametrize("language", ["fr", "en"])
TYPED = pytest.mark.parametrize("typed", ["01/12/2026", "1/12/2026", "2026-12-01"])


@pytest.fixture
def boss(client):
    return sign_in(client)


def send(client, page, data, language):
    return client.post(page, data, headers={"accept-language": language})


@LANGUAGES
@TYPED
def test_the_day_a_post_goes_online_is_read_day_first(boss, language, typed):
    address = url(Post, "add")
    data = form_data(boss.get(address)) | {"title_en": "A title", "displayed_on": typed}
    data |= {"publish_at_en_0": typed, "publish_at_en_1": "10:00"}

    response = send(boss, address, data, language)

    assert response.status_code == 302, errors(response)
    post = Post.objects.get()
    assert post.publish_at_en == datetime(2026, 12, 1, 10, tzinfo=BRUSSELS)
    assert post.displayed_on == date(2026, 12, 1)


@LANGUAGES
@TYPED
def test_the_day_of_a_change_of_status_is_read_day_first(boss, language, typed):
    membership = make_membership(status="observer", since=date(2020, 1, 1))
    query = {"memberships": membership.pk}
    address = reverse("admin:networks_membership_change_status", query=query)
    data = {"memberships": membership.pk, "status": make_status("member").pk, "precision": "day"}

    send(boss, address, data | {"effective_on": typed, "confirm": "1"}, language)

    assert membership.changes.last().effective_on == date(2026, 12, 1)


@LANGUAGES
def test_what_a_form_shows_is_read_back_as_the_same_day(boss, language):
    """No day here can be mistaken for itself: each is another one if read month first."""
    lille = make_organisation(founded=date(1967, 3, 5))
    membership = make_membership(lille, status="member", since=date(2020, 2, 11))
    post = make_post(displayed_on=date(2026, 4, 9))
    for item in (lille, membership, post):
        address = url(type(item), "change", item.pk)
        page = boss.get(address, headers={"accept-language": language})
        response = send(boss, address, form_data(page), language)
        assert response.status_code == 302, errors(response)

    assert Organisation.objects.get().founded == date(1967, 3, 5)
    assert membership.changes.get().effective_on == date(2020, 2, 11)
    assert Post.objects.get().displayed_on == date(2026, 4, 9)
    shown = boss.get(url(Post, "change", post.pk), headers={"accept-language": language})
    assert form_data(shown)["displayed_on"] == "09/04/2026"


@LANGUAGES
def test_the_calendar_beside_a_field_writes_what_the_field_shows(boss, language):
    """The calendar takes the first format of the catalogue of the page's language."""
    script = boss.get(reverse("admin:jsi18n"), headers={"accept-language": language})
    formats = script.content.decode().split('"DATE_INPUT_FORMATS": [')[1]

    assert formats.split('"')[1] == "%d/%m/%Y"
    with translation.override(language):
        assert get_format("FIRST_DAY_OF_WEEK") == 1


@LANGUAGES
def test_a_night_the_clocks_change_is_explained_for_a_day_typed_day_first(boss, language):
    address = url(Post, "add")
    data = form_data(boss.get(address)) | {"title_en": "A title"}
    data |= {"publish_at_en_0": "28/03/2027", "publish_at_en_1": "02:30"}

    refused = errors(send(boss, address, data, language))

    assert "03:30" in refused
    assert "28 mar" in refused.lower()


@pytest.mark.parametrize("typed", ["31/02/2026", "12/31/2026", "tomorrow"])
def test_what_is_no_day_is_refused_with_the_way_to_write_one(boss, typed):
    membership = make_membership(status="member", since=date(2020, 1, 1))
    address = url(Membership, "change", membership.pk)
    data = form_data(boss.get(address)) | {"changes-0-effective_on": typed}
    post = form_data(boss.get(url(Post, "add"))) | {"title_en": "A title", "displayed_on": typed}
    post |= {"publish_at_en_0": typed, "publish_at_en_1": "10:00"}

    assert "day/month/year" in errors(send(boss, address, data, "en"))
    assert errors(send(boss, url(Post, "add"), post, "en")).count("day/month/year") == 2


@pytest.mark.parametrize("typed", ["0001-01-01", "31/12/1899", "01/01/2201", "31/12/9999"])
def test_a_year_out_of_reach_is_refused_for_posts_and_changes_alike(boss, typed):
    membership = make_membership(status="observer", since=date(2020, 1, 1))
    post = form_data(boss.get(url(Post, "add"))) | {"title_en": "A title", "displayed_on": typed}
    address = url(Membership, "change", membership.pk)
    for name in ("effective_on", "attested_on"):
        data = form_data(boss.get(address)) | {f"changes-0-{name}": typed}
        data["changes-0-correction"] = "The minutes."
        assert "1900 to 2200" in errors(send(boss, address, data, "en"))
    change = {"memberships": membership.pk, "status": make_status("member").pk}
    change |= {"effective_on": typed, "precision": "day", "confirm": "1"}
    action = reverse("admin:networks_membership_change_status", query=change)

    assert "1900 to 2200" in errors(send(boss, url(Post, "add"), post, "en"))
    assert "1900 to 2200" in errors(send(boss, action, change, "en"))
    assert membership.changes.get().effective_on == date(2020, 1, 1)


def test_a_translator_still_saves_what_has_a_year_out_of_reach(client):
    post = make_post("Titre", "", displayed_on=date(9999, 12, 31))
    sign_in(client, "translators")
    address = url(Post, "change", post.pk)

    saved = client.post(address, form_data(client.get(address)) | {"title_en": "Title"})

    assert saved.status_code == 302, errors(saved)


@pytest.mark.parametrize("year", ["9999", "10000", "99999999999", "0", "x"])
def test_a_list_asked_for_a_year_that_is_none_answers_cleanly(boss, year):
    for model, name in ((Post, "displayed_on"), (StatusChange, "effective_on")):
        for query in ({f"{name}__year": year}, {f"{name}__year": year, f"{name}__month": "12"}):
            assert boss.get(url(model), query, follow=True).status_code == 200
    assert boss.get(url(Event), {"first_day__year": year}, follow=True).status_code == 200


@pytest.mark.parametrize(
    ("day", "time", "words"),
    [("01/12/2026", "", "Give the time too"), ("", "10:00", "Give the day too")],
)
def test_half_an_instant_is_refused_with_the_half_that_is_missing(boss, day, time, words):
    data = form_data(boss.get(url(Post, "add"))) | {"title_en": "A title"}
    data |= {"publish_at_en_0": day, "publish_at_en_1": time}

    refused = send(boss, url(Post, "add"), data, "en")

    assert words in errors(refused)
    assert (form_data(refused)["publish_at_en_0"], form_data(refused)["publish_at_en_1"]) == (
        day,
        time,
    )
