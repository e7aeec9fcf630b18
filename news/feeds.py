"""News by feed: everything, or what concerns an organisation, a network, a theme or a kind."""

from datetime import datetime

from django.conf import settings
from django.db.models import Model
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import get_language, gettext
from django.views import View
from django_filters import ChoiceFilter

from content.exports import absolute
from content.feeds import AtomFeed, JSONFeed, feed_response
from content.filters import choices_of
from content.former import follow_former
from content.history import last_edits
from content.identifiers import tag
from content.models import Theme
from content.prose.linking import Targets
from content.prose.rendering import render_elsewhere
from metropoles.models import Organisation
from networks.models import Network

from .filters import PostFilter
from .models import Post

OBJECTS = {"organisation": Organisation, "network": Network, "theme": Theme}


class FeedFilter(PostFilter):
    """The filter of the list; whatever can have news can be followed before it has any."""

    organisation = ChoiceFilter(
        choices=lambda: choices_of(Organisation.objects.all()), field_name="organisations__slug"
    )
    network = ChoiceFilter(
        choices=lambda: choices_of(Network.objects.all()), field_name="networks__slug"
    )


def asked_of(filterset: PostFilter) -> dict[str, str]:
    """Return the values that a checked filter was asked for, by name."""
    cleaned = filterset.form.cleaned_data if filterset.is_bound else {}
    return {name: value for name, value in cleaned.items() if value}


class NewsFeed(View):
    """The latest news in the page's language, filtered as its list is."""

    feed_class = AtomFeed
    newest = 50

    def get(self, request):
        posts = Post.objects.visible(get_language()).with_subjects()
        filterset = FeedFilter(request.GET, posts, request=request)
        if not filterset.is_valid():
            return follow_former(request, list(filterset.form.errors))
        latest = filterset.qs.order_by("-displayed_on", "-pk")[: self.newest]
        return feed_response(news_feed(self.feed_class, asked_of(filterset), list(latest)), request)


class NewsJSONFeed(NewsFeed):
    feed_class = JSONFeed


def news_feed(feed_class: type, asked: dict[str, str], posts: list[Post]):
    """Return the feed of posts, loaded `with_subjects`; `asked` is what they were filtered by."""
    language, query = get_language(), f"?{urlencode(asked)}" if asked else ""
    concerned = {name: found(name, slug) for name, slug in asked.items() if name in OBJECTS}
    feed = feed_class(
        title=title_of(asked, concerned),
        link=absolute(reverse("news") + query),
        description=None,
        language=language,
        author_name=settings.SITE_NAME,
        author_link=absolute(reverse("home")),
        feed_url=absolute(reverse(ADDRESSES[feed_class]) + query),
        feed_guid=tag(":".join(["news", language, *names_of(asked, concerned)])),
    )
    edited = last_edits(Post, [post.pk for post in posts])
    targets = Targets(getattr(post, f"body_{language}") for post in posts)
    for post in posts:
        add(feed, post, language, edited.get(post.pk), targets)
    return feed


ADDRESSES = {AtomFeed: "news_feed", JSONFeed: "news_json_feed"}


def found(name: str, slug: str) -> Model:
    return OBJECTS[name].objects.get(slug=slug)


def names_of(asked: dict[str, str], concerned: dict[str, Model]) -> list[str]:
    """Return what the feed is filtered by in words that no changed address alters."""
    return [
        f"{name}={concerned[name].pk if name in concerned else value}"
        for name, value in sorted(asked.items())
    ]


def title_of(asked: dict[str, str], concerned: dict[str, Model]) -> str:
    """Return what the feed is called: "News: Lille, mobility"."""
    others = [str(asked[name]) for name in ("year",) if name in asked]
    kinds = [str(dict(Post._meta.get_field("kind").flatchoices)[k]) for k in kind_in(asked)]
    about = [*map(str, concerned.values()), *kinds, *others]
    site = settings.SITE_NAME
    if not about:
        return gettext("News of %(site)s") % {"site": site}
    return gettext("News of %(site)s: %(about)s") % {"site": site, "about": ", ".join(about)}


def kind_in(asked: dict[str, str]) -> list[str]:
    return [asked["kind"]] if "kind" in asked else []


def add(feed, post: Post, language: str, edited: datetime | None, targets: Targets):
    """Add a post; it changed when it went online or when it was last saved, the later of both."""
    online_from = getattr(post, f"publish_at_{language}")
    day = datetime.combine(post.displayed_on, datetime.min.time())
    feed.add_item(
        title=getattr(post, f"title_{language}"),
        link=absolute(post.get_absolute_url()),
        description=getattr(post, f"summary_{language}") or None,
        body=render_elsewhere(getattr(post, f"body_{language}") or "", language, targets),
        unique_id=tag(f"post:{post.pk}:{language}"),
        pubdate=timezone.make_aware(day),
        updateddate=max(online_from, edited or online_from),
        categories=[str(theme) for theme in post.themes.all()],
    )
