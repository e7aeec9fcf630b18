"""Rules the code base keeps, so that no reader has to check them."""

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib import admin
from django.core.management import call_command
from django.template.utils import get_app_template_dirs
from django.urls import URLResolver, get_resolver
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

ROOT = Path(__file__).resolve().parent.parent
APPS = ["content", "metropoles", "networks", "news"]
ERROR_PAGES = {f"{name}.html" for name in ("400", "403", "403_csrf", "404", "500", "503")}
PYTHON_LINES = 300
DERIVED = ["content.SearchEntry", "content.SearchText"]  # made from the rest: nobody edits it

UNFINISHED = re.compile(r"\b(TO" r"DO|FIX" r"ME|XX" r"X|HA" r"CK)\b")
REGISTRY = re.compile(r'"resolved":|(?<!no-emit-)index-url|^registry\s*=', re.MULTILINE)
TEMPLATE_TAG = re.compile(r"{%.*?%}|{{.*?}}|{#.*?#}", re.DOTALL)
INLINE_CODE = re.compile(
    r"<[a-z][^>]*\s(style|on[a-z]+)\s*="  # attributes
    r"|<style\b"
    r'|<script\b(?![^>]*\ssrc=)(?![^>]*\stype="application/(ld\+)?json")',  # data may stand inline
    re.IGNORECASE,
)


def our_models():
    return [model for app in APPS for model in apps.get_app_config(app).get_models()]


def our_files(*suffixes, folders=("config", *APPS, "tests")):
    found = (path for folder in folders for path in sorted((ROOT / folder).rglob("*")))
    return [path for path in found if path.suffix in suffixes]


def our_templates():
    """Path of every template of ours by the name Django knows it by."""
    folders = [ROOT / app / "templates" for app in APPS]
    return {
        path.relative_to(folder).as_posix(): path
        for folder in folders
        for path in folder.rglob("*.*")
    }


def names(paths):
    return [path.relative_to(ROOT).as_posix() for path in paths]


# --- Nothing is forgotten


def test_every_model_is_in_the_admin():
    shown = set(admin.site._registry)
    for model_admin in admin.site._registry.values():
        shown.update(inline.model for inline in model_admin.inlines)

    assert [model._meta.label for model in our_models() if model not in shown] == [*DERIVED]


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def views(resolver):
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from views(pattern)
        else:
            yield getattr(pattern.callback, "view_class", pattern.callback)


def found_by_convention():
    """Templates no line names: error pages, those of generic views, those that replace others."""
    yield from ERROR_PAGES
    suffixes = {getattr(view, "template_name_suffix", "") for view in views(get_resolver())} - {""}
    for meta in (model._meta for model in our_models()):
        yield from (f"{meta.app_label}/{meta.model_name}{suffix}.html" for suffix in suffixes)
        yield f"admin/{meta.app_label}/{meta.model_name}/change_form.html"
    for folder in get_app_template_dirs("templates"):
        if folder.parent.parent != ROOT:
            yield from (path.relative_to(folder).as_posix() for path in folder.rglob("*.*"))


def test_every_template_is_used():
    texts = {path: path.read_text() for path in [*our_files(".py"), *our_templates().values()]}
    conventional = set(found_by_convention())
    unused = [
        name
        for name, path in our_templates().items()
        if name not in conventional
        and not any(f'"{name}"' in text for other, text in texts.items() if other != path)
    ]

    assert unused == []


# --- Nothing is out of place


def test_each_app_knows_only_those_below_it():
    assert lint_imports(no_cache=True) == EXIT_STATUS_SUCCESS


def test_no_python_file_is_too_long_to_read():
    sources = (path for path in our_files(".py") if "migrations" not in path.parts)

    assert names(p for p in sources if len(p.read_text().splitlines()) > PYTHON_LINES) == []


def test_nothing_is_left_unfinished():
    texts = our_files(".py", ".html", ".css", ".js", ".yaml", folders=["config", "fixtures", *APPS])

    assert UNFINISHED.search("# TODO: later")
    assert names(path for path in texts if UNFINISHED.search(path.read_text())) == []


@pytest.mark.parametrize(
    ("markup", "refused"),
    [
        ('<p style="color: red">', True),
        ('<a href="#" onclick="go()">', True),
        ("<script>go()</script>", True),
        ("<style>p {}</style>", True),
        ('<script type="module" src="map.js"></script>', False),
        ('<script id="data" type="application/json">{}</script>', False),
        ('<a class="{% if on == 1 %}once{% endif %}" href="#">', False),
    ],
)
def test_inline_code_is_told_from_the_rest(markup, refused):
    assert bool(INLINE_CODE.search(TEMPLATE_TAG.sub("", markup))) is refused


def test_no_template_has_inline_style_script_or_handler():
    pages = our_templates().values()

    assert names(p for p in pages if INLINE_CODE.search(TEMPLATE_TAG.sub("", p.read_text()))) == []


def test_no_lock_or_setting_names_a_package_registry():
    locks = sorted((ROOT / "requirements").glob("*.txt"))
    others = [
        path
        for name in ["Makefile", "pyproject.toml", "vendor/package-lock.json", "vendor/.npmrc"]
        if (path := ROOT / name).exists()
    ]

    assert REGISTRY.search('"resolved": "somewhere"')
    assert names(path for path in [*locks, *others] if REGISTRY.search(path.read_text())) == []
    assert names(path for path in locks if "://" in path.read_text()) == []
