"""How babel reads the messages of Django templates; pyproject.toml names the function."""

import io
import re

from babel.messages.extract import extract_python
from django.utils.translation.template import templatize


def extract_template(fileobj, keywords, comment_tags, options):
    """Turn a template into the Python tokens Django makes of it, and read those."""
    code = templatize(fileobj.read().decode(), origin=getattr(fileobj, "name", None))
    code = re.sub(r"[^\S\n]", " ", code)  # no-break spaces are not Python; messages escape theirs
    code = re.sub(r"^ +", "", code, flags=re.MULTILINE)  # nor is free indentation
    return extract_python(io.BytesIO(code.encode()), keywords, comment_tags, options)
