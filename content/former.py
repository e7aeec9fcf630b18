"""Addresses that narrow a list by the end of a page's address outlast a change of that address."""

import re

from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language

from .models import Redirect

SLUG = re.compile(r"[-a-zA-Z0-9_]+")
NAMED = ("organisation", "network")  # filters named as the pages whose addresses end so


def follow_former(request: HttpRequest, refused: list[str]) -> HttpResponseRedirect:
    """Lead to the same address with present names in place of the former ones that it asks for.

    `refused` are the filters whose values name nothing now. Raises Http404 if nothing ever had one
    of these names.
    """
    query = request.GET.copy()
    for name in refused:
        path = reverse(name, args=[query[name]]) if is_followed(name, query[name]) else ""
        present = Redirect.objects.destination(get_language(), path)
        if not present:
            raise Http404
        query[name] = present.rstrip("/").rsplit("/", 1)[-1]
    return redirect(f"{request.path}?{query.urlencode()}", permanent=True)


def is_followed(name: str, value: str) -> bool:
    """Say whether a value of a filter may be the former end of an address."""
    return name in NAMED and bool(SLUG.fullmatch(value))
