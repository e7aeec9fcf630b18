"""What is uploaded as a picture becomes a clean one in fixed sizes, or is refused with a reason."""

import io
from collections.abc import Iterator

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile, File
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageCms, ImageOps

MAX_BYTES = 25 * 1024**2
# By format, because of what decoding costs: a JPEG is read at a fraction of its size, a progressive
# one is not, a WebP takes 20 bytes a pixel. Whatever is accepted needs less than 300 MB.
MAX_MEGAPIXELS = {"JPEG": 50, "PNG": 20, "AVIF": 13, "WEBP": 10}
MAX_MEGAPIXELS_PROGRESSIVE = 24
MAX_SCANS = 100  # of a progressive JPEG; programs write about ten, each is a pass over the picture
LARGEST_SIDE = 2560
MOST_COLOURS_OF_A_DRAWING = 4096
WIDTHS = (320, 640, 960, 1440, 1920)
FORMATS = {
    "avif": {"format": "AVIF", "quality": 55, "speed": 9},
    "webp": {"format": "WEBP", "quality": 78, "method": 2},
}

REFUSALS = {
    "too_heavy": _(
        "This file weighs more than 25 MB. Save the picture smaller, for example as JPEG, and send"
        " it again."
    ),
    "not_a_picture": _(
        "This file is not a JPEG, PNG, WebP or AVIF picture, whatever its name says. Export a"
        " drawing (SVG), a GIF or a HEIC photo as PNG or JPEG and send that."
    ),
    "too_many_pixels": _(
        "This picture has too many pixels. A JPEG may have 50 million (24 if progressive), a PNG"
        " 20, an AVIF 13, a WebP 10. Make it smaller and send it again."
    ),
    "animated": _(
        "This picture moves; the site shows still ones. Save one image of it as PNG or JPEG and"
        " send that."
    ),
    "damaged": _(
        "This picture is damaged or incomplete. Export it again from where it comes from and send"
        " that."
    ),
}


def refusal(code: str) -> ValidationError:
    return ValidationError(REFUSALS[code], code=code)


class CleanPicture(ContentFile):
    """A picture drawn anew from its pixels: upright, in sRGB, nothing else of the upload in it."""

    def __init__(self, picture: Image.Image, extension: str):
        self.picture, self.extension = picture, extension
        super().__init__(encode(picture, **MASTERS[extension]), name=f"picture.{extension}")

    @property
    def dimensions(self) -> tuple[int, int]:
        """Return (width, height) in pixels."""
        return self.picture.size

    @property
    def widths(self) -> list[int]:
        """Return the widths it is offered in: the fixed ones below its own, and the next."""
        smaller = [width for width in WIDTHS if width < self.picture.width]
        return smaller if len(smaller) == len(WIDTHS) else [*smaller, self.picture.width]

    def renditions(self) -> Iterator[tuple[int, str, bytes]]:
        """Yield (width, extension, content) of every rendition, the widest first."""
        picture = self.picture.copy()
        for width in reversed(self.widths):
            picture.thumbnail((width, picture.height), Image.Resampling.LANCZOS, reducing_gap=3)
            for extension, options in FORMATS.items():
                yield width, extension, encode(picture, **options)


MASTERS = {"jpg": {"format": "JPEG", "quality": 88}, "png": {"format": "PNG", "compress_level": 1}}


def encode(picture: Image.Image, **options) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, **options)
    return buffer.getvalue()


def clean_picture(upload: File) -> CleanPicture:
    """Return the uploaded picture drawn anew, at most 2560 pixels a side.

    Raises ValidationError with a code of REFUSALS. Size, format and pixels are judged from the
    header, before anything is decoded.
    """
    if upload.size > MAX_BYTES:
        raise refusal("too_heavy")
    picture = opened(upload)
    if picture.width * picture.height > most_pixels(picture):
        raise refusal("too_many_pixels")
    if picture.format != "MPO" and getattr(picture, "is_animated", False):
        raise refusal("animated")
    if "progressive" in picture.info and scans(upload) > MAX_SCANS:
        raise refusal("damaged")
    try:
        return drawn_anew(picture)
    except Exception as error:  # a decoder may raise anything on a hostile file
        raise refusal("damaged") from error


def opened(upload: File) -> Image.Image:
    """Return the picture with its header read, by one of the four allowed decoders."""
    upload.seek(0)
    try:
        return Image.open(upload, formats=list(MAX_MEGAPIXELS))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise refusal("too_many_pixels") from error
    except Exception as error:  # a decoder may raise anything on a hostile file
        raise refusal("not_a_picture") from error


def most_pixels(picture: Image.Image) -> int:
    if "progressive" in picture.info:
        return MAX_MEGAPIXELS_PROGRESSIVE * 1_000_000
    kind = "JPEG" if picture.format == "MPO" else picture.format  # a photo with a second view in it
    return MAX_MEGAPIXELS[kind] * 1_000_000


def scans(upload: File) -> int:
    """Count the start-of-scan markers of a JPEG (ITU T.81, B.1.1.3)."""
    upload.seek(0)
    return sum(chunk.count(b"\xff\xda") for chunk in upload.chunks())


def drawn_anew(picture: Image.Image) -> CleanPicture:
    shrink = max(1, max(picture.size) // LARGEST_SIDE)
    picture.draft(None, (picture.width // shrink, picture.height // shrink))
    profile = picture.info.get("icc_profile")
    if picture.mode in ("1", "P", "PA") or "transparency" in picture.info:
        picture = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    picture.thumbnail((LARGEST_SIDE, LARGEST_SIDE), Image.Resampling.LANCZOS, reducing_gap=3)
    picture = in_srgb(ImageOps.exif_transpose(picture), profile)
    picture.info.clear()
    if picture.mode == "RGBA" and picture.getextrema()[3] == (255, 255):
        picture = picture.convert("RGB")
    return CleanPicture(picture, "png" if picture.mode == "RGBA" or is_drawing(picture) else "jpg")


def is_drawing(picture: Image.Image) -> bool:
    """Say whether it has few colours, as a logo or a chart, which JPEG would blur."""
    return picture.getcolors(MOST_COLOURS_OF_A_DRAWING) is not None


def in_srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """Return the picture as 8-bit RGB or RGBA, its colours translated if it says what they are."""
    if picture.mode.startswith("I") or picture.mode == "F":
        picture = picture.convert("I").point(lambda level: level / 256).convert("L")
        profile = None  # it speaks of 16 bits
    mode = "RGBA" if picture.has_transparency_data else "RGB"
    if profile and picture.mode in ("L", "RGB", "RGBA", "CMYK"):
        try:
            source, target = (
                ImageCms.ImageCmsProfile(io.BytesIO(profile)),
                ImageCms.createProfile("sRGB"),
            )
            return ImageCms.profileToProfile(picture, source, target, outputMode=mode)
        except (ImageCms.PyCMSError, OSError):
            pass  # a broken profile says nothing
    return picture.convert(mode)
