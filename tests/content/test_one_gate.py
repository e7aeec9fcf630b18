"""One gate: nothing that is private or not online in a language shows, at any address or format."""

import re
from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from content.models import LANGUAGES, OTHER, SearchEntry
from metropoles.models import Organisation
from news.models import Post, PostOrganisation
from tests.builders import (
    LONG_AGO,
    make_event,
    make_image,
    make_membership,
    make_network,
    make_organisation,
    make_page,
    make_post,
    make_status,
    make_strategy,
    make_theme,
)
from tests.walk import Pattern, is_page, links, public_patterns, text_of, variants

pytestmark = [pytest.mark.django_db, pytest.mark.long]

WORD = "zqword"  # every item has it, so that a search finds whatever it may
SEARCH = ("/fr/recherche/", "/en/search/")
MAKERS = {"post": make_post, "event": make_event, "page": make_page}
LONG_AGO_TOO = datetime(2021, 1, 1, tzinfo=UTC)
ONLINE = {"publish_at_fr": LONG_AGO, "publish_at_en": LONG_AGO}
NEVER = {"publish_at_fr": None, "publish_at_en": None}
SOON = timezone.now() + timedelta(days=30)
STATES = {
    "live": ONLINE,
    "draft": NEVER,
    "scheduled": {"publish_at_fr": SOON, "publish_at_en": SOON},
    "expired": ONLINE | {"expire_at_fr": LONG_AGO_TOO, "expire_at_en": LONG_AGO_TOO},
    "onlyfr": ONLINE | {"publish_at_en": None},
    "onlyen": ONLINE | {"publish_at_fr": None},
    "deleted": ONLINE,
}
HIDDEN_YEAR = 1931  # of what is never online: a filter that offers the year tells of it
PRIVATE = f"zqprivate {WORD}"  # what the secretariat keeps to itself


def marker(state: str, kind: str, language: str) -> str:
    return f"zq{state}{kind}{language}"


def online_in(state: str, language: str) -> bool:
    return state in ("live", f"only{language}")


@pytest.fixture
@SearchEntry.objects.refreshed_at_the_end()
def site():
    """A site on which items of every kind and state hang on everything they can hang on."""
    lille, theme = make_organisation("Lille", slug="lille"), make_theme()
    network = make_network(is_home=True, organisation=lille)
    make_memberships(lille, network)
    strategy = make_strategy(lille)
    items = {
        (state, kind): make_item(kind, state, lille, network, theme)
        for state, kind in product(STATES, MAKERS)
    }
    tie_posts_to_events(items)
    slugs = {lille.slug, network.slug, theme.slug, strategy.pk}
    for state in STATES:
        slugs |= {f"zq{state}-{language}" for language in LANGUAGES}
    for kind in MAKERS:
        items["deleted", kind].slug_fr = "zqdeleted-anew"
        items["deleted", kind].save()  # so that there are redirects to it
        items["deleted", kind].delete()
    keys = sorted({item.pk for item in items.values() if item.pk} | {strategy.pk, lille.pk})
    return {
        "slug": sorted(map(str, slugs)),
        "pk": keys,
        "key": keys,
        "kind": [*MAKERS, "organisation"],
        "language": LANGUAGES,
        "digest": ["0" * 16],
        "number": [1],
        "name": [make_image().file.name],
    }


def make_memberships(lille, network):
    """Make a membership with all that is private about it, and one whose status is private."""
    known = make_membership(lille, network=network, number=1, note=PRIVATE)
    kept = {"reason": PRIVATE, "correction": PRIVATE}
    kept["recorded_by"] = User.objects.create_user("zqprivate")
    for code, year in (("observer", 2019), ("member", 2021)):
        known.change_status(make_status(code), date(year, 1, 1), **kept)
    hidden = make_status("hidden", category="applicant", public=False, label_fr=PRIVATE)
    unseen = make_membership(lille, network=network, section_fr=PRIVATE)
    unseen.change_status(hidden, date(2020, 1, 1))


def make_item(kind, state, lille, network, theme):
    texts = {}
    for language in LANGUAGES:
        mark = marker(state, kind, language)
        texts |= {
            f"title_{language}": mark,
            f"summary_{language}": f"{mark} {WORD}",
            f"body_{language}": f"<p>{mark} {WORD}</p>",
            f"slug_{language}": f"zq{state}-{language}",
        }
    hidden = state in ("draft", "scheduled", "expired", "deleted")
    fields = texts | STATES[state]
    if kind == "page":
        return make_page(menu="footer" if state != "onlyfr" else "header", **fields)
    year = HIDDEN_YEAR if hidden else 2023
    if kind == "event":
        start = datetime(year, 4, 5, tzinfo=UTC)
        event = make_event(
            **fields, start=start, end=start + timedelta(days=1), host=lille, network=network
        )
        event.themes.add(theme)
        return event
    post = make_post(**fields, subjects=[lille], displayed_on=date(year, 4, 5))
    post.networks.add(network)
    post.themes.add(theme)
    mentioned = Organisation.objects.get_or_create(slug="turin", name_fr="Turin", kind="city")[0]
    PostOrganisation.objects.create(post=post, organisation=mentioned, role="mentioned")
    return post


def tie_posts_to_events(items):
    """Let what is online announce what is not, and the other way round."""
    Post.objects.filter(title_fr__contains="zq").update(event=items["live", "event"])
    pairs = [("live", "onlyfr"), ("onlyfr", "onlyen"), ("onlyen", "draft")]
    for state, other in pairs:
        post = items[state, "post"]
        post.event = items[other, "event"]
        post.save()


