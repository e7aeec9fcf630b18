"""The regions of Europe that the directory is narrowed to."""

import pytest

from content.countries import REGIONS, names_in, region_of


@pytest.mark.parametrize(
    ("country", "region"),
    [
        *[("SE", "northern"), ("GB", "northern"), ("LT", "northern"), ("FR", "western")],
        *[("CH", "western"), ("IT", "southern"), ("XK", "southern"), ("PL", "eastern")],
        *[("RU", "eastern"), ("TR", "outside"), ("CY", "outside"), ("CN", "outside")],
    ],
)
def test_regions_are_those_of_the_united_nations(country, region):
    assert region_of(country) == region


def test_every_country_of_europe_is_in_one_region():
    listed = [code for codes in REGIONS.values() for code in codes.split()]

    assert len(listed) == len(set(listed)) == 52
    assert set(listed) <= set(names_in("en"))
