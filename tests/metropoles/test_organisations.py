"""Organisations: names that are found, places on Earth, relations without circles."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from metropoles.models import Figure, Organisation, OrganisationName, Relation, Workstream
from tests.builders import make_organisation, make_strategy

pytestmark = pytest.mark.django_db


def test_any_known_name_finds_an_organisation_without_accents_or_case():
    wien = make_organisation("Vienne", "Vienna", official_name="Stadt Wien", acronym="MA18")
    OrganisationName.objects.create(organisation=wien, name="Vindobona", type="former")
    make_organisation("Łódź")

    for asked in ("vienne", "VIENNA", "stadt w", "ma18", "vindobona"):
        assert [*Organisation.objects.named_like(asked)] == [wien], asked
    assert Organisation.objects.named_like("lodz").count() == 1
    assert not Organisation.objects.named_like("lo%").exists()


def test_names_are_sorted_as_each_language_sorts_them():
    for french, english in (("Zagreb", "Zagreb"), ("Île", "Island"), ("Athènes", "Athens")):
        make_organisation(french, english)

    def names(language, field):
        return [getattr(o, field) for o in Organisation.objects.sorted_by_name(language)]

    assert names("fr", "name_fr") == ["Athènes", "Île", "Zagreb"]
    assert names("en", "name_en") == ["Athens", "Island", "Zagreb"]


@pytest.mark.parametrize(
    ("fields", "accepted"),
    [
        ({"latitude": "90", "longitude": "-180"}, True),
        ({"latitude": None, "longitude": None}, True),
        ({"latitude": "90.1", "longitude": "0"}, False),
        ({"latitude": "50", "longitude": None}, False),
        ({"name_fr": "", "name_en": "Only English"}, True),
        ({"name_fr": "", "name_en": ""}, False),
        ({"country": ""}, True),
    ],
)
def test_form_and_database_refuse_the_same(fields, accepted):
    organisation = make_organisation()
    for name, value in fields.items():
        setattr(organisation, name, value)
    if accepted:
        organisation.full_clean()
        organisation.save()
        return
    with pytest.raises(ValidationError):
        organisation.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        organisation.save()


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(pairs=st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=12))
def test_wholes_and_parts_never_go_in_circles(pairs):
    bodies = [make_organisation(f"Body {n}") for n in range(5)]
    above = {n: set() for n in range(5)}
    for part, whole in pairs:
        relation = Relation(
            from_organisation=bodies[part], to_organisation=bodies[whole], type="part_of"
        )
        circular = part == whole or part in reach(above, whole)
        try:
            relation.full_clean()
        except ValidationError:
            assert circular or whole in above[part]
        else:
            assert not circular
            relation.save()
            above[part].add(whole)


def reach(above, start):
    found, waiting = set(), {start}
    while waiting:
        found |= waiting
        waiting = set().union(*(above[n] for n in waiting)) - found
    return found


def test_a_figure_needs_a_period_or_a_date():
    value = {"organisation": make_organisation(), "label_fr": "communes", "value_fr": "95"}
    Figure.objects.create(**value, period_fr="en 2023")
    Figure.objects.create(**value, as_of="2023-01-01")

    with pytest.raises(IntegrityError), transaction.atomic():
        Figure.objects.create(**value)


def test_a_workstream_has_its_own_number_and_an_ambition_of_its_strategy():
    one, other = make_strategy(workstreams=2), make_strategy(workstreams=0)
    stranger = Workstream(strategy=other, ambition=one.ambitions.get(), number=1, name_fr="x")

    with pytest.raises(ValidationError):
        stranger.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        Workstream.objects.create(strategy=one, ambition=one.ambitions.get(), number=2)
    assert one.workstreams.count() == 2


def test_other_names_are_unique_per_type():
    lille = make_organisation()
    name = {"organisation": lille, "name": "Rijsel"}
    OrganisationName.objects.create(**name, type="exonym")
    OrganisationName.objects.create(**name, type="former")

    with pytest.raises(IntegrityError), transaction.atomic():
        OrganisationName.objects.create(**name, type="exonym")
