"""Many organisations, memberships and changes at once, for the tests of scale."""

from datetime import date
from itertools import count, product

from django.db import connection

from metropoles.models import Organisation
from networks.models import Membership, Network, Participant, StatusChange
from tests.builders import make_network, make_status

COUNTRIES = ("FR", "DE", "IT", "ES", "PL", "SE", "FI", "PT", "NL", "BE", "AT", "CZ", "RO", "GR")
serial = count(1)


def make_many(organisations: int, networks: int = 4):
    """Make organisations that each belong to every network, with three changes each."""
    joined = list(Network.objects.all()[:networks])
    joined += [make_network(f"N{n}", is_home=n == 0) for n in range(len(joined), networks)]
    bodies = Organisation.objects.bulk_create(body(next(serial)) for _ in range(organisations))
    pairs = list(product(joined, bodies))
    memberships = Membership.objects.bulk_create(Membership(network=n) for n, _ in pairs)
    Participant.objects.bulk_create(
        Participant(membership=membership, organisation=organisation)
        for membership, (_, organisation) in zip(memberships, pairs, strict=True)
    )
    statuses = [make_status(code) for code in ("applicant", "observer", "member")]
    StatusChange.objects.bulk_create(
        StatusChange(membership=membership, status=status, effective_on=date(2010 + 5 * n, 3, 1))
        for membership in memberships
        for n, status in enumerate(statuses)
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # a running database does this by itself, between transactions


def body(n: int) -> Organisation:
    name = f"Ville {n}"
    return Organisation(
        slug=f"many-{n}",
        kind="city",
        name=name,
        name_fr=name,
        name_en=name,
        folded=name.lower(),
        sort_key_fr=name.lower(),
        sort_key_en=name.lower(),
        founded_precision="unknown",
        dissolved_precision="unknown",
        country=COUNTRIES[n % len(COUNTRIES)],
        latitude=36 + n % 29,
        longitude=-9 + n % 37,
    )
