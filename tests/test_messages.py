"""The French catalogue is complete, faithful and well set; so are the French texts of the demo."""

import re
from html import unescape
from pathlib import Path

import pytest
import yaml
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.frontend import CommandLineInterface
from babel.messages.pofile import read_po

from config.extraction import extract_template

ROOT = Path(__file__).resolve().parent.parent
FIXTURES = sorted((ROOT / "fixtures").glob("*.yaml"))
FOLDERS = ["config", "content", "metropoles", "networks", "news"]
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sd]|\{\w*\}")
# A no-break space before ":" and "%" and inside guillemets, a narrow one before ";", "?" and "!".
# What a letter or a sign of an address follows is no punctuation: 10:30, https://, ?format=json.
MISSET = re.compile(
    r"\w'\w"  # straight apostrophe
    r"|(?<!\u00a0):(?![\w/])"
    r"|(?<![\u202f?!])[;?!](?![\w/])"
    r"|(?<=\d)[ \u202f]?%(?![\w(])"
    r"|«(?!\u00a0)|(?<!\u00a0)»"
    r'|"'
)


@pytest.fixture
def collected(tmp_path, monkeypatch):
    """What `make messages` would collect now."""
    monkeypatch.chdir(ROOT)
    pot = tmp_path / "messages.pot"
    command = ["pybabel", "-q", "extract", "-F", "pyproject.toml", "-o", str(pot), *FOLDERS]
    CommandLineInterface().run(command)
    with pot.open("rb") as file:
        return [message for message in read_po(file) if message.id]


@pytest.fixture
def french():
    with (ROOT / "config/locale/fr/LC_MESSAGES/django.po").open("rb") as file:
        return read_po(file, locale="fr")


def forms(text):
    """A message's text, or its singular and plural."""
    return [text] if isinstance(text, str) else list(text)


def untranslated(collected, catalogue):
    found = ((message, catalogue.get(message.id, message.context)) for message in collected)
    return [m.id for m, translated in found if not translated or not all(forms(translated.string))]


def unfaithful(message):
    """Whether French lost or invented a placeholder; a singular may say « un » for the number."""
    english = set(PLACEHOLDER.findall(" ".join(forms(message.id))))
    if not all(forms(message.string)):
        return False  # not translated: another test says so
    placeholders = [set(PLACEHOLDER.findall(form)) for form in forms(message.string)]
    return placeholders[-1] != english or not all(found <= english for found in placeholders)


def test_every_message_has_french(collected, french):
    missing = untranslated(collected, french)

    assert not missing, "Run `make messages`, then translate:\n" + "\n".join(map(str, missing))


def test_a_message_without_french_is_noticed():
    messages = [Message("Members"), Message(("one member", "members"))]
    catalogue = Catalog(locale="fr")
    catalogue.add("Members", "Membres")
    catalogue.add(("one member", "members"), ("un membre", ""))

    assert untranslated(messages, catalogue) == [("one member", "members")]


def test_no_french_is_a_guess(french):
    assert [message.id for message in french if message.id and message.fuzzy] == []


def test_french_keeps_the_placeholders(french):
    assert [message.id for message in french if message.id and unfaithful(message)] == []


@pytest.mark.parametrize(
    ("english", "french", "lost"),
    [
        ("%(count)s members", "%(count)s membres", False),
        ("%(count)s members", "membres", True),
        ("members", "{count} membres", True),
        (("%(n)s member", "%(n)s members"), ("un membre", "%(n)s membres"), False),
        (("%(n)s member", "%(n)s members"), ("un membre", "des membres"), True),
    ],
)
def test_a_lost_placeholder_is_noticed(english, french, lost):
    assert unfaithful(Message(english, french)) is lost


def is_misset(text):
    """Whether the words of a text break a rule: its tags are left out, its entities read."""
    return bool(MISSET.search(unescape(re.sub(r"<[^>]*>", "\n", text))))


def french_texts(path):
    """The French texts of a file of fixtures, as (field, text)."""
    for item in yaml.safe_load(path.read_text()):
        for field, text in item["fields"].items():
            if field.endswith("_fr") and isinstance(text, str):
                yield field, text


def test_french_is_well_set(french):
    strings = [form for message in french if message.id for form in forms(message.string)]

    assert [string for string in strings if is_misset(string)] == []


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: path.stem)
def test_the_french_of_the_demo_is_well_set(path):
    found = list(french_texts(path))

    assert found
    assert [(field, text) for field, text in found if is_misset(text)] == []


@pytest.mark.parametrize(
    ("french", "misset"),
    [
        ("Qui\u202f? Les membres\u00a0: l’un d’eux", False),
        ("À 10:30, sur https://example.org/?format=json", False),
        ("Oui\u202f; non\u202f! Quoi\u202f?! 35&nbsp;% d’une ville", False),
        ("<li>la Ville\u202f;</li><li>«\u00a0<em>Turin</em>\u00a0»</li>", False),
        ('<a href="/fr/?page=2">un lien</a>', False),
        ("«\u00a0Turin\u00a0»", False),
        ("« Turin »", True),
        ("«Turin\u00a0»", True),
        ("«\u00a0Turin\n»", True),
        ("«\u202fTurin\u202f»", True),
        ("l'un", True),
        ("Qui ?", True),
        ("Qui?", True),
        ("Qui\u00a0?", True),
        ("<p>Oui !</p>", True),
        ("<li>la Ville ;</li>", True),
        ("<li>la Ville\u00a0;</li>", True),
        ("Statuts :", True),
        ("<p>Statuts\u202f: tous</p>", True),
        ("35 % d’une ville", True),
    ],
)
def test_bad_typography_is_noticed(french, misset):
    assert is_misset(french) is misset


def test_messages_of_templates_are_collected(tmp_path):
    template = tmp_path / "page.html"
    template.write_text(
        """
        <p>Un\u00a0mot {% translate "Members" %} {{ _("Networks")|title }}
          {% blocktranslate count n=count %}{{ n }} member{% plural %}{{ n }} members
        {% endblocktranslate %}
        {% translate "May" context "month" %}</p>
        """
    )
    with template.open("rb") as file:
        found = [
            (text, context) for _line, text, _comments, context in extract(extract_template, file)
        ]

    assert found == [
        ("Members", None),
        ("Networks", None),
        (("%(n)s member", "%(n)s members\n        "), None),
        ("May", "month"),
    ]
