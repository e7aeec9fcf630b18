"""When something fails: help in the right language, in the site's look, without the database."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth.models import User
from django.db import OperationalError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client

from content.models import Page, Redirect
from networks.models import Network

TITLES = {
    500: {"fr": "Une erreur est survenue", "en": "Something went wrong"},
    503: {"fr": "De retour dans un instant", "en": "Back in a moment"},
    403: {"fr": "Ce formulaire a expiré", "en": "This form has expired"},
    400: {"fr": "Cette demande n’a pas été comprise", "en": "This request was not understood"},
}


@pytest.fixture
def visitor():
    return Client(raise_request_exception=False)


def fail(error):
    def home(*args, **kwargs):
        raise error

    return home


def check(response, status, language):
    page = BeautifulSoup(response.content, "lxml")
    assert response.status_code == status
    assert page.html["lang"] == language
    assert page.h1.get_text() == TITLES[status][language]
    assert page.select_one(f'main a[href="/{language}/"]')
    assert page.select_one(f'header a[href="/{language}/"]').get_text().strip() == "Métropoles"
    assert page.select_one('link[rel="stylesheet"][href$=".css"]')
    assert response["Content-Security-Policy"]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_failure_is_told_in_the_language_of_the_address_without_the_database(
    visitor, monkeypatch, language
):
    monkeypatch.setattr(type(Network.objects), "home", fail(RuntimeError("broken")))

    check(visitor.get(f"/{language}/"), 500, language)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_without_its_database_the_site_asks_to_come_back(visitor, monkeypatch, language):
    monkeypatch.setattr(type(Network.objects), "home", fail(OperationalError("no connection")))
    response = visitor.get(f"/{language}/")

    check(response, 503, language)
    assert response["Retry-After"] == "60"


@pytest.mark.parametrize("path", ["/fr/membres", "/fr/a/b/", "/", "/en/nowhere/"])
@pytest.mark.django_db
def test_without_its_database_an_unknown_address_is_no_failure(visitor, monkeypatch, path):
    gone = fail(OperationalError("no connection"))
    for model in (Network, Page, Redirect):
        monkeypatch.setattr(type(model.objects), "get_queryset", gone)
    headers = {"accept-language": path[1:3] or "en"}

    check(visitor.get(path, headers=headers), 503, path[1:3] or "en")


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.django_db
def test_a_form_that_has_expired_says_what_to_do(language):
    visitor = Client(enforce_csrf_checks=True)

    check(visitor.post("/admin/login/", headers={"accept-language": language}), 403, language)


@pytest.mark.parametrize("language", ["fr", "en"])
def test_an_address_for_others_says_so(client, admin_user, language):
    client.force_login(User.objects.create_user("editor", is_staff=True))
    response = client.get("/admin/auth/user/", headers={"accept-language": language})

    page = BeautifulSoup(response.content, "lxml")
    assert (response.status_code, page.html["lang"]) == (403, language)
    assert page.h1.get_text() == {"fr": "Accès refusé", "en": "Access refused"}[language]


def test_an_address_outside_the_languages_answers_in_that_of_the_browser(visitor):
    headers = {"accept-language": "en", "host": "elsewhere.example"}

    check(visitor.get("/fr/", headers={**headers, "accept-language": "en"}), 400, "fr")
    check(visitor.get("/robots.txt", headers=headers), 400, "en")


def test_the_process_says_that_it_lives_without_the_database(client):
    assert client.get("/healthz").content == b"ok\n"


@pytest.mark.django_db
def test_the_site_is_ready_once_every_migration_is_applied(client):
    assert client.get("/readyz").status_code == 200

    last = MigrationLoader(connection).graph.leaf_nodes("content")[0]
    MigrationRecorder(connection).record_unapplied(*last)
    waiting = client.get("/readyz")
    assert waiting.status_code == 503
    assert b"migrations are pending" in waiting.content
