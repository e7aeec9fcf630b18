"""What was published and is over answers 410 and tells nothing of it; what never was, 404."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from tests.builders import LONG_AGO, make_event, make_page, make_post
from tests.walk import text_of

pytestmark = pytest.mark.django_db

YESTERDAY = timezone.now() - timedelta(days=1)
ONLINE = {"publish_at_fr": LONG_AGO, "publish_at_en": LONG_AGO}
OVER = {"expire_at_fr": YESTERDAY, "expire_at_en": YESTERDAY}
MAKERS = {"post": make_post, "event": make_event, "page": make_page}
LISTS = {"post": {"fr": "/fr/actualites/", "en": "/en/news/"}}
LISTS["event"] = {"fr": "/fr/agenda/", "en": "/en/events/"}
LISTS["page"] = {"fr": "/fr/", "en": "/en/"}
TITLES = {"fr": "Cette page n’est plus en ligne", "en": "No longer online"}


def make_old(kind, **fields):
    return MAKERS[kind]("Zqtitre", "Zqtitle", summary_fr="Zqtexte", summary_en="Zqtext", **fields)


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("kind", MAKERS)
def test_what_is_over_says_so_in_the_language_of_its_address_and_nothing_of_itself(
    client, kind, language
):
    item = make_old(kind, **OVER)

    response = client.get(item.addresses()[language])

    page = BeautifulSoup(response.content, "lxml")
    assert response.status_code == 410
    assert page.html["lang"] == language
    assert page.h1.get_text() == TITLES[language]
    assert page.select_one("main").find("a", href=LISTS[kind][language])
    assert page.select_one('main form[action^="/"] input[type=search]')
    assert page.select_one("meta[name=robots]")["content"] == "noindex"
    assert "zqt" not in text_of(response).lower()
    assert response["Cache-Control"] == "no-cache"


@pytest.mark.parametrize("kind", MAKERS)
def test_its_documents_and_its_identifier_are_gone_too(client, kind):
    live, old = make_old(kind), make_old(kind, **OVER)
    for item, status, identified in ((live, 200, 303), (old, 410, 410)):
        answers = [
            client.get(f"{item.addresses()['fr']}?format=json").status_code,
            client.get(f"/id/{kind}/{item.pk}").status_code,
            client.get(f"/id/{kind}/{item.pk}", headers={"accept": "application/json"}).status_code,
        ]
        assert answers == [status, identified, identified]


@pytest.mark.parametrize("kind", MAKERS)
@pytest.mark.parametrize(
    "fields",
    [
        {"publish_at_fr": None, "publish_at_en": None},
        {"publish_at_fr": timezone.now() + timedelta(days=1), "publish_at_en": None},
    ],
    ids=["draft", "scheduled"],
)
def test_what_was_never_published_was_never_there(client, kind, fields):
    item = make_old(kind, **fields)
    paths = [*item.addresses().values(), f"/id/{kind}/{item.pk}"]

    assert {client.get(path).status_code for path in paths} == {404}


def test_a_language_that_was_never_online_stays_unknown(client):
    item = make_post("Zqtitre", "Zqsecret", publish_at_en=None, expire_at_fr=YESTERDAY)

    assert client.get(f"/fr/actualites/{item.slug_fr}/").status_code == 410
    assert client.get(f"/en/news/{item.slug_fr}/").status_code == 410  # it led to the French text
    for path in ("/fr/actualites/zqsecret/", "/en/news/zqsecret/"):
        assert client.get(path).status_code == 404


def test_a_former_address_of_what_is_over_is_gone(client):
    item = make_old("post")
    item.slug_fr = "zqautre"
    item.save()
    assert client.get("/fr/actualites/zqtitre/").status_code == 301

    item.expire_at_fr = item.expire_at_en = YESTERDAY
    item.save()
    for slug in ("zqtitre", "zqautre"):
        assert client.get(f"/fr/actualites/{slug}/").status_code == 410


def test_what_is_online_in_the_other_language_shows_there_and_not_as_gone(client):
    item = make_old("post", expire_at_fr=YESTERDAY)

    response = client.get("/fr/actualites/zqtitre/", follow=True)

    assert response.status_code == 200
    assert "Zqtitle" in text_of(response)
    assert "Zqtitre" not in text_of(response)
    assert client.get(f"/id/post/{item.pk}").status_code == 303


def test_withdrawing_is_gone_and_publishing_again_is_back(client):
    item, now = make_old("post"), timezone.now()
    for language in ("fr", "en"):
        item.withdraw(language, now)
    item.save()
    assert client.get(item.addresses()["fr"]).status_code == 410

    item.publish("fr", now)
    item.save()
    assert client.get(item.addresses()["fr"]).status_code == 200


def test_the_calendar_of_an_event_is_gone_with_its_language_and_names_the_other(client):
    event = make_old("event", expire_at_fr=YESTERDAY)

    response = client.get(f"/fr/agenda/{event.pk}.ics")

    link = BeautifulSoup(response.content, "lxml").select_one("main a[hreflang]")
    assert response.status_code == 410
    assert (link["href"], link["lang"]) == ("/en/events/zqtitle/", "en")
    assert "Zqtitre" not in text_of(response)
    assert client.get(f"/en/events/{event.pk}.ics").status_code == 200

    event.expire_at_en = YESTERDAY
    event.save()
    over = client.get(f"/fr/agenda/{event.pk}.ics")
    assert over.status_code == 410
    assert not BeautifulSoup(over.content, "lxml").select("main a[hreflang]")
