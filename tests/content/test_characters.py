"""What XML forbids is in no text that the site keeps, and breaks no feed if it once was."""

import pytest
from django.core.serializers import deserialize, serialize
from lxml import etree

from content.characters import legible
from content.models import Theme
from content.prose.cleaning import clean
from metropoles.models import Organisation
from news.models import Post
from tests.admin_forms import form_data, sign_in, url
from tests.builders import make_membership, make_network, make_organisation, make_post, make_theme
from tests.specifications import body_of

pytestmark = pytest.mark.django_db

FORBIDDEN = "\x00\x08\x0b\x0c\x0e\x1b\x1f\ud800\ufffe\uffff"
NEWS = "/fr/actualites/atom.xml"
CHANGES = "/fr/membres/changements/atom.xml"


def feed_of(client, address) -> str:
    response = client.get(address)
    assert response.status_code == 200
    etree.fromstring(body_of(response))
    return body_of(response).decode()


@pytest.mark.parametrize("character", FORBIDDEN)
def test_a_forbidden_character_goes_and_all_others_stay(character):
    assert legible(f"a{character}b").replace("\n", "") == "ab"
    assert legible("é\t\n\r\x85 \u2028\U0001f600") == "é\t\n\r\x85 \u2028\U0001f600"


def test_a_line_broken_in_an_office_program_stays_two_words(client):
    post = make_post("Une\x0bligne", "One", summary_fr="Une\x0bautre", body_fr="<p>Le\x0btexte</p>")
    post.refresh_from_db()

    assert (post.title_fr, post.summary_fr) == ("Une ligne", "Une\nautre")
    assert post.body_fr == "<p>Le texte</p>"
    assert post.title_en == "One"


def test_what_is_pasted_into_the_form_is_kept_legible_and_followed_in_the_feed(client):
    boss = sign_in(client)
    post = make_post()
    path = url(Post, "change", post.pk)
    typed = {"title_fr": "Un\x0btitre\x1b\ufffe", "summary_fr": "Un\ufffe résumé\x1b"}
    typed |= {"body_fr": "<p>Un\ufffe corps &#xfffe;&#11;là</p>"}

    assert boss.post(path, form_data(boss.get(path)) | typed).status_code == 302

    post.refresh_from_db()
    assert (post.title_fr, post.summary_fr) == ("Un titre", "Un résumé")
    assert post.body_fr == "<p>Un corps là</p>"
    assert "<title>Un titre</title>" in feed_of(client, NEWS)


def test_a_title_of_forbidden_characters_alone_is_no_title(client):
    boss = sign_in(client)
    path = url(Post, "change", make_post().pk)

    refused = boss.post(path, form_data(boss.get(path)) | {"title_fr": "\ufffe"})

    assert refused.status_code == 200


def test_a_fixture_brings_no_forbidden_character():
    theme = make_theme(name_fr="Mobilité")
    copied = serialize("json", [theme]).replace("Mobilité", "Mobi\\u001blité")
    next(deserialize("json", copied)).save()

    assert Theme.objects.get().name_fr == "Mobilité"


def test_feeds_stay_well_formed_with_texts_stored_before(client):
    theme, lille = make_theme(), make_organisation("Lille")
    make_post(subjects=[lille]).themes.add(theme)
    make_membership(lille, network=make_network(is_home=True), status="member")
    broken = f"Une\x0bligne{FORBIDDEN}".replace("\x00", "").replace("\ud800", "")
    Post.objects.update(title_fr=broken, summary_fr=broken)
    Organisation.objects.update(name_fr=broken)
    Theme.objects.update(name_fr=broken)

    assert "<title>Une\nligne" in feed_of(client, NEWS)
    feed_of(client, f"{NEWS}?organisation={lille.slug}&theme={theme.slug}")
    feed_of(client, CHANGES)


def test_what_is_cleaned_holds_no_forbidden_character_however_it_is_written():
    written = "".join(f"&#{ord(c)};{c}" for c in FORBIDDEN)
    for place in ("<p>a{}</p>", '<p><a href="https://e.eu/{}">a</a></p>'):
        cleaned = clean(place.format(written))
        assert cleaned == legible(cleaned)
