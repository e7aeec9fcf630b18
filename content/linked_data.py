"""What pages and things say to machines: schema.org in pages, W3C vocabularies in exports."""

import json

from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from .exports import absolute
from .models import LANGUAGES

VOCABULARIES = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "geo": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "org": "http://www.w3.org/ns/org#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "time": "http://www.w3.org/2006/time#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
# Inside a script, these would end it or be read as markup (as in Django's json_script).
ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


def script(nodes: list[dict]) -> SafeString:
    """Return the data block of a page, safe to stand in it whatever the texts hold."""
    graph = {"@context": "https://schema.org", "@graph": nodes}
    text = json.dumps(graph, ensure_ascii=False).translate(ESCAPES)
    block = '<script type="application/ld+json">{}</script>'
    return format_html(block, mark_safe(text))  # noqa: S308 (escaped above)


def graph(nodes: list[dict]) -> dict:
    """Return a JSON-LD document of nodes in the W3C vocabularies; it needs no other file."""
    return {"@context": VOCABULARIES, "@graph": nodes}


def known(facts: dict) -> dict:
    """Return the facts that there are."""
    return {name: fact for name, fact in facts.items() if fact not in (None, "", [], {})}


def texts(item, name: str) -> list[dict]:
    """Return a translated text in each language that has it, as literals of RDF."""
    found = ((code, getattr(item, f"{name}_{code}")) for code in LANGUAGES)
    return [{"@value": text, "@language": code} for code, text in found if text]


def breadcrumb(trail: list[tuple[str, str]]) -> dict:
    """Return a BreadcrumbList of (label, path), outermost first."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": n, "name": str(label), "item": absolute(path)}
            for n, (label, path) in enumerate(trail, start=1)
        ],
    }


def publisher() -> dict:
    return {"@type": "Organization", "name": settings.SITE_NAME, "url": absolute("/")}


def dated(day: str | None) -> dict | None:
    """Return a date as far as it is known ("2019", "2019-09", "2019-09-19") as a typed literal."""
    if not day:
        return None
    return {"@value": day, "@type": {4: "xsd:gYear", 7: "xsd:gYearMonth"}.get(len(day), "xsd:date")}
