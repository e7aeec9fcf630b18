"""Uploads on their way to readers: pictures shown, documents downloaded, nothing run."""

import mimetypes

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404

# What is stored, in case the machine does not know it; S3 is told these too.
TYPES = {
    "avif": "image/avif",
    "webp": "image/webp",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odp": "application/vnd.oasis.opendocument.presentation",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}
for extension, media_type in TYPES.items():
    mimetypes.add_type(media_type, f".{extension}")

FOREVER = "public, max-age=31536000, immutable"  # a name is random and never used twice


def media(request, name: str) -> FileResponse:
    """Send an uploaded file, whatever the storage; 404 where there is none."""
    is_picture = name.startswith("images/")
    if not (is_picture or name.startswith("documents/")):
        raise Http404
    try:
        file = default_storage.open(name)
    except (OSError, ValueError, SuspiciousFileOperation) as error:
        raise Http404 from error
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    response = FileResponse(file, as_attachment=not is_picture, content_type=kind)
    response["Cache-Control"] = FOREVER
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
