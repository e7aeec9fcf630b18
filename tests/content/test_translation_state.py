"""The state of a translation is computed from the texts, so it cannot lie."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from content.characters import legible
from content.models import Theme, TranslationState, Whole
from tests.builders import make_page, make_theme

pytestmark = pytest.mark.django_db

MISSING, DRAFT = TranslationState.MISSING, TranslationState.DRAFT
UP_TO_DATE, STALE = TranslationState.UP_TO_DATE, TranslationState.STALE


def states(item):
    fresh = type(item).objects.get(pk=item.pk)
    return fresh.translation_state("fr"), fresh.translation_state("en")


def test_two_languages_written_together_are_both_up_to_date():
    assert states(make_theme()) == (UP_TO_DATE, UP_TO_DATE)


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ({"name_fr": "Mobilité", "name_en": ""}, (UP_TO_DATE, MISSING)),
        ({"name_fr": "", "name_en": "Mobility"}, (MISSING, UP_TO_DATE)),
        ({"name_fr": None, "name_en": None}, (MISSING, MISSING)),
    ],
)
def test_either_language_may_be_the_only_one(names, expected):
    assert states(make_theme(**names)) == expected


def test_a_field_left_empty_makes_a_translation_unfinished():
    page = make_page(body_fr="<p>Texte</p>", body_en="")

    assert states(page) == (UP_TO_DATE, DRAFT)

    page.body_en = "<p>Text</p>"
    page.save()
    assert states(page) == (UP_TO_DATE, UP_TO_DATE)


@pytest.mark.parametrize(("edited", "other"), [("fr", "en"), ("en", "fr")])
def test_editing_one_language_makes_the_other_stale_and_translating_mends_it(edited, other):
    theme = make_theme()
    setattr(theme, f"name_{edited}", "Something else")
    theme.save()

    assert theme.translation_state(edited) == UP_TO_DATE
    assert theme.translation_state(other) == STALE

    setattr(theme, f"name_{other}", "The same thing")
    theme.save()
    assert states(theme) == (UP_TO_DATE, UP_TO_DATE)


def test_a_minor_edit_leaves_the_translation_valid():
    theme = make_theme(name_fr="Mobilite")
    theme.name_fr = "Mobilité"
    theme.save(minor=True)

    assert states(theme) == (UP_TO_DATE, UP_TO_DATE)


def test_a_minor_edit_does_not_hide_an_older_staleness():
    theme = make_theme()
    theme.name_fr = "Transports"
    theme.save()
    theme.name_fr = "Les transports"
    theme.save(minor=True)

    assert states(theme) == (UP_TO_DATE, STALE)


def test_a_check_without_an_edit_confirms_a_translation():
    theme = make_theme()
    theme.name_fr = "Transports"
    theme.save()

    theme.mark_checked("en")
    theme.save()

    assert states(theme) == (UP_TO_DATE, UP_TO_DATE)


def test_a_write_that_passes_the_model_by_leaves_the_truth_visible():
    theme = make_theme()
    Theme.objects.filter(pk=theme.pk).update(name_fr="Transports")

    assert states(theme)[1] == STALE


EDITS = st.lists(
    st.tuples(
        st.sampled_from(["fr", "en", "both"]),
        st.booleans(),
        st.text(min_size=1, max_size=8).map(legible).filter(bool),
    ),
    max_size=8,
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(edits=EDITS)
def test_a_language_is_stale_only_if_the_other_changed_since_it_was_brought_in_step(edits):
    theme = Theme.objects.create(slug=f"theme-{Theme.objects.count()}", name_fr="a", name_en="a")
    stale = {"fr": False, "en": False}
    for which, minor, words in edits:
        before = {code: theme.texts(code)["name"] for code in ("fr", "en")}
        changed = [c for c in ("fr", "en") if which in (c, "both") and before[c] != words]
        for code in changed:
            setattr(theme, f"name_{code}", words)
        theme.save(minor=minor)
        if len(changed) == 2 or (changed and stale[changed[0]]):
            stale = {"fr": False, "en": False}
        elif changed:
            other = "en" if changed == ["fr"] else "fr"
            stale[other] = stale[other] or not minor
        found = {code: theme.translation_state(code) == STALE for code in ("fr", "en")}
        stale = {code: stale[code] and not taken_back(theme, code) for code in stale}
        assert found == stale


def taken_back(theme, code):
    """An edit undone brings the other language in step again: digests compare texts."""
    other = "en" if code == "fr" else "fr"
    return getattr(theme, f"checked_against_{code}") == theme.digest(other)


ACTS = st.lists(
    st.tuples(st.sampled_from(["write", "minor", "confirm"]), st.sampled_from(["fr", "en"])),
    max_size=10,
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(acts=ACTS)
def test_a_language_reads_up_to_date_only_if_somebody_vouched_that_both_say_the_same(acts):
    """Each text carries the meaning it was written with; an act that vouches gives both one."""
    theme = Theme.objects.create(slug=f"theme-{Theme.objects.count()}", name_fr="0", name_en="0")
    meaning = {"fr": 0, "en": 0}
    for number, (act, code) in enumerate(acts, start=1):
        other = "en" if code == "fr" else "fr"
        in_step = meaning["fr"] == meaning["en"]
        behind = theme.translation_state(code) == STALE
        if act == "confirm":
            Whole(theme).confirm(code)
            meaning[code] = meaning[other] if behind else meaning[code]
        else:
            setattr(theme, f"name_{code}", str(number))
            theme.save(minor=act == "minor")
            if behind:  # it was translated
                meaning[code] = meaning[other]
            elif act == "write" or not in_step:
                meaning[code] = number
        found = states(theme)
        assert (found == (UP_TO_DATE, UP_TO_DATE)) == (meaning["fr"] == meaning["en"])
        assert UP_TO_DATE in found
