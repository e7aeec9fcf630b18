"""The library of pictures: renditions, pages that show them, uses, replacement, history."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage, default_storage
from django.core.management import call_command
from django.db import IntegrityError, transaction
from PIL import Image as Pillow
from reversion.models import Version

from content.models import Image
from news.models import Post
from tests.admin_forms import errors, form_data, sign_in, url
from tests.builders import make_network, make_organisation, make_page, make_post
from tests.pictures import drawing, encoded, make_image, upload

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_storage(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def boss(client):
    return sign_in(client)


@pytest.fixture
def closed_storage(monkeypatch):
    """A storage that nobody may open, list or ask: what a page must do without."""

    def refuse(self, *args, **kwargs):
        raise AssertionError("the storage was asked")

    def close():
        for method in ("_open", "exists", "size", "listdir", "get_modified_time", "delete"):
            monkeypatch.setattr(FileSystemStorage, method, refuse)

    return close


def stored() -> set[str]:
    root = Path(default_storage.location)
    return {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}


def picture_on(client, path, selector="main picture"):
    return BeautifulSoup(client.get(path).content, "html.parser").select_one(selector)


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
    image = Image(alt_fr="Une place", file=ContentFile(encoded(format="PNG"), name="../x.php"))
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
    assert (shown["width"], shown["height"], shown["alt"]) == ("1000", "500", "Une place")
    assert "loading" not in shown.attrs
    for address in [shown["src"], *(p.split()[0] for p in avif["srcset"].split(", "))]:
        response = client.get(address)
        assert response.status_code == 200
        response.close()


@pytest.mark.parametrize(
    ("texts", "alt", "lang"),
    [
        ({"alt_fr": "Une place", "alt_en": "A square"}, "A square", None),
        ({"alt_fr": "Une place", "alt_en": ""}, "Une place", "fr"),
        ({"alt_fr": "Une place", "alt_en": "", "decorative": True}, "", None),
    ],
)
def test_the_description_is_in_the_language_of_the_page_or_says_its_own(client, texts, alt, lang):
    page = make_page(lead_image=make_image(**texts))

    shown = picture_on(client, f"/en/{page.slug_en}/").img

    assert (shown["alt"], shown.get("lang")) == (alt, lang)


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
        page = BeautifulSoup(client.get(path).content, "html.parser")
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

    with django_assert_num_queries(10):
        page = BeautifulSoup(client.get("/fr/actualites/").content, "html.parser")

    assert len(page.select(".news-row picture")) == size
    assert all(shown["loading"] == "lazy" for shown in page.select(".news-row picture img"))


def test_a_list_without_pictures_costs_the_same(client, django_assert_num_queries):
    make_post()
    with django_assert_num_queries(10):
        assert picture_on(client, "/fr/actualites/") is None


def test_a_missing_file_breaks_no_page_and_no_form(boss):
    image = make_image()
    post = make_post(lead_image=image)
    for name in stored():
        default_storage.delete(name)

    assert picture_on(boss, post.get_absolute_url()).img["alt"] == "Une place"
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


# --- The library


def test_the_form_asks_for_a_description_and_never_guesses_it(boss):
    data = form_data(boss.get(url(Image, "add")))
    assert {data["alt_fr"], data["alt_en"]} == {""}

    sent = data | {"file": upload(encoded(), "town-hall.jpg")}
    refused = boss.post(url(Image, "add"), sent, headers={"accept-language": "en"})
    assert "Describe the picture" in errors(refused)
    assert stored() == set()

    sent = data | {"file": upload(encoded()), "decorative": "on"}
    assert boss.post(url(Image, "add"), sent).status_code == 302
    assert Image.objects.get().alt is None or Image.objects.get().alt == ""


@pytest.mark.parametrize("size", [2, 30])
def test_the_library_shows_thumbnails_at_a_constant_cost(
    boss, size, closed_storage, django_assert_max_num_queries
):
    for _ in range(size):
        make_image()
    closed_storage()

    with django_assert_max_num_queries(8):
        page = BeautifulSoup(boss.get(url(Image)).content, "html.parser")

    assert len(page.select("img.thumbnail")) == size


def test_the_library_is_searched_by_description_and_credit(boss):
    make_image("La grande place", "The main square", credit="Ville de Lille")
    make_image("Une gare", "A station")

    for words, found in (("grande place", 1), ("station", 1), ("Lille", 1), ("cathedral", 0)):
        page = BeautifulSoup(boss.get(url(Image), {"q": words}).content, "html.parser")
        assert len(page.select("#result_list tbody tr")) == found, words


def test_a_picture_says_where_it_is_used_and_is_not_deleted_there(boss):
    image, other = make_image(), make_image("Une gare", "A station")
    post = make_post("En tête", lead_image=image)
    gallery = make_post("En galerie")
    gallery.gallery.add(image)
    make_page("Dans une page", lead_image=image)
    make_organisation("Lille", cover=image)
    Post.objects.filter(pk=make_post("Dans le texte").pk).update(
        body_en=f'<figure data-image="{image.pk}"></figure>'
    )

    places = dict(image.uses())
    page = boss.get(url(Image, "change", image.pk)).content.decode()

    names = {str(place) for place in places}
    sanitised = names | {"Dans le texte"}  # what a text keeps is for its own rules to say
    assert sanitised == {"En tête", "En galerie", "Dans une page", "Lille", "Dans le texte"}
    assert url(Post, "change", post.pk) in page
    assert list(other.uses()) == []
    assert "En galerie" in boss.post(url(Image, "delete", image.pk), {"post": "yes"}).text
    assert Image.objects.filter(pk=image.pk).exists()
    assert boss.post(url(Image, "delete", other.pk), {"post": "yes"}).status_code == 302


def test_a_picture_is_replaced_in_place_and_the_former_one_comes_back_from_the_history(boss):
    data = form_data(boss.get(url(Image, "add"))) | {"alt_fr": "Une place"}
    boss.post(url(Image, "add"), data | {"file": upload(encoded(drawing((50, 50))))})
    image = Image.objects.get()
    before, post = image.file.name, make_post(lead_image=image)
    path = url(Image, "change", image.pk)

    response = boss.post(
        path, form_data(boss.get(path)) | {"file": upload(encoded(drawing((70, 30))))}
    )

    assert response.status_code == 302, errors(response)
    image.refresh_from_db()
    assert (image.width, image.height, image.widths) == (70, 30, [70])
    assert image.file.name != before
    assert picture_on(boss, post.get_absolute_url()).img["src"] == image.file.url

    former = Version.objects.get_for_object(image).last()
    revert = url(Image, "revision", image.pk, former.pk)
    assert boss.post(revert, form_data(boss.get(revert))).status_code == 302
    image.refresh_from_db()
    assert (image.file.name, image.width, image.widths) == (before, 50, [50])
    assert default_storage.exists(image.file.rendition(50, "avif"))


def test_a_deleted_picture_comes_back_with_its_files(boss):
    data = form_data(boss.get(url(Image, "add"))) | {"alt_fr": "Une place"}
    boss.post(url(Image, "add"), data | {"file": upload(encoded())})
    image = Image.objects.get()
    boss.post(url(Image, "delete", image.pk), {"post": "yes"})
    call_command("clean_media", days=0, verbosity=0)

    recover = url(Image, "recover", Version.objects.get_deleted(Image).get().pk)
    response = boss.post(recover, form_data(boss.get(recover)))

    assert response.status_code == 302, errors(response)
    assert Image.objects.get(pk=image.pk).file == image.file
    assert set(image.file.names()) <= stored()


def test_cleaning_deletes_only_what_nothing_names(capsys):
    image, forgotten = make_image(), make_image()
    names = set(forgotten.file.names())
    forgotten.delete()  # by code: no version remembers it
    default_storage.save("documents/2024/alone.pdf", ContentFile(b"%PDF-"))

    call_command("clean_media", days=0, dry_run=True)
    said = capsys.readouterr().out
    assert all(name in said for name in names)
    assert names <= stored()

    call_command("clean_media", days=30)
    assert names <= stored()
    call_command("clean_media", days=0)
    assert stored() == set(image.file.names())
