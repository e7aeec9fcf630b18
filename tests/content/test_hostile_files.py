"""Whatever is sent as a picture ends as a clear refusal that leaves nothing, or as a clean one."""

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from PIL import Image as Pillow
from PIL import ImageCms

from content.models import Image
from tests.admin_forms import errors, form_data, sign_in, url
from tests.pictures import (
    animated,
    drawing,
    encoded,
    package,
    photo_with_position,
    png_bomb,
    stored,
    upload,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_storage")]

ROOT = Path(__file__).resolve().parent.parent.parent
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
SCRIPT = b"<script>alert(1)</script>"


@pytest.fixture
def boss(client):
    return sign_in(client)


def files() -> list[Path]:
    return [Path(default_storage.path(name)) for name in stored()]


def send(client, content: bytes, name="photo.jpg", language="en"):
    data = form_data(client.get(url(Image, "add"))) | {"alt_fr": "Une place", "alt_en": "A square"}
    data["file"] = upload(content, name)
    return client.post(url(Image, "add"), data, headers={"accept-language": language})


def progressive_of_many_scans() -> bytes:
    photo = encoded(progressive=True)
    scan = photo[photo.rindex(b"\xff\xda") : -2]
    return photo[:-2] + scan * 150 + photo[-2:]


REFUSED = {
    "bomb of 100 megapixels": (lambda: png_bomb(10_000, 10_000), "bomb.png", "too many pixels"),
    "bomb of 500 megapixels": (lambda: png_bomb(25_000, 20_000), "bomb.png", "too many pixels"),
    "just over the limit": (lambda: png_bomb(5_000, 4_001), "big.png", "too many pixels"),
    "empty": (lambda: b"", "photo.jpg", "empty"),
    "text": (lambda: b"hello", "photo.jpg", "not a JPEG, PNG, WebP or AVIF"),
    "drawing with a script": (lambda: SVG, "logo.svg", "not a JPEG, PNG, WebP or AVIF"),
    "drawing called a PNG": (lambda: SVG, "logo.png", "not a JPEG, PNG, WebP or AVIF"),
    "GIF that is a script": (lambda: b"GIF89a=1;" + SCRIPT, "a.gif", "not a JPEG, PNG"),
    "GIF": (lambda: encoded(format="GIF"), "photo.gif", "not a JPEG, PNG, WebP or AVIF"),
    "TIFF": (lambda: encoded(format="TIFF"), "photo.jpg", "not a JPEG, PNG, WebP or AVIF"),
    "moving GIF": (lambda: animated("GIF"), "photo.gif", "not a JPEG, PNG, WebP or AVIF"),
    "moving PNG": (lambda: animated("PNG"), "photo.png", "This picture moves"),
    "moving WebP": (lambda: animated("WEBP"), "photo.webp", "This picture moves"),
    "moving AVIF": (lambda: animated("AVIF"), "photo.avif", "This picture moves"),
    "truncated JPEG": (lambda: encoded(quality=95)[:-30], "photo.jpg", "damaged or incomplete"),
    "truncated PNG": (lambda: encoded(format="PNG")[:-30], "photo.png", "damaged or incomplete"),
    "endless JPEG": (progressive_of_many_scans, "photo.jpg", "damaged or incomplete"),
    "too heavy": (lambda: encoded() + bytes(25 * 1024**2), "photo.jpg", "more than 25 MB"),
}


@pytest.mark.parametrize(("content", "name", "reason"), REFUSED.values(), ids=REFUSED)
def test_a_hostile_file_is_refused_with_its_reason_and_leaves_nothing(boss, content, name, reason):
    response = send(boss, content(), name)

    assert response.status_code == 200
    assert reason in errors(response)
    assert not Image.objects.exists()
    assert stored() == set()
    assert "Une place" in response.content.decode()  # what was typed is kept
    assert send(boss, encoded()).status_code == 302


def test_the_refusal_speaks_the_language_of_the_editor(boss):
    assert "n’est pas une image" in errors(send(boss, SVG, language="fr"))
    assert "not a JPEG" in errors(send(boss, SVG, language="en"))


def cmyk():
    return encoded(drawing(mode="CMYK"))


def sixteen_bits():
    return encoded(Pillow.new("I;16", (60, 40), 128 * 256), "PNG")


def jpeg_and_archive():
    return encoded(format="JPEG") + package(("evil.html", SCRIPT))


def png_with_a_script():
    from PIL.PngImagePlugin import PngInfo

    texts = PngInfo()
    texts.add_text("Comment", SCRIPT.decode())
    return encoded(format="PNG", pnginfo=texts)


HARMLESS = {
    "four inks": (cmyk, "photo.jpg"),
    "sixteen bits": (sixteen_bits, "photo.png"),
    "grey with alpha": (lambda: encoded(drawing(mode="LA"), "PNG"), "photo.png"),
    "palette": (lambda: encoded(drawing().convert("P"), "PNG", transparency=0), "photo.png"),
    "wrong extension": (lambda: encoded(format="PNG"), "photo.jpg"),
    "hostile name": (lambda: encoded(), "../../<script>.php.jpg"),
    "no extension": (lambda: encoded(format="WEBP"), "photo"),
    "picture and archive": (jpeg_and_archive, "photo.jpg"),
    "script in a comment": (png_with_a_script, "photo.png"),
    "position": (photo_with_position, "photo.jpg"),
    "broken profile": (lambda: encoded(icc_profile=b"nonsense"), "photo.jpg"),
}


@pytest.mark.parametrize(("content", "name"), HARMLESS.values(), ids=HARMLESS)
def test_an_odd_picture_becomes_a_plain_one_with_nothing_else_in_it(boss, content, name):
    response = send(boss, content(), name)

    assert response.status_code == 302, errors(response)
    image = Image.objects.get()
    assert {path.suffix for path in files()} == {Path(image.file.name).suffix, ".avif", ".webp"}
    for path in files():
        assert name not in path.name
        assert not any(mark in path.read_bytes() for mark in (b"script", b"PK\x03\x04", b"secret"))
        with Pillow.open(path) as picture:
            assert picture.mode in {"RGB", "RGBA"}
            assert not picture.getexif()
            assert not picture.info.get("icc_profile")


def test_a_photo_is_turned_upright_and_forgets_where_it_was_taken(boss):
    with Pillow.open(io.BytesIO(photo_with_position())) as sent:
        assert sent.getexif().get_ifd(0x8825)

    send(boss, photo_with_position())

    image = Image.objects.get()
    assert (image.width, image.height) == (40, 60)
    for path in files():
        with Pillow.open(path) as picture:
            assert not picture.getexif()
            if picture.size == (40, 60):
                red, _, blue = picture.convert("RGB").getpixel((20, 3))
                assert red > blue


def test_a_middle_grey_of_16_bits_stays_a_middle_grey(boss):
    send(boss, sixteen_bits())

    with Pillow.open(Image.objects.get().file.path) as picture:
        assert abs(picture.convert("L").getpixel((30, 20)) - 128) <= 1


def test_colours_that_say_what_they_are_are_translated(boss):
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    send(boss, encoded(drawing(colour=(200, 30, 30)), icc_profile=lab, quality=95))

    with Pillow.open(Image.objects.get().file.path) as picture:
        red, green, _ = picture.getpixel((30, 20))
    assert abs(red - 200) < 8
    assert abs(green - 30) < 8


MEASURE = r"""
import re, sys, time
from pathlib import Path
import django
django.setup()
from django.core.exceptions import ValidationError
from django.core.files import File
from content.pictures import clean_picture
started = time.monotonic()
try:
    with open(sys.argv[1], "rb") as photo:
        for rendition in clean_picture(File(photo)).renditions():
            pass
    print("accepted", end=" ")
except ValidationError as error:
    print(error.code, end=" ")
peak = re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())[1]
print(time.monotonic() - started, int(peak) / 1024)
"""


@pytest.mark.timing
@pytest.mark.parametrize(
    ("content", "outcome"),
    [
        (lambda: png_bomb(10_000, 10_000), "too_many_pixels"),
        (lambda: png_bomb(25_000, 20_000), "too_many_pixels"),
        (lambda: png_bomb(5_000, 4_000), "accepted"),
        (lambda: encoded(drawing((8_000, 6_000), "CMYK")), "accepted"),
    ],
    ids=["bomb of 100 megapixels", "bomb of 500 megapixels", "largest PNG", "largest JPEG"],
)
def test_no_file_takes_more_than_ten_seconds_or_300_megabytes(content, outcome, tmp_path):
    """The memory is that of a whole process of its own, Django included."""
    photo = tmp_path / "photo"
    photo.write_bytes(content())
    measured = subprocess.run(
        [sys.executable, "-c", MEASURE, photo],
        cwd=ROOT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "tests.settings"},
        capture_output=True,
        text=True,
        check=True,
    )
    said, seconds, megabytes = measured.stdout.split()

    assert said == outcome
    assert float(seconds) < 10
    assert float(megabytes) < 300
