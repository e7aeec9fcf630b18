"""Searching as visitors and machines do, through the address."""

from bs4 import BeautifulSoup

PATHS = {"fr": "/fr/recherche/", "en": "/en/search/"}


def search(client, typed, language="fr", **parameters):
    parameters = {"q": typed, "format": "json", **parameters}
    return client.get(PATHS[language], parameters).json()


def titles(client, typed, language="fr", **parameters):
    return [hit["title"] for hit in search(client, typed, language, **parameters)["results"]]


def page(client, typed, language="fr", **parameters):
    response = client.get(PATHS[language], {"q": typed, **parameters})
    assert response.status_code == 200
    return BeautifulSoup(response.content, "lxml")


def suggested(client, typed, language="fr"):
    return titles(client, typed, language, format="suggest")
