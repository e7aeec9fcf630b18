"""Every public address there is: from the URLconf, in every format, then whatever pages link to."""

import re
from itertools import product

from django.conf import settings
from django.urls import URLResolver, get_resolver
from django.urls.resolvers import LocalePrefixPattern, RegexPattern
from django.utils.translation import override
from lxml import html

LANGUAGES = ("fr", "en")
FORMATS = ["json", "csv", "geojson"]
ARGUMENT = re.compile(r"<(?:\w+:)?(\w+)>")
FOLD = re.compile(rb"\r?\n[ \t]")  # iCalendar breaks long lines in two


class Pattern:
    """One pattern of the URLconf in one language: "actualites/<slug:slug>/" behind "/fr/"."""

    def __init__(self, route: str, name: str):
        self.route, self.name = route, name
        self.arguments = ARGUMENT.findall(route)

    def paths(self, values: dict[str, list]) -> list[str]:
        """Return the addresses it has with these values, in every combination.

        Raises AssertionError if nobody said what to put in for an argument: say it there.
        """
        unknown = [name for name in self.arguments if not values.get(name)]
        assert not unknown, f"The walk has no values for {unknown} of {self.name}: {self.route}"
        if not self.arguments:
            return [self.route]
        if "pk" in self.arguments:  # which finds the page by itself, whatever the slug
            values = values | {"slug": values.get("slug", [])[:1]}
        chosen = product(*(values[name] for name in self.arguments))
        fillings = (dict(zip(self.arguments, found, strict=True)) for found in chosen)
        return [ARGUMENT.sub(lambda m, f=f: str(f[m[1]]), self.route) for f in fillings]


def public_patterns() -> list[Pattern]:
    """Return every pattern outside the admin, in both languages."""
    found = {}
    for language in LANGUAGES:
        with override(language):
            for pattern in leaves(get_resolver(), "/"):
                found[pattern.route] = pattern
    return list(found.values())


def leaves(resolver, prefix: str):
    for entry in resolver.url_patterns:
        route = prefix + route_of(entry.pattern)
        if isinstance(entry, URLResolver):
            if entry.namespace != "admin":
                yield from leaves(entry, route)
        elif not route.startswith("/admin/"):
            yield Pattern(route, entry.name or entry.lookup_str)


def route_of(pattern) -> str:
    if isinstance(pattern, LocalePrefixPattern):
        return pattern.language_prefix
    if isinstance(pattern, RegexPattern):
        text = re.sub(r"\(\?P<(\w+)>[^()]*\)", r"<\1>", pattern._regex).strip("^$")
        assert not re.search(r"[\\()[\]*+?|]", text), f"The walk cannot read {pattern._regex}"
        return text
    return str(pattern)


def variants(path: str, words: list[str]) -> list[str]:
    """Return the ways a page may be asked for: its formats and searches."""
    formats = [f"{path}?format={kind}" for kind in FORMATS]
    searches = [f"{path}?q={word}" for word in words]
    return formats + searches


def text_of(response) -> str:
    """Return what an answer says, where it leads included."""
    body = b"".join(response) if response.streaming else response.content
    said = FOLD.sub(b"", body) if "calendar" in response.get("Content-Type", "") else body
    return said.decode("utf-8", "replace") + response.get("Location", "")


def is_page(response) -> bool:
    return response.status_code == 200 and response.get("Content-Type", "").startswith("text/html")


def links(response, path: str) -> set[str]:
    """Return the local addresses that a page leads to, by links and by the choices of its forms."""
    page = html.fromstring(response.content.decode())
    alternate = "//link[contains(concat(' ', @rel, ' '), ' alternate ')]"
    hrefs = page.xpath(f"//a/@href | {alternate}/@href")
    found = {href.split("#")[0].removeprefix(settings.SITE_URL) for href in hrefs}
    for form in page.xpath("//form[not(@method='post')]"):
        action = form.get("action") or path
        for select in form.xpath(".//select[@name]"):
            values = filter(None, select.xpath(".//option/@value"))
            found |= {f"{action}?{select.get('name')}={value}" for value in values}
    local = {f"{path}{href}" if href.startswith("?") else href for href in found}
    return {href for href in local if href.startswith("/") and not href.startswith("/admin/")}
