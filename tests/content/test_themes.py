"""Themes: subjects that lists, feeds and calendars are narrowed to."""

import pytest

from content.models import Theme
from tests.admin_forms import form_data, sign_in, url
from tests.builders import make_organisation, make_theme
from tests.reading import page, texts

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("language", "order"),
    [("fr", ["Eau", "Économie", "Mobilité"]), ("en", ["Economy", "Mobility", "Water"])],
)
def test_themes_stand_in_the_order_of_the_page_s_language(client, language, order):
    lille = make_organisation()
    lille.themes.add(
        make_theme("a", "Mobilité", "Mobility"),
        make_theme("b", "Économie", "Economy"),
        make_theme("c", "Eau", "Water"),
    )

    assert texts(page(client, lille, language), ".tags a") == order


def test_the_slug_of_a_theme_stays_as_its_feeds_are_followed_by_it(client):
    theme = make_theme("mobility")
    form = url(Theme, "change", theme.pk)
    data = form_data(sign_in(client).get(form))
    assert "slug" not in data

    renamed = {**data, "name_en": "Getting around", "slug": "getting-around"}
    assert client.post(form, renamed).status_code == 302

    theme.refresh_from_db()
    assert (theme.slug, theme.name_en) == ("mobility", "Getting around")
    assert client.get("/en/news/atom.xml?theme=mobility").status_code == 200
