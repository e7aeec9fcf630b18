"""Colours mixed in the style sheet, measured as Chromium paints them, in light and in dark."""

import pytest

from tests.builders import make_organisation

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# Paints the paper and what lies on it, then the words: the contrast ratio of WCAG 2.2.
CONTRAST = """(element) => {
  const brush = document.createElement("canvas").getContext("2d");
  const paint = (...colours) => {
    for (const colour of colours) { brush.fillStyle = colour; brush.fillRect(0, 0, 1, 1); }
    const [r, g, b] = [...brush.getImageData(0, 0, 1, 1).data].map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const style = getComputedStyle(element);
  const under = paint(getComputedStyle(document.body).backgroundColor, style.backgroundColor);
  const over = paint(style.color);
  return (Math.max(over, under) + 0.05) / (Math.min(over, under) + 0.05);
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_words_found_stand_out_and_read_well(open_page, scheme):
    make_organisation("Lille", summary_en="A metropolis and its climate.", slug="lille")

    page = open_page("/en/search/?q=climate", color_scheme=scheme)

    assert page.locator("mark").first.evaluate(CONTRAST) >= 4.5