def may_show(state: str, _kind: str, language: str, path: str) -> bool:
    """Say whether a text that is in `language` may stand at an address, in a language of its own.

    An address of the item itself may show it in the other language (decision 0004), and so may
    the search, which labels what is in the other language.
    """
    if not online_in(state, language):
        return False
    if state == "live" or path.startswith(f"/{language}/") or path in SEARCH:
        return True
    return path.startswith(f"/{OTHER[language]}/") and f"zq{state}-" in path


# What an item says and, with "-" for its kind, what its address ends in.
MARKER = re.compile(rf"zq({'|'.join(STATES)})(post|event|page|-)(fr|en)")
ADDRESS_OF_OTHER = re.compile(r"/en/[^<\s]*zqonlyfr|/fr/[^<\s]*zqonlyen")


def leaks(path: str, text: str) -> list:
    """Return what an answer tells that is not online in its language."""
    found = set(MARKER.findall(text.lower()))
    private = re.findall("zqprivate", text)
    if not path.startswith(("/fr/", "/en/")):  # the sitemap: each of its addresses has a language
        unseen = [mark for mark in found if not online_in(mark[0], mark[2])]
        leads_to_a_page = path.startswith("/id/")  # which shows the other language with a notice
        return private + unseen + ([] if leads_to_a_page else ADDRESS_OF_OTHER.findall(text))
    years = re.findall(str(HIDDEN_YEAR), text)
    return private + years + [mark for mark in found if not may_show(*mark, path)]


class Walk:
    """Reads addresses, notes what each answers and what online items it shows, and where it leads.

    Raises AssertionError at the first leak.
    """

    def __init__(self, client):
        self.client, self.answers, self.waiting, self.shown = client, {}, set(), {}

    def read(self, path: str) -> int:
        response, bare = self.client.get(path), path.split("?")[0]
        text = text_of(response)
        assert response.status_code < 500, path
        assert leaks(bare, text) == [], path
        self.answers[path] = response.status_code
        for mark in set(MARKER.findall(text)):
            self.shown.setdefault(mark, set()).add(path)
        self.waiting |= self.from_here(response, path, bare)
        return response.status_code

    def from_here(self, response, path: str, bare: str) -> set[str]:
        if not is_page(response):
            return {response["Location"]} if "Location" in response else set()
        if path != bare:  # of a narrowed list: only what is not one more way to narrow it
            return {found for found in links(response, bare) if "?" not in found}
        asked = [] if "zqonly" in bare else variants(bare, [WORD])  # as live ones, in one language
        return links(response, bare) | {*asked}

    def follow(self):
        while left := {path for path in self.waiting if path[0] == "/"} - self.answers.keys():
            self.read(left.pop())


def test_nothing_that_is_not_online_shows_at_any_address_in_any_format(client, site):
    walk = Walk(client)
    unanswered = [
        f"{pattern.name}: {pattern.route}"
        for pattern in public_patterns()
        if not {walk.read(path) for path in pattern.paths(site)} & {200, 301, 302, 303}
    ]
    walk.follow()

    assert unanswered == [], "No address of these answers: give the walk what they need."
    for kind, language in product(MAKERS, LANGUAGES):
        places = walk.shown["live", kind, language]
        assert f"/{language}/" in places
        assert len(places) > 5
        assert "/sitemap.xml" in walk.shown["live", "-", language]


@pytest.mark.parametrize(
    ("path", "text", "leaking"),
    [
        ("/fr/actualites/", "zqdraftpostfr", True),
        ("/fr/actualites/", "zqonlyfrpostfr", False),
        ("/fr/actualites/", "zqonlyenposten", True),
        ("/fr/actualites/", "zqonlyen-en", True),
        ("/fr/actualites/", "zqexpired-fr", True),
        ("/en/news/", "zqonlyfrpostfr", True),
        ("/en/news/zqonlyfr-fr/", "zqonlyfrpostfr", False),
        ("/en/news/zqonlyfr-fr/", "zqonlyfrposten", True),
        ("/en/news/", "zqlivepostfr", False),
        ("/en/news/", "1931", True),
        ("/en/members/", "zqprivate", True),
        ("/sitemap.xml", "zqprivate", True),
        ("/fr/recherche/", "zqonlyenposten", False),
        ("/fr/recherche/", "zqonlyenpostfr", True),
        ("/fr/recherche/", "zqdraftpostfr", True),
        ("/sitemap.xml", "/fr/actualites/zqonlyfr-fr/", False),
        ("/sitemap.xml", "/en/news/zqonlyfr-fr/", True),
        ("/sitemap.xml", "/en/news/zqdeleted-en/", True),
    ],
)
def test_the_walk_notices_a_leak(path, text, leaking):
    assert bool(leaks(path, text)) is leaking


def test_the_walk_refuses_a_pattern_it_cannot_fill():
    assert Pattern("/fr/x/<slug:slug>/", "x").paths({"slug": ["a", "b"]}) == [
        "/fr/x/a/",
        "/fr/x/b/",
    ]
    with pytest.raises(AssertionError, match="year.*post_of_year"):
        Pattern("/fr/x/<int:year>/", "post_of_year").paths({"slug": ["a"]})


def test_the_admin_shows_nothing_to_visitors(client, site):
    post = Post.objects.get(title_fr=marker("draft", "post", "fr"))
    for path in ("calendar/", f"news/post/{post.pk}/preview/", f"news/post/{post.pk}/change/"):
        response = client.get(f"/admin/{path}")
        assert response.status_code == 302
        assert response["Location"].startswith("/admin/login/")
        assert "zq" not in text_of(response)
