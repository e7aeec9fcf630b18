"""Documents: what may be attached, how uploads reach readers."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from news.models import Attachment, Post
from tests.admin_forms import errors, form_data, sign_in, url
from tests.builders import make_image, make_post
from tests.pictures import package, stored, upload

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_storage")]


@pytest.fixture
def boss(client):
    return sign_in(client)


def open_document(kind="text", *more):
    mimetype = f"application/vnd.oasis.opendocument.{kind}".encode()
    return package(("mimetype", mimetype), ("content.xml", b"<x/>"), *more)


def office(folder="word/", *more):
    return package(("[Content_Types].xml", b"<x/>"), (f"{folder}document.xml", b"<x/>"), *more)


def send_document(boss, content, name, language="en"):
    path = url(Post, "change", (Post.objects.first() or make_post()).pk)
    form = boss.get(path, headers={"accept-language": language})
    return attach(boss, form, content, name)


def attach(boss, form, content, name):
    """Send a form back, in its language, with a document attached."""
    data = form_data(form) | {
        "attachments-TOTAL_FORMS": "1",
        "attachments-0-file": upload(content, name),
        "attachments-0-title_en": "Report",
        "attachments-0-position": "0",
        "attachments-0-post": form.context["object_id"],
    }
    language = form.wsgi_request.headers["Accept-Language"]
    return boss.post(form.wsgi_request.path, data, headers={"accept-language": language})


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"%PDF-1.7 ...", "Rapport annuel 2023.pdf"),
        (open_document(), "text.odt"),
        (open_document("spreadsheet"), "figures.ods"),
        (office(), "text.docx"),
        (office("xl/"), "FIGURES.XLSX"),
        ("ville;habitants\nÎle;3".encode("cp1252"), "data.csv"),
    ],
)
def test_a_document_is_downloaded_under_a_sensible_name(boss, content, name):
    response = send_document(boss, content, name)

    assert response.status_code == 302, errors(response)
    attachment = Attachment.objects.get()
    page = boss.get(attachment.post.get_absolute_url()).content.decode()
    assert f'href="{attachment.url}"' in page
    sent = boss.get(attachment.url)
    assert sent.getvalue() == content
    assert sent["Content-Disposition"] == f'attachment; filename="{attachment.file_name}"'
    assert sent["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in sent["Content-Security-Policy"]
    stem = name.rsplit(".", 1)[0].lower().replace(" ", "-")
    assert attachment.file_name == f"{stem}.{name.rsplit('.', 1)[1].lower()}"
    assert len(attachment.file.name.split("/")[2]) == 16  # nobody guesses the folder


REFUSED = [
    (b"<script>alert(1)</script>", "page.html", "Only PDF"),
    (package(("evil.html", b"x")), "archive.zip", "Only PDF"),
    (office("word/", ("word/vbaProject.bin", b"x")), "text.docm", "Only PDF"),
    (b"<script>alert(1)</script>", "report.pdf", "not what its name says"),
    (package(("evil.html", b"x")), "text.docx", "not what its name says"),
    (office("xl/"), "text.docx", "not what its name says"),
    (open_document("spreadsheet"), "text.odt", "not what its name says"),
    (b"MZ" + office(), "text.docx", "not what its name says"),
    (office()[:-30], "text.docx", "not what its name says"),
    (b"MZ\x00\x01\x02", "data.csv", "not what its name says"),
    (office("word/", ("word/vbaProject.bin", b"x")), "text.docx", "carries macros"),
    (open_document("text", ("Basic/script.xml", b"x")), "text.odt", "carries macros"),
    (b"%PDF-" + bytes(25 * 1024**2), "report.pdf", "more than 25 MB"),
    (b"", "report.pdf", "empty"),
]


def test_a_document_that_is_not_allowed_is_refused_and_leaves_nothing(boss, subtests):
    path = url(Post, "change", make_post().pk)
    form = boss.get(path, headers={"accept-language": "en"})

    for content, name, reason in REFUSED:
        with subtests.test(f"{name}: {reason}"):
            response = attach(boss, form, content, name)

            assert response.status_code == 200
            assert reason in errors(response)
            assert not Attachment.objects.exists()
            assert stored() == set()


# --- Sent to readers


def test_a_picture_is_shown_in_place_and_kept_for_ever(client):
    response = client.get(make_image().file.url, headers={"accept-encoding": "gzip"})

    assert response["Content-Type"] == "image/png"
    assert "attachment" not in response["Content-Disposition"]
    assert "immutable" in response["Cache-Control"]
    assert "Content-Encoding" not in response
    assert response.getvalue().startswith(b"\x89PNG")


@pytest.mark.parametrize(
    "path", ["images/nothing.jpg", "images/../../secret", "images", "other/file.txt", "images/"]
)
def test_what_is_not_an_upload_is_not_found(client, path):
    default_storage.save("other/file.txt", ContentFile(b"private"))

    assert client.get(f"/media/{path}").status_code == 404
