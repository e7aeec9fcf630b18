"""410 Gone: what was published once and is over (RFC 9110, 15.5.11); decision 0019."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from .context_processors import SECTIONS


def gone(request: HttpRequest, section: str = "", twin: str = "") -> HttpResponse:
    """Return the page of what is over, in the active language, with nothing of what it said.

    `section` names the list that it stood in; `twin` is the address of the other language's page,
    where that one is online.
    """
    label = dict(SECTIONS).get(section)
    wider = {"label": label, "url": reverse(section)} if label else None
    response = render(
        request, "410.html", {"wider": wider, "twin": twin, "section": section}, status=410
    )
    response["Cache-Control"] = "no-cache"  # it may be published again
    return response
