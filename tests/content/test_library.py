"""The library of pictures in the admin: description, uses, replacement, history, cleaning."""

import pytest
from bs4 import BeautifulSoup
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from reversion.models import Version

from content.models import Image
from news.models import Post
from tests.admin_forms import errors, form_data, sign_in, url
from tests.builders import make_image, make_organisation, make_page, make_post
from tests.pictures import drawing, encoded, picture_on, stored, upload

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_storage")]

DESCRIBED = {"alt_fr": "Une place", "alt_en": "A square"}


@pytest.fixture
def boss(client):
    return sign_in(client)


def test_the_form_asks_for_a_description_and_never_guesses_it(boss):
    data = form_data(boss.get(url(Image, "add")))
    assert {data["alt_fr"], data["alt_en"]} == {""}

    refused = boss.post(url(Image, "add"), data | {"file": upload(encoded(), "town-hall.jpg")})
    assert refused.status_code == 200
    assert "town-hall" not in form_data(refused)["alt_fr"]
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
        page = BeautifulSoup(boss.get(url(Image)).content, "lxml")

    assert len(page.select("img.thumbnail")) == size


def test_the_library_is_searched_by_description_and_credit(boss):
    make_image("La grande place", "The main square", credit="Ville de Lille")
    make_image("Une gare", "A station")

    for words, found in (("grande place", 1), ("station", 1), ("Lille", 1), ("cathedral", 0)):
        page = BeautifulSoup(boss.get(url(Image), {"q": words}).content, "lxml")
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
    data = form_data(boss.get(url(Image, "add"))) | DESCRIBED
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
    data = form_data(boss.get(url(Image, "add"))) | DESCRIBED
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
