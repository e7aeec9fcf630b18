"""Three groups: each may do what its name promises, and no more."""

from datetime import date

import pytest
import reversion
from django.contrib.auth.models import Group, User
from reversion.models import Version

from networks.models import Membership, StatusChange
from news.models import Post
from tests.admin_forms import errors, form_data, sign_in, url
from tests.builders import (
    make_event,
    make_membership,
    make_network,
    make_organisation,
    make_post,
    make_status,
    make_strategy,
    make_theme,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("group", "may", "may_not"),
    [
        ("editors", ["news.add_post", "news.delete_event"], ["networks.change_membership"]),
        (
            "secretariat",
            ["networks.add_statuschange", "networks.add_network"],
            ["news.change_post"],
        ),
        ("translators", ["news.change_post", "metropoles.change_figure"], ["news.add_post"]),
    ],
)
def test_each_group_may_do_what_its_name_promises(group, may, may_not):
    user = User.objects.create_user(group)
    user.groups.add(Group.objects.get(name=group))

    assert all(user.has_perm(permission) for permission in may)
    assert not any(user.has_perm(permission) for permission in may_not)


def test_the_secretariat_sees_news_but_cannot_change_it(client):
    post = make_post()
    sign_in(client, "secretariat")

    page = client.get(url(Post, "change", post.pk))
    assert page.status_code == 200
    refused = client.post(url(Post, "change", post.pk), {"title_fr": "Changé"})
    assert refused.status_code == 403
    assert client.get(url(Membership, "add")).status_code == 200


def test_an_editor_cannot_touch_a_membership(client):
    membership = make_membership()
    sign_in(client, "editors")

    assert client.get(url(Membership, "add")).status_code == 403
    assert client.post(url(Membership, "change", membership.pk), {}).status_code == 403
    assert client.get(url(Post, "add")).status_code == 200


def test_a_translator_writes_texts_and_publishes_nothing(client):
    post = make_post("Titre", "", kind="news")
    sign_in(client, "translators")
    page = client.get(url(Post, "change", post.pk))
    data = form_data(page)
    assert "publish_at_en_0" not in data
    assert "kind" not in data

    data |= {
        "title_en": "A title",
        "kind": "opinion",
        "publish_at_en_0": "2020-01-01",
        "publish_at_en_1": "00:00:00",
    }
    response = client.post(url(Post, "change", post.pk), data)

    assert response.status_code == 302, errors(response)
    post.refresh_from_db()
    assert (post.title_en, post.kind, post.publish_at_en) == ("A title", "news", None)
    assert client.get(url(Post, "add")).status_code == 403


@pytest.mark.parametrize("group", ["editors", "secretariat", "translators"])
def test_every_group_opens_what_it_may_see(client, group):
    organisation, theme = make_organisation(), make_theme()
    things = [organisation, theme, make_network(), make_post(), make_event(), make_strategy()]
    sign_in(client, group)

    for thing in things:
        assert client.get(url(type(thing))).status_code == 200, thing
        assert client.get(url(type(thing), "change", thing.pk)).status_code == 200, thing


def test_a_translator_cannot_go_back_to_a_former_version(client):
    post = make_post()
    with reversion.create_revision():
        post.save()
    version = Version.objects.get_for_object(post).get()
    address = url(Post, "revision", post.pk, version.pk)

    sign_in(client, "translators")
    assert client.get(address).status_code == 403
    assert client.post(address, {}).status_code == 403
    client.logout()
    sign_in(client, "editors")
    assert client.get(address).status_code == 200


def test_a_change_in_force_is_not_deleted_but_a_planned_one_may_be(client):
    membership = make_membership(status="observer", since=date(2020, 1, 1))
    planned = membership.change_status(make_status("member"), date(2090, 1, 1))
    sign_in(client, "secretariat")

    for change, status in ((membership.changes.first(), 403), (planned, 302)):
        address = url(StatusChange, "delete", change.pk)
        assert client.post(address, {"post": "yes"}).status_code == status
    assert membership.changes.count() == 1


@pytest.mark.parametrize("further", ["", "//evil.com", "https://evil.com/", "/admin/news/post/"])
def test_signing_in_leads_into_the_admin_and_nowhere_else(client, further):
    User.objects.create_superuser("boss", password="secret")

    signed_in = client.post(
        f"/admin/login/?next={further}", {"username": "boss", "password": "secret", "next": further}
    )

    expected = further if further.startswith("/admin/") else "/admin/"
    assert (signed_in.status_code, signed_in["Location"]) == (302, expected)
