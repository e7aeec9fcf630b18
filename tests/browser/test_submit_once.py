"""A double click sends a form of the admin once, with the button that was pressed."""

import pytest
from playwright.sync_api import expect

from news.models import Post

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PUBLISH = "Save and publish now in English"


@pytest.fixture
def page(signed_in):
    page = signed_in("/admin/news/post/add/")
    page.get_by_label("Title [en]").fill("Once only")
    return page


def test_a_double_click_publishes_one_article(page):
    page.get_by_role("button", name=PUBLISH).dblclick()
    page.wait_for_url("**/change/")

    assert Post.objects.get().is_visible("en")


def test_a_form_on_its_way_is_not_sent_again_until_the_page_is_shown_anew(page):
    sent = []
    page.on("request", lambda r: sent.append(r.post_data) if r.method == "POST" else None)
    page.route("**/post/add/", lambda route: route.fulfill(status=204))  # no page follows
    button = page.get_by_role("button", name=PUBLISH)

    for _ in range(4):
        button.evaluate("button => button.click()")
        page.wait_for_timeout(50)

    assert len(sent) == 1
    assert 'name="_publish"\r\n\r\nen' in sent[0]
    expect(button).to_be_disabled()
    page.evaluate("dispatchEvent(new PageTransitionEvent('pageshow'))")
    expect(button).to_be_enabled()
