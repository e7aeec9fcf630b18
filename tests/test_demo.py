"""The demo content holds every fact of the five documents, and loading it twice changes nothing."""

from collections import Counter
from datetime import date

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.core.serializers import serialize
from django.db import transaction
from reversion.models import Revision

from content.models import LANGUAGES, Page
from metropoles.models import Figure, Organisation, Strategy
from networks.models import Membership, Network
from news.models import Event, Post

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module", autouse=True)
def demo(django_db_setup, django_db_blocker):
    """Load the demo once for this module and leave nothing of it behind."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_demo", verbosity=0)
        yield
        transaction.set_rollback(True)


def members(**filters):
    return Network.objects.get(slug="metrex").members_on(TODAY).filter(**filters)


def test_metrex_has_52_memberships_held_by_58_bodies():
    assert members().count() == 52
    assert members().values("participants__organisation").distinct().count() == 58
    assert Counter(members().values_list("category", flat=True)) == {
        "member": 44,
        "applicant": 2,
        "observer": 4,
        "partner": 2,
    }


def test_the_44_members_keep_their_numbers_and_five_are_held_jointly():
    numbered = members(category="member").with_participants().order_by("number")

    assert [membership.number for membership in numbered] == list(range(1, 45))
    joint = {m.number: len(m.bodies) for m in numbered if len(m.bodies) > 1}
    assert joint == {1: 2, 9: 3, 13: 2, 24: 2, 36: 2}


def test_the_members_stand_in_20_countries():
    leads = [m.lead for m in members(category="member").with_participants()]
    countries = Counter(lead.country for lead in leads)

    assert countries == Counter(
        {"DE": 8, "IT": 7, "PL": 5, "NL": 3, "ES": 2, "SE": 2, "PT": 2, "GB": 2, "GR": 2}
    ) + Counter(["FI", "RO", "NO", "FR", "LV", "BG", "LT", "AT", "HR", "CZ", "RU"])
    assert len(countries) == 20


def test_partners_keep_the_heading_they_are_printed_under_and_their_own_country():
    partners = members(category="partner").with_participants()

    assert {m.lead.country for m in partners} == {"US", "CN"}
    assert {m.section_en for m in partners} == {"USA metropolitan regions"}


def test_no_start_of_a_metrex_status_is_known():
    assert {m.since for m in members()} == {None}
    assert all(m.status_change.source_fr and m.status_change.source_en for m in members())


def test_turin_stands_twice_and_one_is_part_of_the_other():
    city = Organisation.objects.get(slug="torino")
    whole = Organisation.objects.get(slug="torino-metropolitan-city")

    assert whole in [relation.to_organisation for relation in city.relations_from.all()]
    assert {m.number for m in Membership.objects.of(city)} == {40}
    assert {m.number for m in Membership.objects.of(whole)} == {29}


@pytest.mark.parametrize(
    ("asked", "slug"),
    [
        ("Usimaa", "helsinki-uusimaa"),
        ("Wien", "wien"),
        ("vienna", "wien"),
        ("Munich", "munchen"),
        ("Krakow", "krakow"),
        ("wroclaw", "wroclaw"),
        ("Basse-Silésie", "lower-silesia"),
        ("GRAoLA", "goteborg"),
        ("TWMCA", None),
    ],
)
def test_every_known_spelling_is_found(asked, slug):
    found = [o.slug for o in Organisation.objects.named_like(asked)]

    assert (slug in found) if slug else found


def test_lille_belongs_to_six_networks_and_indirectly_to_cemr():
    lille = Organisation.objects.get(slug="lille")
    joined = Membership.objects.of(lille).public_on(TODAY)
    associations = joined.filter(network__kind="association").values_list("network__slug")

    assert {slug for (slug,) in associations} == {
        "eurocities",
        "polis",
        "afccre",
        "iclei",
        "oasc",
        "energy-cities",
    }
    paths = [[network.slug for network in path] for path in joined.indirect_paths()]
    assert paths == [["afccre", "cemr"]]


def test_lille_sits_in_five_working_groups_and_signed_four_named_commitments():
    joined = Membership.objects.of(Organisation.objects.get(slug="lille")).public_on(TODAY)

    assert joined.filter(network__kind="working_group").count() == 5
    assert joined.filter(network__kind="commitment", category="signatory").count() == 4


def test_lille_joined_oasc_on_19_september_2019_and_moloc_is_the_citys():
    lille, city = (Organisation.objects.get(slug=slug) for slug in ("lille", "lille-city"))
    oasc = Membership.objects.of(lille).get(network__slug="oasc")

    assert oasc.changes.get().effective_on == date(2019, 9, 19)
    assert Membership.objects.of(city).filter(network__kind="project").exists()
    assert not Membership.objects.of(lille).filter(network__kind="project").exists()


def test_the_strategy_of_metz_has_3_ambitions_and_10_workstreams():
    strategy = Strategy.objects.get(organisation__slug="metz")
    numbers = [
        [workstream.number for workstream in ambition.workstreams.all()]
        for ambition in strategy.ambitions.all()
    ]

    assert numbers == [[1, 2, 3], [4, 5, 6, 7], [8, 9, 10]]
    assert len(strategy.audience_list()) == 6
    assert len(strategy.slogan_list()) == 2


def test_there_are_twelve_dated_items_and_the_article_of_november_2023():
    days = Counter(str(day) for day in Post.objects.values_list("displayed_on", flat=True))

    assert days == {
        "2023-11-28": 1,
        "2023-03-31": 3,
        "2023-03-24": 2,
        "2023-03-23": 1,
        "2023-03-22": 3,
        "2023-03-14": 1,
        "2022-11-25": 2,
    }
    for language in LANGUAGES:
        assert Post.objects.visible(language).count() == 13


def test_what_happens_on_another_day_than_it_is_published_is_an_event():
    starts = {str(event.local_start.date()) for event in Event.objects.all()}

    assert {"2023-03-08", "2023-03-23", "2023-05-13", "2023-04-05"} <= starts
    assert Post.objects.filter(event__isnull=False).count() >= 4


def test_every_figure_has_a_period_and_a_source_in_both_languages():
    assert Figure.objects.count() >= 20
    for figure in Figure.objects.all():
        assert figure.as_of or (figure.period_fr and figure.period_en), figure
        assert figure.source_fr, figure
        assert figure.source_en, figure


def test_every_organisation_is_on_the_map_and_speaks_both_languages():
    for organisation in Organisation.objects.all():
        assert organisation.is_located, organisation
        assert organisation.summary_fr, organisation
        assert organisation.summary_en, organisation


def test_the_brussels_office_is_shared_with_five_others():
    offices = Organisation.objects.get(slug="lille").offices.all()
    shared = [office for office in offices if office.shared_with.count() == 5]

    assert [office.opened for office in shared] == [date(2023, 10, 26)]


def test_loading_twice_changes_nothing_but_makes_sign_ins_in_development(settings):
    before = everything()
    assert not User.objects.exists()

    settings.DEBUG = True
    call_command("load_demo", verbosity=0)

    assert everything() == before
    names = {"editor", "secretariat", "administrator"}
    assert set(User.objects.values_list("username", flat=True)) == names
    assert not User.objects.get(username="editor").is_superuser


def everything():
    models = (Organisation, Membership, Network, Post, Event, Page, Strategy, Figure, Revision)
    return [serialize("json", model.objects.order_by("pk")) for model in models]
