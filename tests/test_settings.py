"""The site starts safe, and every answer carries the headers that keep it so."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def manage(*arguments, **environment):
    """Run manage.py as an operator would, in production unless told otherwise."""
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings", "DJANGO_DEBUG": "0"}
        | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_without_a_key_production_refuses_to_start():
    refused = manage("check", SECRET_KEY="")

    assert refused.returncode
    assert "Set SECRET_KEY" in refused.stderr
    assert manage("check", SECRET_KEY="", DJANGO_DEBUG="1").returncode == 0


def test_production_passes_djangos_deployment_check():
    checked = manage(
        *["check", "--deploy", "--fail-level", "WARNING"],
        SECRET_KEY="a-long-random-text-of-more-than-fifty-characters-0123456789",
        ALLOWED_HOSTS="example.org",
    )

    assert checked.returncode == 0, checked.stderr


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/fr/", "/admin/login/", "/fr/nowhere/", "/static/site.css"])
def test_every_answer_is_closed_to_other_sites(client, path):
    response = client.get(path)
    response.close()  # a static file would stay open
    headers = response.headers

    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/fr/", "/admin/login/", "/fr/nowhere/"])
def test_every_page_has_the_strict_content_policy(client, path):
    policy = client.get(path).headers["Content-Security-Policy"]
    directives = dict(part.strip().split(" ", 1) for part in policy.split(";"))

    assert directives["default-src"] == "'none'"
    assert directives["base-uri"] == directives["frame-ancestors"] == "'none'"
    assert set(directives.values()) == {"'none'", "'self'"}
