"""An event is added by keyboard alone, in a real browser."""

from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from news.models import Event

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_an_event_is_added_by_keyboard(signed_in):
    page = signed_in("/admin/news/event/add/")
    page.get_by_label("Title [en]").focus()
    page.keyboard.type("Forum in Athens")

    page.locator("#id_start_day").focus()
    page.keyboard.type("07012027")  # as an American browser asks for it
    page.keyboard.press("Tab")  # past the picker of the day
    page.keyboard.press("Tab")
    expect(page.locator("#id_start_time")).to_be_focused()
    page.keyboard.type("0930AM")
    page.locator("#id_end_time").focus()
    page.keyboard.type("0500PM")
    page.locator("#id_zone").focus()
    page.keyboard.type("Europe/Ath")
    page.locator("input[name=_save]").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/admin/news/event/")

    event = Event.objects.get()
    assert (event.title_en, event.zone) == ("Forum in Athens", "Europe/Athens")
    assert event.start == datetime(2027, 7, 1, 6, 30, tzinfo=UTC)
    assert event.end == datetime(2027, 7, 1, 14, tzinfo=UTC)
