"""Draws the pictures shown where pages are shared: a name and a status beside a map."""

from functools import cache
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

import content
from content.share import Card, card, points_of

from .maps import Frame, Map, Marker, map_around
from .models import Strategy

WIDTH, HEIGHT = 1200, 630
MAP_LEFT = 620  # the map is on the right of it, the words on the left
FOOT = 18
FINER = 2  # maps are drawn so many times larger and brought down: soft edges
MARGIN = 64

PAPER, SEA, LAND, BORDER = "#fcfdfe", "#d9e6f0", "#ffffff", "#b9c9d8"
INK, QUIET, GOLD = "#0e1a2e", "#45546b", "#f2b600"
TONES = {
    "applicant": "#8f5400",
    "observer": "#0b7265",
    "partner": "#7a2bb8",
    "honorary": "#a3195b",
    "suspended": "#566275",
    "former": "#566275",
}
# The shapes of content/templates/includes/mark.html around (0, 0), where they are not discs.
SHAPES = {
    "observer": [(0, -7.6), (7.6, 0), (0, 7.6), (-7.6, 0)],
    "partner": [(0, -7.4), (7.6, 5.8), (-7.6, 5.8)],
    "honorary": [
        *[(0, -8.6), (2.5, -2.9), (8.3, -2.6), (3.8, 1.4), (5.2, 7.3), (0, 4.1)],
        *[(-5.2, 7.3), (-3.8, 1.4), (-8.3, -2.6), (-2.5, -2.9)],
    ],
    "signatory": [(-5.6, -5.6), (5.6, -5.6), (5.6, 5.6), (-5.6, 5.6)],
    "former": [(-7, -2.4), (7, -2.4), (7, 2.4), (-7, 2.4)],
}

FONTS = Path(content.__file__).parent / "static" / "fonts"
BOLD, PLAIN = ("bricolage-grotesque", 700), ("instrument-sans", 400)


# --- The picture


def draw(card: Card) -> bytes:
    """Return the card as a PNG of 1200 × 630 pixels."""
    picture = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    picture.paste(draw_map(map_of(card)), (MAP_LEFT, 0))
    pen = ImageDraw.Draw(picture)
    pen.rectangle((0, HEIGHT - FOOT, WIDTH, HEIGHT), fill=GOLD)
    write(pen, card)
    file = BytesIO()
    picture.save(file, "PNG")
    return file.getvalue()


def map_of(card: Card) -> Map:
    """Return Europe with the points, or the part of a map around the only one."""
    markers = [Marker(*place, category, "") for *place, category in card.points]
    if card.near and len(markers) == 1:
        return map_around(markers[0], width=WIDTH - MAP_LEFT, height=HEIGHT - FOOT)
    europe, world = Frame.load("europe"), Frame.load("world")
    inside = [m for m in markers if europe.holds(m.latitude, m.longitude)]
    return Map(europe, inside) if inside or not markers else Map(world, markers)


def draw_map(drawn: Map) -> Image.Image:
    """Return the map, the whole of it covering its half of the picture."""
    size = (WIDTH - MAP_LEFT, HEIGHT - FOOT)
    left, top, width, height = drawn.window or drawn.frame.viewBox
    scale = max(size[0] / width, size[1] / height)
    left += (width - size[0] / scale) / 2
    top += (height - size[1] / scale) / 2
    sheet = Image.new("RGB", (size[0] * FINER, size[1] * FINER), SEA)
    pen = ImageDraw.Draw(sheet)

    def place(x: float, y: float) -> tuple[float, float]:
        return (x - left) * scale * FINER, (y - top) * scale * FINER

    for line in lines_of(drawn.frame.land):
        if len(line) > 2:
            pen.polygon([place(*point) for point in line], fill=LAND)
    for line in lines_of(drawn.frame.borders):
        pen.line([place(*point) for point in line], fill=BORDER, width=FINER)
    marks = 2.6 if drawn.window else 1.15
    for marker in drawn.markers:
        draw_mark(pen, place(marker.x, marker.y), marks * FINER, marker.category)
    return sheet.resize(size, Image.Resampling.BOX)


@cache
def lines_of(path: str) -> list[list[tuple[float, float]]]:
    """Return the lines of a base map's path, which knows only M, L and Z."""
    return [
        [tuple(map(float, pair.split(","))) for pair in line.rstrip("Z").split("L")]
        for line in path.split("M")
        if line
    ]


