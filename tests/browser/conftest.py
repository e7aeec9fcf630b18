import shutil

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import sync_playwright

QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def chromium():
    path = shutil.which("chromium")
    assert path, "These tests need Debian's chromium."
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium, live_server):
    """Return a function that opens a path in a language; what the console complains of fails."""
    contexts, complaints = [], []

    def open_path(path, language="en", **options):
        context = chromium.new_context(base_url=live_server.url, locale=language, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
        page.on("request", lambda r: complaints.append(r.url) if foreign(r.url) else None)
        page.goto(path)
        return page

    def foreign(url):
        return url.startswith("http") and not url.startswith(live_server.url)

    yield open_path
    for context in contexts:
        context.close()
    known = "Applying inline style"  # the editor's own style sheet, which the admin provides
    assert [text for text in complaints if known not in text] == []


@pytest.fixture
def signed_in(open_page):
    """Return a function that opens a path of the admin as an administrator."""

    def open_path(path, language="en", **options):
        if not User.objects.filter(username="boss").exists():
            User.objects.create_superuser("boss", password="secret")
        page = open_page(f"/admin/login/?next={path}", language, **options)
        page.fill("#id_username", "boss")
        page.fill("#id_password", "secret")
        page.click("#login-form [type=submit]")
        return page

    return open_path
