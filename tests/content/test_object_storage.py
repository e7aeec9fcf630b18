"""Uploads on a storage as S3 is one: the same flow, by name and never by path."""

import pytest
from bs4 import BeautifulSoup
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import transaction

from content.management.commands.clean_media import files_under
from content.models import Image
from news.models import Attachment, Post
from tests.admin_forms import errors, form_data, sign_in, url
from tests.builders import make_image, make_organisation, make_page, make_post
from tests.object_storage import ORIGIN
from tests.pictures import animated, drawing, encoded, picture_on, stored, upload

pytestmark = pytest.mark.django_db

DESCRIBED = {"alt_fr": "Une place", "alt_en": "A square"}


@pytest.fixture(autouse=True)
def _object_storage(settings):
    storage = {"BACKEND": "tests.object_storage.ObjectStorage"}
    settings.STORAGES = {**settings.STORAGES, "default": storage}
    with pytest.raises(NotImplementedError):
        default_storage.path("images")


@pytest.fixture
def editor(client):
    return sign_in(client, "editors")


def save(client, item, action="change", **changes):
    path = url(item, action) if action == "add" else url(type(item), action, item.pk)
    response = client.post(path, form_data(client.get(path)) | changes)
    assert response.status_code == 302, errors(response)


def test_a_picture_is_uploaded_shown_replaced_and_deleted(editor):
    save(editor, Image, "add", file=upload(encoded(drawing((700, 400)))), **DESCRIBED)
    image = Image.objects.get()
    former = set(image.file.names())
    assert stored() == former
    assert len(former) == 1 + 2 * len([320, 640, 700])

    post = make_post(lead_image=image, body_fr=f'<figure data-image="{image.pk}"></figure>')
    for thing in (post, make_page(lead_image=image), make_organisation(cover=image, logo=image)):
        shown = picture_on(editor, thing.get_absolute_url())
        assert shown.img["src"] == f"{ORIGIN}/{image.file.name}"
        assert f"{ORIGIN}/{image.file.rendition(320, 'avif')} 320w" in str(shown)
    library = BeautifulSoup(editor.get(url(Image)).content, "lxml")
    assert library.select_one("img.thumbnail")["src"].startswith(ORIGIN)

    save(editor, image, file=upload(encoded(drawing((500, 500)))))
    image.refresh_from_db()
    assert (image.width, image.widths) == (500, [320, 500])
    assert stored() == former | set(image.file.names())  # the history keeps the former one

    loose = make_image()
    editor.post(url(Image, "delete", loose.pk), {"post": "yes"})
    assert not Image.objects.filter(pk=loose.pk).exists()
    editor.post(url(Image, "delete", image.pk), {"post": "yes"})
    assert Image.objects.filter(pk=image.pk).exists()


@pytest.mark.parametrize("content", [b"", b"<svg/>", animated("PNG"), encoded()[:-30]])
def test_what_is_refused_leaves_nothing(editor, content):
    path = url(Image, "add")
    sent = form_data(editor.get(path)) | DESCRIBED | {"file": upload(content)}

    assert editor.post(path, sent).status_code == 200
    assert stored() == set()


def test_a_storage_that_fails_half_way_is_cleared_up(monkeypatch):
    save_file, kept = default_storage._wrapped.save, []

    def save_two(name, content, **options):
        if len(kept) == 2:
            raise OSError("the network is gone")
        kept.append(name)
        return save_file(name, content, **options)

    monkeypatch.setattr(default_storage._wrapped, "save", save_two)
    with pytest.raises(OSError, match="network"), transaction.atomic():
        make_image()

    assert len(kept) == 2
    assert stored() == set()
    assert not Image.objects.exists()


def test_a_missing_file_breaks_no_page_and_no_form(editor):
    image = make_image()
    post = make_post(lead_image=image)
    image.file.discard()
    assert stored() == set()

    assert picture_on(editor, post.get_absolute_url()).img["alt"] == "Un pont"
    assert editor.get(f"/media/{image.file.name}").status_code == 404
    save(editor, image, credit="Someone")


def test_unused_files_are_cleaned_away():
    image, forgotten = make_image(), make_image()
    forgotten.delete()
    assert len(stored()) == 6

    call_command("clean_media", days=0, verbosity=0)

    assert stored() == set(image.file.names())


def test_a_document_is_downloaded_from_the_site_itself(editor):
    post = make_post()
    row = {"file": upload(b"%PDF-1.7 ...", "Rapport.pdf"), "title_en": "Report", "position": "0"}
    rows = {f"attachments-0-{name}": value for name, value in row.items()}
    save(editor, post, **rows, **{"attachments-TOTAL_FORMS": "1", "attachments-0-post": post.pk})

    attachment = Attachment.objects.get()
    page = editor.get(Post.objects.get().get_absolute_url()).text
    assert f'href="/media/{attachment.file.name}"' in page
    assert ORIGIN not in page
    sent = editor.get(attachment.url)
    assert sent.getvalue() == b"%PDF-1.7 ..."
    assert sent["Content-Type"] == "application/pdf"
    assert sent["Content-Disposition"] == 'attachment; filename="rapport.pdf"'
    assert sent["X-Content-Type-Options"] == "nosniff"

    attachment.file.delete(save=False)
    assert editor.get(attachment.url).status_code == 404
    assert editor.get(post.get_absolute_url()).status_code == 200


def test_a_sharing_picture_is_kept_there_too(client):
    head = BeautifulSoup(client.get(make_post().get_absolute_url()).content, "lxml").head
    address = head.select_one('meta[property="og:image"]')["content"].partition("8000")[2]

    drawn = client.get(address)

    assert drawn["Content-Type"] == "image/png"
    (name,) = files_under(default_storage, "share")
    assert default_storage.open(name).read() == drawn.content