def draw_mark(pen: ImageDraw.ImageDraw, at: tuple[float, float], size: float, category: str):
    """Draw the shape of a status, with a rim that keeps it apart from the land."""
    x, y = at
    tone = TONES.get(category, "#1b3fb5")
    if category in SHAPES:
        rim = [(x + dx * size * 1.3, y + dy * size * 1.3) for dx, dy in SHAPES[category]]
        pen.polygon(rim, fill=PAPER)
        pen.polygon([(x + dx * size, y + dy * size) for dx, dy in SHAPES[category]], fill=tone)
        return
    disc(pen, at, 7.8 * size, PAPER)
    if category == "suspended":
        radius = 6.6 * size
        pen.pieslice((x - radius, y - radius, x + radius, y + radius), 180, 360, fill=tone)
        return
    disc(pen, at, 6.2 * size, tone)
    if category in ("applicant", "associate"):
        disc(pen, at, 4.2 * size, PAPER)
    if category == "associate":
        disc(pen, at, 2.8 * size, tone)


def disc(pen: ImageDraw.ImageDraw, at: tuple[float, float], radius: float, fill: str):
    x, y = at
    pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=fill)


# --- The words


def write(pen: ImageDraw.ImageDraw, card: Card):
    """Write what the card tells into its left half, the name as large as it fits."""
    room = MAP_LEFT - 2 * MARGIN
    size, lines = fitted(card.title, room)
    top = max(130.0, 300 - len(lines) * size * 0.55)
    pen.rectangle((MARGIN, top - 34, MARGIN + 84, top - 28), fill=GOLD)
    for line in lines:
        text(pen, (MARGIN, top), line, BOLD, size, INK)
        top += size * 1.12
    for line in wrapped(card.line, PLAIN, 30, room)[:2]:
        text(pen, (MARGIN, top + 14), line, PLAIN, 30, QUIET)
        top += 38
    if card.status:
        draw_mark(pen, (MARGIN + 12, top + 42), 1.9, card.category)
        status = wrapped(card.status, PLAIN, 32, room - 40)[0]
        text(pen, (MARGIN + 40, top + 22), status, PLAIN, 32, INK)
    text(pen, (MARGIN, HEIGHT - FOOT - 74), card.site, PLAIN, 28, QUIET)


def fitted(title: str, room: float) -> tuple[int, list[str]]:
    """Return the largest size in which a name takes few lines, and these."""
    for size, most in ((76, 2), (60, 3), (48, 4), (40, 6), (34, 7)):
        lines = wrapped(title, BOLD, size, room)
        if len(lines) <= most and all(length(line, BOLD, size) <= room for line in lines):
            return size, lines
    return size, [*lines[: most - 1], f"{lines[most - 1]} …"] if len(lines) > most else lines


def wrapped(words: str, face: tuple[str, int], size: int, room: float) -> list[str]:
    """Return a text in lines no longer than the room, as far as its words allow."""
    lines = [""]
    for word in words.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and length(longer, face, size) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


@cache
def font(family: str, weight: int, subset: str, size: int) -> ImageFont.FreeTypeFont:
    """Return a cut of the site's fonts: "latin" or "latin-ext", which hold different letters."""
    return ImageFont.truetype(FONTS / f"{family}-{weight}-{subset}.woff2", size)


def runs(words: str) -> list[tuple[str, str]]:
    """Return a text cut into (subset, letters) as the fonts hold them (site.css, unicode-range)."""
    cut = []
    for letter in words:
        extended = 0x100 <= ord(letter) <= 0x2BA and ord(letter) not in (0x131, 0x152, 0x153)
        subset = "latin-ext" if extended or 0x1E00 <= ord(letter) <= 0x1E9F else "latin"
        if cut and cut[-1][0] == subset:
            cut[-1] = (subset, cut[-1][1] + letter)
        else:
            cut.append((subset, letter))
    return cut


def length(words: str, face: tuple[str, int], size: int) -> float:
    return sum(font(*face, subset, size).getlength(run) for subset, run in runs(words))


def text(pen, at: tuple[float, float], words: str, face: tuple[str, int], size: int, fill: str):
    x, y = at
    for subset, run in runs(words):
        cut = font(*face, subset, size)
        pen.text((x, y + size), run, font=cut, fill=fill, anchor="ls")
        x += cut.getlength(run)


# --- Cards


def strategy_card(strategy: Strategy) -> Card:
    """Return the card of a strategy, loaded with its organisation."""
    body = strategy.organisation
    facts = {"line": str(body), "points": points_of([body]), "near": True}
    return card("strategy", strategy.pk, strategy, **facts)
