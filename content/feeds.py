"""Feeds that readers follow without an account: Atom (RFC 4287) and JSON Feed 1.1."""

import json
from datetime import UTC, datetime
from hashlib import sha256

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.feedgenerator import Atom1Feed, SyndicationFeed, rfc3339_date
from django.utils.http import quote_etag
from django.utils.xmlutils import SimplerXMLGenerator

from .characters import legible
from .exports import OPEN
from .identifiers import FIRST_YEAR

BEGINNING = datetime(FIRST_YEAR, 1, 1, tzinfo=UTC)


class HonestDates(SyndicationFeed):
    """A feed that changed when an entry last did, and never if it has none."""

    def latest_post_date(self) -> datetime:
        return super().latest_post_date() if self.items else BEGINNING


class LegibleXML(SimplerXMLGenerator):
    """Writes elements that are well-formed whatever their texts hold."""

    def addQuickElement(self, name, contents=None, attrs=None):
        attrs = {key: legible(value) for key, value in (attrs or {}).items()}
        super().addQuickElement(name, contents and legible(contents), attrs)


class AtomFeed(HonestDates, Atom1Feed):
    """Entries may have a whole text, as `body` (HTML)."""

    content_type = "application/atom+xml; charset=utf-8"

    def write(self, outfile, encoding):
        handler = LegibleXML(outfile, encoding, short_empty_elements=True)
        handler.startDocument()
        handler.startElement("feed", self.root_attributes())
        self.add_root_elements(handler)
        self.write_items(handler)
        handler.endElement("feed")

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        if item.get("body"):
            handler.addQuickElement("content", item["body"], {"type": "html"})


class JSONFeed(HonestDates):
    """JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

    content_type = "application/feed+json; charset=utf-8"

    def write(self, outfile, encoding):
        content = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": self.feed["title"],
            "home_page_url": self.feed["link"],
            "feed_url": self.feed["feed_url"],
            "language": self.feed["language"],
            "authors": [{"name": self.feed["author_name"], "url": self.feed["author_link"]}],
            "items": [self.entry(item) for item in self.items],
        }
        outfile.write(json.dumps(content, ensure_ascii=False))

    @staticmethod
    def entry(item: dict) -> dict:
        told = {
            "id": item["unique_id"],
            "url": item["link"],
            "title": item["title"],
            "summary": item["description"],
            "content_html" if item["body"] else "content_text": item["body"] or item["title"],
            "date_published": rfc3339_date(item["pubdate"]),
            "date_modified": rfc3339_date(item["updateddate"]),
            "tags": item["categories"],
        }
        return {name: value for name, value in told.items() if value}


def feed_response(feed: SyndicationFeed, request: HttpRequest) -> HttpResponse:
    """Return the feed, or a 304 to a reader that has it as it is (RFC 9110, section 13).

    It is known by its content, not by a date: what leaves a feed makes no entry newer.
    """
    content = feed.writeString("utf-8").encode()
    etag = quote_etag(sha256(content).hexdigest())
    response = HttpResponse(content, content_type=feed.content_type, headers={**OPEN, "ETag": etag})
    return get_conditional_response(request, etag, response=response)
