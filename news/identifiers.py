"""Where identifiers lead: /id/organisation/12 to the page that tells of it, in every language.

A thing is not its page, so the answer is a 303 (https://www.w3.org/TR/cooluris/).
"""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.http import urlencode
from django.utils.translation import get_language_from_request, override

from content.exports import OPEN
from content.gone import gone
from content.models import Page
from metropoles.models import Organisation, OrganisationKind, Strategy
from networks.models import Membership, MembershipStatus, Network, NetworkKind

from .models import Event, Post

LONGEST_KEY = 18  # digits that every database holds
FORMATS = {"application/ld+json": "jsonld", "application/json": "json"}
ALWAYS = {"organisation": Organisation, "network": Network, "strategy": Strategy}
PUBLISHED = {"post": Post, "event": Event, "page": Page}
LISTS = {"post": "news", "event": "events"}  # the list each kind stands in
LINKED = ("organisation", "network")  # what has ?format=jsonld


def identified(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """Lead to the page of a thing, or to its document for those who ask for one."""
    with override(get_language_from_request(request)):
        address = address_of(kind, key)
    if address is None and has_ended(kind, key):
        return gone(request, LISTS.get(kind, ""))
    if address is None:
        raise Http404
    form = wanted(request, kind)
    location = f"{address}?format={form}" if form else address
    response = HttpResponseRedirect(location, status=303, headers=OPEN)
    patch_vary_headers(response, ["Accept", "Accept-Language"])
    return response


def wanted(request: HttpRequest, kind: str) -> str:
    """Return the format that the request would rather have than a page, or ""."""
    form = next((FORMATS.get(str(media), "") for media in request.accepted_types), "")
    if kind not in {**ALWAYS, **PUBLISHED}:
        return ""
    return "json" if form == "jsonld" and kind not in LINKED else form


def address_of(kind: str, key: str) -> str | None:
    """Return the path that tells of what an identifier names, or None where nothing public does."""
    if kind in CODES:
        return CODES[kind](key)
    if not is_number(key):
        return None
    if kind == "membership":
        return address_of_membership(int(key))
    if kind not in (*ALWAYS, *PUBLISHED):
        return None
    if kind in ALWAYS:
        found = ALWAYS[kind].objects.filter(pk=key).first()
    else:
        found = PUBLISHED[kind].objects.visible_somewhere().filter(pk=key).first()
    return found and found.get_absolute_url()


def is_number(key: str) -> bool:
    return key.isdecimal() and len(key) <= LONGEST_KEY


def has_ended(kind: str, key: str) -> bool:
    """Say whether what an identifier names was online once and is in no language now."""
    if kind not in PUBLISHED or not is_number(key):
        return False
    return PUBLISHED[kind].objects.ended().filter(pk=key).exists()


def address_of_membership(key: int) -> str | None:
    """Return the page of the body that leads a membership which is public today."""
    held = Membership.objects.public_on(timezone.localdate()).with_participants()
    membership = held.filter(pk=key).first()
    lead = membership and membership.lead
    return lead and lead.get_absolute_url()


def address_of_status(code: str) -> str | None:
    if not MembershipStatus.objects.public().filter(code=code).exists():
        return None
    return f"{reverse('members')}?{urlencode({'status': code})}"


def address_of_kind(code: str) -> str | None:
    if code in NetworkKind.values:
        return f"{reverse('networks')}?{urlencode({'kind': code})}"
    return reverse("data") if code in OrganisationKind.values else None


def address_of_dataset(name: str) -> str:
    return reverse("data")


CODES = {"status": address_of_status, "kind": address_of_kind, "dataset": address_of_dataset}
