"""A row of tags and text put into the shapes that the site knows, whatever its nesting."""

import re
from html import escape

from content.characters import legible

from .attributes import read_attribute
from .scanner import scan
from .shapes import Node, Words

MARKS = {"b": "strong", "strong": "strong", "i": "em", "em": "em", "sub": "sub", "sup": "sup"}
INLINE = MARKS.keys() | {"a", "span"}
HEADINGS = {"h1": "h2", "h2": "h2", "h3": "h3", "h4": "h4", "h5": "h4", "h6": "h4"}
HOLDING = {"ul", "ol", "li", "blockquote", "table", "tr", "th", "td", "figure"}
PARTING = {"p", "div", "section", "article", "header", "footer", "aside", "main", "nav", "address"}
PARTING |= {"pre", "dl", "dt", "dd", "caption", "figcaption", "center", "form", "fieldset"}
KNOWN = INLINE | HEADINGS.keys() | HOLDING | PARTING
BLOCKS = (KNOWN - INLINE) | {"hr"}
# What a start tag ends when its own end was left out, up to the nearest of the others.
LEFT_OPEN = {
    "li": ({"li"}, {"ul", "ol", "table", "blockquote"}),
    "tr": ({"tr", "td", "th"}, {"table"}),
    "td": ({"td", "th"}, {"table", "tr"}),
    "th": ({"td", "th"}, {"table", "tr"}),
    **{tag: ({"p"}, HOLDING) for tag in (PARTING | HEADINGS.keys() | {"ul", "ol", "table"})},
}
JUNK = re.compile("[\x7f-\x9f\u200b\ufeff]")
SPACES = re.compile("[ \t\n\r\u2028\u2029]+")
DEEPEST = 100  # open elements; what is nested deeper keeps its words only
DEEPEST_LIST = 5


