"""Two thousand organisations cost hardly more than two hundred."""

import re
from statistics import median
from time import perf_counter

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext

from metropoles.models import Organisation
from networks.models import Membership, StatusChange
from tests.specifications import json_of

from .many import make_many

pytestmark = pytest.mark.django_db


def seconds(client, path) -> float:
    start = perf_counter()
    assert client.get(path).status_code == 200
    return perf_counter() - start


def weight(client, times=90) -> float:
    """The time of the directory against that of a page of constant size.

    The middle of many tries, each against the next moment: what slows the machine slows both.
    """
    return median(
        seconds(client, "/fr/membres/") / seconds(client, "/fr/actualites/") for _ in range(times)
    )


@pytest.mark.timing
def test_the_directory_of_two_thousand_takes_at_most_half_as_long_again(client):
    make_many(200)
    few = weight(client)

    make_many(1800)
    with CaptureQueriesContext(connection) as queries:
        page = client.get("/fr/membres/").content
    ratio = weight(client) / few

    assert Membership.objects.count() == 8000
    assert StatusChange.objects.count() == 24000
    assert "2000 member (fr)" in page.decode().replace("&nbsp;", " ").replace("members", "member")
    assert len(queries) <= 8
    assert ratio <= 1.5


def test_a_large_network_is_drawn_by_country_and_each_point_leads_to_its_list(client):
    make_many(200, networks=1)

    page = BeautifulSoup(client.get("/en/members/?status=member").content, "lxml")
    points = page.select(".map svg a")
    assert len(points) == 14
    counts = [re.search(r"\((\d+)\)$", point["aria-label"])[1] for point in points]
    assert sum(map(int, counts)) == 200

    france = next(point for point in points if "France" in point["aria-label"])
    shown = json_of(client.get(f"{france['href']}&format=json"))["count"]
    assert france["aria-label"] == f"France ({shown})"
    narrowed = BeautifulSoup(client.get(france["href"]).content, "lxml")
    assert len(narrowed.select(".map svg a")) == shown
    assert "status=member" in france["href"]


def test_a_country_counts_those_without_a_place_and_stands_amid_those_with_one(client):
    make_many(200, networks=1)
    french = Organisation.objects.filter(country="FR")
    Organisation.objects.filter(country__in=["FR", "DE"]).update(latitude=None, longitude=None)
    for body, latitude in zip(french[:2], (44, 48), strict=True):
        french.filter(pk=body.pk).update(latitude=latitude, longitude=2)

    assert Organisation.objects.centres()["FR"] == (46, 2)
    page = BeautifulSoup(client.get("/en/members/").content, "lxml")
    drawn = {point["aria-label"] for point in page.select(".map svg a")}
    assert f"France ({french.count()})" in drawn
    assert not any(label.startswith("Germany") for label in drawn)
    assert len(drawn) == 13
