"""Which documents may be offered for download: by what they are, not only by their name."""

import struct
import zipfile

from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.utils.translation import gettext_lazy as _

MAX_BYTES = 25 * 1024**2
MAX_DIRECTORY = 1024**2  # bytes of a ZIP's list of contents: some ten thousand files
OPEN_DOCUMENT = {"odt": "text", "ods": "spreadsheet", "odp": "presentation"}
OFFICE = {"docx": "word/", "xlsx": "xl/", "pptx": "ppt/"}
MACROS = ("vbaProject.bin", "Basic/", "Scripts/")

REFUSALS = {
    "too_heavy": _("This document weighs more than 25 MB. Make it lighter and send it again."),
    "unknown_type": _(
        "Only PDF, OpenDocument (odt, ods, odp), Office (docx, xlsx, pptx) and CSV documents are"
        " accepted. Save it as one of these and send that."
    ),
    "not_what_it_says": _(
        "What this file contains is not what its name says. Open it, save it again under its type"
        " and send that."
    ),
    "macros": _("This document carries macros. Save it without them and send it again."),
}


def refusal(code: str) -> ValidationError:
    return ValidationError(REFUSALS[code], code=code)


def check_document(upload: File, extension: str):
    """Raise ValidationError, with a code of REFUSALS, unless it is a document of that type."""
    if upload.size > MAX_BYTES:
        raise refusal("too_heavy")
    check = {
        "pdf": check_pdf,
        "csv": check_text,
        **dict.fromkeys(OPEN_DOCUMENT, check_package),
        **dict.fromkeys(OFFICE, check_package),
    }.get(extension)
    if check is None:
        raise refusal("unknown_type")
    upload.seek(0)
    check(upload, extension)
    upload.seek(0)


def check_pdf(upload: File, extension: str):
    if upload.read(5) != b"%PDF-":
        raise refusal("not_what_it_says")


def check_text(upload: File, extension: str):
    """Text in UTF-8, or in one byte a character as spreadsheets write it: no control character."""
    control = bytes(code for code in range(32) if code not in b"\t\n\r")
    if any(chunk.translate(None, control) != chunk for chunk in upload.chunks()):
        raise refusal("not_what_it_says")


def check_package(upload: File, extension: str):
    """OpenDocument 1.3, part 2, 3.3: a ZIP whose `mimetype` says what it is; OOXML: ECMA-376-2."""
    if upload.read(4) != b"PK\x03\x04" or not has_short_directory(upload):
        raise refusal("not_what_it_says")
    try:
        with zipfile.ZipFile(upload) as package:
            names = package.namelist()
            is_right = is_open_document if extension in OPEN_DOCUMENT else is_office
            if not is_right(package, names, extension):
                raise refusal("not_what_it_says")
    except (zipfile.BadZipFile, NotImplementedError, OSError, RuntimeError, ValueError) as error:
        raise refusal("not_what_it_says") from error
    if any(name.startswith(MACROS) or name.endswith(MACROS[0]) for name in names):
        raise refusal("macros")


def has_short_directory(upload: File) -> bool:
    """Say whether the list of contents is short enough to be read (APPNOTE 6.3.10, 4.3.16)."""
    upload.seek(max(0, upload.size - 66_000))
    tail = upload.read()
    end = tail.rfind(b"PK\x05\x06")
    if end < 0 or len(tail) < end + 22 or b"PK\x06\x07" in tail:  # the latter: a ZIP of gigabytes
        return False
    return struct.unpack_from("<L", tail, end + 12)[0] <= MAX_DIRECTORY


def is_open_document(package: zipfile.ZipFile, names: list[str], extension: str) -> bool:
    expected = f"application/vnd.oasis.opendocument.{OPEN_DOCUMENT[extension]}".encode()
    if names[:1] != ["mimetype"] or package.getinfo("mimetype").file_size != len(expected):
        return False
    return package.read("mimetype") == expected


def is_office(package: zipfile.ZipFile, names: list[str], extension: str) -> bool:
    return "[Content_Types].xml" in names and any(n.startswith(OFFICE[extension]) for n in names)