class Document:
    """Reads markup and holds the result in `root`."""

    def __init__(self, markup: str):
        self.root = Node("")
        self.holders = [self.root]
        self.words = None  # the paragraph, heading or caption that text goes to
        self.opened = []  # the tags that are open, outermost first
        self.finish = []  # and what to do at the end of each
        self.marks = []
        self.headings = []
        self.item_level = 0  # of a paragraph that an office program means as an item of a list
        self.bullet = ""  # what it wrote before that item: a bullet or a number
        self.in_bullet = False
        for kind, value, said in scan(markup):
            if kind == "text":
                self.text(value)
            elif kind == "start":
                self.start(value, said)
            else:
                self.end(value)

    def start(self, tag: str, said: dict[str, str]):
        if tag == "br":
            self.write("\n")
        if tag in BLOCKS:
            self.end_words()
        if tag not in KNOWN:
            return
        if tag in LEFT_OPEN:
            self.end_left_open(*LEFT_OPEN[tag])
        if len(self.opened) < DEEPEST:
            read = {name: read_attribute(tag, name, value) for name, value in said.items()}
            self.finish.append(self.open(tag, {n: v for n, v in read.items() if v}))
            self.opened.append(tag)

    def end(self, tag: str):
        if tag in BLOCKS:
            self.end_words()
        if tag not in self.opened:
            return
        place = len(self.opened) - 1 - self.opened[::-1].index(tag)
        if tag in INLINE:
            del self.opened[place]
            self.finish.pop(place)()
        else:
            self.close_down_to(place)

    def end_left_open(self, ended: set[str], barriers: set[str]):
        if ended.isdisjoint(self.opened):
            return
        place = None
        for index in range(len(self.opened) - 1, -1, -1):
            if self.opened[index] in ended:
                place = index
            elif self.opened[index] in barriers:
                break
        if place is not None:
            self.close_down_to(place)

    def close_down_to(self, place: int):
        while len(self.opened) > place:
            self.opened.pop()
            self.finish.pop()()

    def text(self, words: str):
        words = SPACES.sub(" ", JUNK.sub("", legible(words)))
        if self.in_bullet:
            self.bullet += words
        elif words:
            self.write(words)

    def write(self, text: str):
        if self.words is None:
            if not text.strip():
                return
            self.words = self.begin_words()
        marks = frozenset().union(*self.marks)
        self.words.add(text, marks - {"strong"} if self.words.tag in HEADINGS else marks)

    def open(self, tag: str, said: dict[str, str]):
        """Take up an element and return the function that ends it."""
        if tag in INLINE:
            return self.open_inline(tag, said)
        if tag in HEADINGS:
            self.headings.append(HEADINGS[tag])
            return self.headings.pop
        if tag in HOLDING and (count := self.open_holder(tag, said)):
            return lambda: self.end_holder(count)
        self.item_level = int(said.get("style", "0")[-1])
        return self.end_words

    def open_inline(self, tag: str, said: dict[str, str]):
        style = said.get("style", "").split()
        if "bullet" in style:
            self.in_bullet, self.bullet = True, ""
            return self.end_bullet
        marks = {MARKS[tag]} if tag in MARKS else set()
        marks |= {mark for word, mark in (("bold", "strong"), ("italic", "em")) if word in style}
        marks -= {mark for word, mark in (("light", "strong"), ("upright", "em")) if word in style}
        if "href" in said:
            marks = {f'a href="{escape(said["href"])}"'}
        self.marks.append(marks)
        return lambda: self.marks.remove(marks)

    def open_holder(self, tag: str, said: dict[str, str]) -> int:
        """Open an element that holds others; return how many were opened: none if out of place."""
        tags, holder = [node.tag for node in self.holders], self.holders[-1]
        steps = [holder]
        if tag in {"ul", "ol"} and holder.tag in {"ul", "ol"} and holder.children:
            steps.append(holder.children[-1])  # a list right in a list goes into the item before
        if not fits(tag, tags, steps[-1].tag, said):
            return 0
        steps.append(steps[-1].add(Node(tag, said)))
        self.holders += steps[1:]
        return len(steps) - 1

    def begin_words(self) -> Words:
        """Start a paragraph, or whatever holds words at this point."""
        holder = self.holders[-1]
        if holder.tag == "figure":
            return holder.children[0] if holder.children else holder.add(Words("figcaption"))
        if holder.tag in {"ul", "ol"}:
            holder = holder.add(Node("li"))
        elif holder.tag in {"table", "tr"}:
            holder = self.root
        elif self.item_level and holder.tag != "li":
            holder = self.item_of(holder)
        is_heading = self.headings and holder is self.root
        return holder.add(Words(self.headings[0] if is_heading else "p"))

    def item_of(self, holder: Node) -> Node:
        """Return a new item, at its level, of the list that an office program means."""
        wanted = "ol" if re.match(r"\s*\w{1,4}[.)]", self.bullet) else "ul"
        for level in range(1, min(self.item_level, DEEPEST_LIST) + 1):
            last = holder.children[-1] if holder.children else None
            is_own = level == min(self.item_level, DEEPEST_LIST)
            if not last or not last.is_made or (is_own and last.tag != wanted):
                last = holder.add(Node(wanted, is_made=True))
            if is_own or not last.children:
                last.add(Node("li"))
            holder = last.children[-1]
        return holder

    def end_words(self):
        if self.words is not None and self.words.tag == "figcaption":
            self.words.add(" ", frozenset())
        self.words = None
        self.item_level = 0

    def end_bullet(self):
        self.in_bullet = False

    def end_holder(self, count: int):
        self.end_words()
        del self.holders[-count:]


def fits(tag: str, around: list[str], inside: str, said: dict[str, str]) -> bool:
    """Say whether an element that holds others has its place inside another one."""
    parents = {"li": {"ul", "ol"}, "tr": {"table"}, "td": {"tr"}, "th": {"tr"}}
    if tag in parents or inside in {"ul", "ol", "table", "tr", "figure"}:
        return inside in parents.get(tag, ())
    if tag in {"ul", "ol"}:
        return around.count("ul") + around.count("ol") < DEEPEST_LIST
    if tag == "figure":
        return "data-image" in said
    return tag not in around  # no quote within a quote, no table within a table
