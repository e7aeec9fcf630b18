"""The accessibility statement of the demo content says what the record of the audit says."""

import re
from pathlib import Path

import pytest
import yaml
from django.conf import settings

RESULTS = r"(conforming|\*\*not conforming\*\*|not applicable)"
ROW = re.compile(rf"^\| (\d+\.\d+) \| {RESULTS} \| .+ \|$", re.M)


@pytest.fixture(scope="module")
def results():
    """Every criterion of the record with its result."""
    record = Path(settings.BASE_DIR, "docs/accessibility-audit.md").read_text()
    return [(number, result.strip("*")) for number, result in ROW.findall(record)]


@pytest.fixture(scope="module")
def statement():
    rows = yaml.safe_load(Path(settings.BASE_DIR, "fixtures/pages.yaml").read_text())
    return next(row["fields"] for row in rows if row["fields"].get("slug_en") == "accessibility")


def test_the_record_has_each_of_the_106_criteria_once(results):
    assert len(results) == len(dict(results)) == 106


def test_the_statement_gives_the_figures_of_the_record(results, statement):
    given = [result for _, result in results]
    met, failed = given.count("conforming"), given.count("not conforming")
    share = f"{100 * met // (met + failed)}"

    for language in ("fr", "en"):
        said = set(re.findall(r"\d+", statement[f"body_{language}"]))
        assert {str(met), str(met + failed), str(given.count("not applicable")), share} <= said


def test_the_statement_names_each_failure(results, statement):
    failures = [number for number, result in results if result == "not conforming"]

    assert failures
    for number in failures:
        assert number in statement["body_fr"]
        assert number in statement["body_en"]


def test_the_footer_says_the_state_in_both_languages(statement):
    assert statement["menu"] == "footer"
    assert statement["title_fr"].split()[-2:] == ["partiellement", "conforme"]
    assert statement["title_en"] == "Accessibility: partially conformant"
