"""The clock flips every surface in one language alone, on the nights it is put back too."""

import json
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from news.models import Event, Post
from tests.admin_forms import errors, form_data, sign_in, url
from tests.builders import make_event, make_page, make_post
from tests.walk import is_page, public_patterns, text_of, variants

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 12, 1, 11, tzinfo=UTC)  # at noon in Brussels
SECOND = timedelta(seconds=1)
HOUR = timedelta(hours=1)
MAKERS = {"post": make_post, "event": make_event, "page": make_page}
LISTS = {"post": "/fr/actualites/", "event": "/fr/agenda/"}


# --- Every surface, every instant


def surfaces(items) -> list[str]:
    """Return every address that takes no argument, in every format, and the items' own pages."""
    plain = [p.route for p in public_patterns() if not p.arguments]
    own = [path for item in items for path in item.addresses().values()]
    return [*plain, *(v for path in plain for v in variants(path, ["zqclock"])), *own]


def shown(client, addresses) -> dict[str, set]:
    """Return where the French and the English texts stand; with JSON lists' counts."""
    found = {"fr": set(), "en": set(), "counts": set()}
    for address in addresses:
        response = client.get(address)
        if "format=" in address and is_page(response):
            continue  # a page that knows no formats: seen already
        text = text_of(response)
        for language in ("fr", "en"):
            found[language] |= {(address, k) for k in MAKERS if f"zqclock{k}{language}" in text}
        if "json" in response.get("Content-Type", "") and response.status_code == 200:
            found["counts"].add((address, json.loads(text).get("count")))
        if response.context and "paginator" in response.context:
            paginator = response.context["paginator"]
            found["counts"].add((address, paginator and paginator.count))
    return found


def test_each_instant_flips_every_surface_in_its_language_alone(client):
    times = {"publish_at_fr": NOON, "expire_at_fr": NOON + HOUR}
    items = [make(f"zqclock{kind}fr", f"zqclock{kind}en", **times) for kind, make in MAKERS.items()]
    with time_machine.travel(NOON, tick=False):
        pages = {kind: item.addresses()["fr"] for kind, item in zip(MAKERS, items, strict=True)}
        on = shown(client, surfaces(items))
    changing = {address for address, _kind in on["fr"] | on["en"]}
    on["counts"] = {(address, count) for address, count in on["counts"] if address in changing}
    seen = []
    for instant in (NOON - SECOND, NOON + HOUR - SECOND, NOON + HOUR):
        with time_machine.travel(instant, tick=False):
            seen.append(shown(client, changing))
    before, last, after = seen

    assert before["fr"] == after["fr"] == set()
    assert on["fr"] == last["fr"]
    for kind, page in pages.items():
        assert {(page, kind), ("/sitemap.xml", kind)} <= on["fr"]
    for kind, address in LISTS.items():
        assert (address, kind) in on["fr"]
        assert (address, 0) in before["counts"]
        assert (address, 1) in on["counts"]
    in_english = {one for one in on["en"] if not one[0].startswith("/fr/")}
    assert len(in_english) > 5
    for moment in (before, last, after):
        assert {one for one in moment["en"] if not one[0].startswith("/fr/")} == in_english
        english = {one for one in moment["counts"] if one[0].startswith("/en/")}
        assert english == {one for one in on["counts"] if one[0].startswith("/en/")}
    assert before["counts"] == after["counts"] != on["counts"] == last["counts"]


INSTANTS = st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31), timezones=st.just(UTC))


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(publish=st.none() | INSTANTS, lasts=st.none() | st.integers(1, 300), now=INSTANTS)
def test_page_list_and_count_say_what_the_gate_says(client, publish, lasts, now):
    Post.objects.all().delete()
    end = publish and lasts and publish + timedelta(days=lasts)
    make_post("Zqpost", "", publish_at_fr=publish, expire_at_fr=end or None)
    with time_machine.travel(now, tick=False):
        online = Post.objects.visible("fr").exists()
        page, posts = client.get("/fr/actualites/zqpost/"), client.get("/fr/actualites/")

    assert online == (publish is not None and publish <= now and not (end and end <= now))
    was_online = publish is not None and publish <= now
    assert page.status_code == (200 if online else 410 if was_online else 404)
    assert posts.context["paginator"].count == int(online)
    assert ("Zqpost" in posts.content.decode()) == online


@pytest.fixture
def boss(client):
    return sign_in(client)


# --- The nights of the clock change

NIGHTS = [
    ("2026-03-29", "en", ["does not exist", "01:30", "03:30"]),
    ("2026-03-29", "fr", ["n’existe pas", "01:30", "03:30"]),
    ("2026-10-25", "en", ["comes twice", "02:30+02:00", "02:30+01:00"]),
    ("2026-10-25", "fr", ["revient deux fois", "02:30+02:00", "02:30+01:00"]),
]


@pytest.mark.parametrize(("day", "language", "words"), NIGHTS)
def test_a_time_that_the_night_leaves_out_or_repeats_is_explained_and_kept(
    boss, day, language, words
):
    post = make_post()
    address = url(Post, "change", post.pk)
    typed = {"publish_at_fr_0": day, "publish_at_fr_1": "02:30", "summary_fr": "Déjà écrit"}
    data = form_data(boss.get(address)) | typed

    response = boss.post(address, data, headers={"accept-language": language})

    assert response.status_code == 200
    assert [word for word in words if word not in errors(response)] == []
    kept = form_data(response)
    assert {name: kept[name] for name in typed} == typed
    offered = words[-1]
    response = boss.post(address, data | {"publish_at_fr_1": offered})
    assert response.status_code == 302, errors(response)
    post.refresh_from_db()
    assert f"{post.publish_at_fr:%H:%M}" == "01:30"  # in UTC, in spring and in autumn


def test_a_stored_time_that_comes_twice_survives_a_save(boss):
    for hour in (0, 1):
        stored = datetime(2026, 10, 25, hour, 30, 12, tzinfo=UTC)
        event = make_event(publish_at_fr=stored)
        page = boss.get(url(Event, "change", event.pk))
        response = boss.post(url(Event, "change", event.pk), form_data(page))
        assert response.status_code == 302, errors(response)
        event.refresh_from_db()
        assert event.publish_at_fr == stored
        event.delete()


@pytest.mark.parametrize(("month", "day"), [(3, 29), (10, 25)])
def test_the_clock_change_moves_no_publication(month, day):
    night = datetime(2026, month, day, tzinfo=UTC)
    page = make_page(publish_at_fr=night + HOUR, expire_at_fr=night + 2 * HOUR)
    for minutes, online in [(59, False), (60, True), (90, True), (119, True), (120, False)]:
        assert page.is_visible("fr", night + timedelta(minutes=minutes)) is online
