"""Pictures: their renditions, and the pages that show them."""

import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from PIL import Image as Pillow

from content.models import Image
from tests.admin_forms import errors, form_data, sign_in, url
from tests.builders import make_image, make_network, make_organisation, make_page, make_post
from tests.pictures import drawing, encoded, picture_on, stored

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_storage")]


@pytest.fixture
def boss(client):
    return sign_in(client)


# --- Renditions


def test_a_picture_is_offered_in_fixed_widths_up_to_its_own():
    image = make_image(size=(1000, 500))

    assert image.widths == [320, 640, 960, 1000]
    assert (image.width, image.height) == (1000, 500)
    assert set(image.file.names()) == stored()
    with Pillow.open(default_storage.path(image.file.rendition(640, "avif"))) as rendition:
        assert (rendition.format, rendition.size) == ("AVIF", (640, 320))


def test_a_large_picture_is_kept_at_2560_pixels_and_offered_up_to_1920():
    image = make_image(size=(3000, 1500))

    assert (image.width, image.height) == (2560, 1280)
    assert image.widths == [320, 640, 960, 1440, 1920]


def test_a_picture_saved_by_code_is_cleaned_as_in_the_form():
    file = ContentFile(encoded(format="PNG"), name="../x.php")
    image = Image(file=file, decorative=True)
    image.save()
    image.file = ContentFile(encoded(drawing((80, 50))), name="y.jpg")
    image.save(update_fields=["file"])

    image.refresh_from_db()
    assert (image.width, image.height, image.widths) == (80, 50, [80])
    assert not any("x" in name.rsplit("/", 1)[1].split(".")[0] for name in stored())


def test_a_row_the_database_refuses_leaves_no_file():
    with pytest.raises(IntegrityError), transaction.atomic():
        make_image(alt_fr="", alt_en="")

    assert stored() == set()
    make_image()
    assert stored()


# --- On pages


def test_a_lead_picture_comes_in_two_light_formats_with_its_size_and_description(client):
    image = make_image(size=(1000, 500), focal_x=82, focal_y=18)
    post = make_post(lead_image=image)

    picture = picture_on(client, post.get_absolute_url())

    avif, webp = picture.select("source")
    assert (avif["type"], webp["type"]) == ("image/avif", "image/webp")
    assert [part.split()[1] for part in avif["srcset"].split(", ")] == [
        "320w",
        "640w",
        "960w",
        "1000w",
    ]
    assert {"focus-x-80", "focus-y-20"} <= set(picture["class"])
    shown = picture.img
    assert (shown["width"], shown["height"], shown["alt"]) == ("1000", "500", "Un pont")
    assert "loading" not in shown.attrs
    for address in [shown["src"], *(p.split()[0] for p in avif["srcset"].split(", "))]:
        response = client.get(address)
        assert response.status_code == 200
        response.close()


@pytest.mark.parametrize(
    ("decorative", "french", "english"), [(False, "Un pont", "A bridge"), (True, "", "")]
)
def test_the_description_is_in_the_language_of_the_page(client, decorative, french, english):
    page = make_page(lead_image=make_image(decorative=decorative))

    assert picture_on(client, f"/fr/{page.slug_fr}/").img["alt"] == french
    assert picture_on(client, f"/en/{page.slug_en}/").img["alt"] == english


def test_pictures_stand_on_posts_pages_organisations_and_networks(client):
    image = make_image(credit="A. Photographer")
    post = make_post(lead_image=image)
    post.gallery.add(image)
    places = [
        (post.get_absolute_url(), 2),
        (make_page(lead_image=image).get_absolute_url(), 1),
        (make_organisation(logo=image, cover=image).get_absolute_url(), 2),
        (make_network(logo=image).get_absolute_url(), 1),
    ]

    for path, count in places:
        page = BeautifulSoup(client.get(path).content, "lxml")
        assert len(page.select("main picture img")) == count, path
    assert "A. Photographer" in client.get(post.get_absolute_url()).content.decode()
    share = picture_on(client, post.get_absolute_url(), "meta[property='og:image']")["content"]
    assert share == f"http://127.0.0.1:8000{image.file.url}"


@pytest.mark.parametrize("size", [2, 20])
def test_a_list_of_cards_with_pictures_costs_no_query_and_no_file_access(
    client, size, closed_storage, django_assert_num_queries
):
    for number in range(size):
        make_post(f"Nouvelle {number}", f"News {number}", lead_image=make_image())
    closed_storage()

    with django_assert_num_queries(17):
        page = BeautifulSoup(client.get("/fr/actualites/").content, "lxml")

    assert len(page.select(".news-row picture")) == size
    assert all(shown["loading"] == "lazy" for shown in page.select(".news-row picture img"))


def test_a_list_without_pictures_costs_the_same(client, django_assert_num_queries):
    make_post()
    with django_assert_num_queries(17):
        assert picture_on(client, "/fr/actualites/") is None


def test_a_missing_file_breaks_no_page_and_no_form(boss):
    image = make_image()
    post = make_post(lead_image=image)
    for name in stored():
        default_storage.delete(name)

    assert picture_on(boss, post.get_absolute_url()).img["alt"] == "Un pont"
    assert boss.get("/fr/actualites/").status_code == 200
    assert boss.get(image.file.url).status_code == 404
    assert boss.get(url(Image)).status_code == 200
    path = url(Image, "change", image.pk)
    response = boss.post(path, form_data(boss.get(path)) | {"credit": "Someone"})
    assert response.status_code == 302, errors(response)


def test_a_row_from_before_renditions_still_shows_its_picture(client):
    image = make_image()
    Image.objects.update(widths=[])
    post = make_post(lead_image=image)

    picture = picture_on(client, post.get_absolute_url())

    assert picture.select("source") == []
    assert picture.img["src"] == image.file.url
