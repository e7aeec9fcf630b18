"""On a telephone no page of the admin is wider than the screen, whatever it shows."""

from datetime import date

import pytest
from django.urls import reverse

from news.models import Post
from tests.admin_forms import url
from tests.builders import make_membership, make_network, make_organisation, make_post, make_status

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TELEPHONE = {"viewport": {"width": 320, "height": 800}}
CHANGES = "network;organisation;status;effective_on;source_fr;source_en\n"
CHANGES += "metrex;lille;former;2026-11-01;une source assez longue;a source that is long\n"


def width(page) -> int:
    return page.evaluate("document.documentElement.scrollWidth")


@pytest.mark.parametrize("action", ["change", "history", "delete"])
def test_a_word_without_end_widens_no_page(signed_in, action):
    post = make_post("x" * 192, "x" * 192)

    page = signed_in(url(Post, action, post.pk), **TELEPHONE)

    page.get_by_text("x" * 192).first.wait_for()
    assert width(page) == 320


def test_the_preview_of_an_import_scrolls_by_itself(signed_in):
    make_status("former")
    lille = make_organisation("Lille", slug="lille")
    make_membership(
        lille, network=make_network(slug="metrex"), status="member", since=date(2020, 1, 1)
    )
    page = signed_in(reverse("admin:networks_statuschange_import"), **TELEPHONE)
    file = {"name": "changes.csv", "mimeType": "text/csv", "buffer": CHANGES.encode()}

    page.set_input_files("#id_import_file", file)
    page.locator(".submit-row [type=submit]").click()
    page.locator("table.import-preview").wait_for()

    assert width(page) == 320


def test_the_clock_is_told_once(signed_in):
    page = signed_in(url(Post, "add"), timezone_id="America/New_York")

    page.locator(".timezonewarning").nth(1).wait_for(state="attached")
    assert not page.locator(".timezonewarning >> visible=true").count()
    assert "Europe/Brussels" in page.locator(".publication .help").first.inner_text()
