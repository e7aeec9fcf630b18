"""The picture shown where a page is shared: drawn once, from what the page says alone."""

from io import BytesIO
from time import perf_counter

import pytest
from bs4 import BeautifulSoup
from django.core.files.storage import default_storage
from PIL import Image

import news.share
from content.share import Card
from metropoles.share import BOLD, draw, fitted, length, runs
from tests.builders import (
    make_event,
    make_image,
    make_membership,
    make_network,
    make_organisation,
    make_page,
    make_post,
    make_strategy,
)
from tests.reading import page

pytestmark = pytest.mark.django_db


def picture_of(client, path) -> str:
    head = BeautifulSoup(client.get(path).content, "lxml").head
    return head.select_one('meta[property="og:image"]')["content"].removeprefix(
        "http://127.0.0.1:8000"
    )


def test_a_picture_is_told_to_those_who_do_not_see_it(client):
    lille, network = make_organisation("Lille", slug="lille"), make_network("METREX", is_home=True)
    make_membership(lille, network=network, status="observer")
    image = make_image(alt_fr="La mairie", alt_en="The town hall")

    def told(thing) -> list[str]:
        return [tag["content"] for tag in page(client, thing).select('[property="og:image:alt"]')]

    (drawn,) = told(lille)
    assert drawn == "Lille · France · Observer · METREX"
    assert told(make_post(lead_image=image)) == ["The town hall"]
    assert told(make_post(lead_image=make_image("", "", decorative=True))) == []


def test_every_kind_of_page_has_a_picture_that_its_address_gives(client):
    lille, network = make_organisation(slug="lille"), make_network(is_home=True)
    make_membership(lille, network=network, status="observer")
    things = [
        lille,
        network,
        make_strategy(lille),
        make_post(),
        make_event(host=lille),
        make_page(),
    ]
    paths = [path for thing in things for path in thing.addresses().values()]

    for path in [*paths, "/fr/", "/en/members/", "/en/members/changes/", "/fr/donnees/"]:
        response = client.get(picture_of(client, path))
        image = Image.open(BytesIO(response.content))
        assert (response.status_code, image.format, image.size) == (200, "PNG", (1200, 630))
        assert "immutable" in response["Cache-Control"]
        assert response["Cross-Origin-Resource-Policy"] == "cross-origin"


def test_a_picture_is_drawn_once(client, monkeypatch):
    address = picture_of(client, make_organisation("Lille").get_absolute_url())
    first = client.get(address).content
    monkeypatch.setattr(news.share, "draw", None)

    assert client.get(address).content == first


def test_a_page_that_changes_has_another_picture_in_place_of_the_first(client):
    lille = make_organisation("Lille")
    before = picture_of(client, lille.get_absolute_url())
    client.get(before)
    lille.name_fr = "Métropole de Lille"
    lille.save()
    after = picture_of(client, lille.get_absolute_url())

    assert client.get(after).status_code == 200
    assert client.get(before)["Location"] == after
    folder = f"share/fr/organisation-{lille.pk}"
    assert len(default_storage.listdir(folder)[1]) == 1


def test_the_status_is_on_the_picture(client):
    lille, network = make_organisation("Lille"), make_network(is_home=True)
    without = picture_of(client, lille.get_absolute_url())
    make_membership(lille, network=network, status="observer")

    assert picture_of(client, lille.get_absolute_url()) != without


@pytest.mark.parametrize(
    "address",
    [
        *("/og/fr/organisation/999/{0}.png", "/og/fr/nothing/1/{0}.png", "/og/de/page/1/{0}.png"),
        *("/og/fr/section/hello/{0}.png", "/og/fr/organisation/" + "9" * 40 + "/{0}.png"),
        *("/og/fr/organisation/x/{0}.png", "/og/fr/organisation/1/not.hex.png"),
    ],
)
def test_nothing_but_what_pages_say_is_drawn(client, address):
    assert client.get(address.format("0" * 16)).status_code == 404


def test_a_made_up_name_leads_to_the_true_picture(client):
    lille = make_organisation("Lille")

    response = client.get(f"/og/fr/organisation/{lille.pk}/{'0' * 16}.png")

    assert response["Location"] == picture_of(client, lille.get_absolute_url())


def test_a_draft_has_no_picture(client):
    draft = make_post("Brouillon", "Draft", publish_at_fr=None, publish_at_en=None)
    online = make_post("En ligne", "")

    assert client.get(f"/og/fr/post/{draft.pk}/{'0' * 16}.png").status_code == 404
    assert client.get(f"/og/fr/post/{online.pk}/{'0' * 16}.png").status_code == 302


def test_a_storage_that_keeps_nothing_is_no_error(client, settings, tmp_path, monkeypatch):
    address = picture_of(client, make_organisation("Lille").get_absolute_url())
    (tmp_path / "share").write_text("a file where the folder should be")
    settings.MEDIA_ROOT = tmp_path
    said = []
    monkeypatch.setattr(news.share.log, "warning", lambda text, *_: said.append(text))

    assert client.get(address).status_code == 200
    assert said == ["The sharing picture %s is not kept: %s"]


def test_names_are_written_with_the_font_that_has_their_letters():
    assert runs("Łódź, Île") == [
        ("latin-ext", "Ł"),
        ("latin", "ód"),
        ("latin-ext", "ź"),
        ("latin", ", Île"),
    ]


@pytest.mark.parametrize("title", ["Lille", "Métropole " * 30, "x" * 200, "", "東京 🙂"])
def test_any_name_fits(title):
    size, lines = fitted(title, 492)

    assert len(lines) * size * 1.12 < 300
    assert draw(Card("post", "1", "fr", title))
    if title.startswith("M"):
        assert max(length(line, BOLD, size) for line in lines[:-1]) <= 492


def test_a_picture_is_drawn_while_one_waits():
    draw(Card("post", "1", "fr", "Warm"))
    points = tuple((35 + n % 30, -9 + n % 40, "member") for n in range(120))
    start = perf_counter()
    draw(Card("network", "1", "fr", "METREX", "Réseau", points=points))

    assert perf_counter() - start < 3  # some 0.2 s; a busy machine may take longer
