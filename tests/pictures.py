"""Pictures and documents to send, harmless and hostile, made in memory."""

import io
import struct
import zipfile
import zlib

from bs4 import BeautifulSoup
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image as Pillow

from content.management.commands.clean_media import FOLDERS, files_under

GPS = 0x8825
ORIENTATION = 0x0112
PIECE = 1_000_000


def drawing(size=(60, 40), mode="RGB", colour=None) -> Pillow.Image:
    """Return a picture of one colour, dark grey unless named."""
    return Pillow.new(mode, size, colour or (30,) * len(mode))


def encoded(picture=None, format="JPEG", **options) -> bytes:
    buffer = io.BytesIO()
    (picture or drawing()).save(buffer, format, **options)
    return buffer.getvalue()


def upload(content: bytes, name="photo.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def stored() -> set[str]:
    """Return the names of all uploads, on whatever storage."""
    return {name for folder in FOLDERS for name in files_under(default_storage, folder)}


def picture_on(client, path, selector="main picture"):
    return BeautifulSoup(client.get(path).content, "lxml").select_one(selector)


def photo_with_position() -> bytes:
    """Return a JPEG lying on its side, red at the top once upright, that tells where it was."""
    picture = drawing((60, 40), colour=(20, 20, 200))
    picture.paste((220, 20, 20), (0, 0, 10, 40))
    exif = Pillow.Exif()
    exif[ORIENTATION] = 6  # the camera was turned a quarter clockwise
    exif.get_ifd(GPS).update({1: "N", 2: (50.0, 38.0, 0.0), 3: "E", 4: (3.0, 3.0, 0.0)})
    return encoded(picture, exif=exif, comment=b"secret remark", quality=95)


def png_bomb(width: int, height: int) -> bytes:
    """Return a PNG of so many pixels, all black, squeezed to a thousandth (PNG 3rd edition, 5)."""
    size = height * (1 + width * 3)
    pieces, rest = divmod(size, PIECE)
    packer = zlib.compressobj(9, wbits=-15)
    piece = packer.compress(bytes(PIECE)) + packer.flush(zlib.Z_FULL_FLUSH)
    last = packer.compress(bytes(rest)) + packer.flush()
    checksum = struct.pack(">L", (size % 65_521) << 16 | 1)  # Adler-32 of so many zeros
    data = b"\x78\xda" + piece * pieces + last + checksum
    head = struct.pack(">LLBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", data), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">L", len(body)) + kind + body + struct.pack(">L", zlib.crc32(kind + body))
        for kind, body in chunks
    )


def animated(format: str) -> bytes:
    frames = [drawing(colour=(shade, 0, 0)) for shade in (0, 120, 240)]
    return encoded(frames[0], format, save_all=True, append_images=frames[1:], duration=100)


def package(*files: tuple[str, bytes], before=b"") -> bytes:
    """Return a ZIP of (name, content), in that order."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in files:
            archive.writestr(name, content)
    return before + buffer.getvalue()
