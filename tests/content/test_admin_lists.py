"""Lists of the admin answer whatever their address or their form asks for."""

import pytest
from django.contrib.admin.views.main import ChangeList
from django.contrib.auth.models import User
from django.contrib.messages import get_messages

from networks.models import Membership, StatusChange
from news.models import Event, Post
from tests.admin_forms import sign_in, url
from tests.builders import make_event, make_membership, make_post

pytestmark = pytest.mark.django_db

HUGE = "9" * 30


@pytest.fixture
def boss(client):
    return sign_in(client)


@pytest.mark.filterwarnings("ignore:DateTimeField .* received a naive datetime:RuntimeWarning")
@pytest.mark.parametrize(
    ("model", "asked"),
    [
        (Post, f"displayed_on__year={HUGE}"),
        (Post, "displayed_on__year=9999"),
        (Post, f"displayed_on__year=2023&displayed_on__month={HUGE}"),
        (Event, f"first_day__year={HUGE}"),
        (Event, "first_day__year=9999"),
        (StatusChange, "effective_on__year=9999"),
        (Post, "nonsense=1"),
    ],
)
def test_a_filter_without_meaning_leads_to_the_whole_list_which_says_so(boss, model, asked):
    make_post("Une nouvelle")
    make_event("Un forum")
    make_membership(status="member")

    page = boss.get(f"{url(model)}?{asked}", follow=True, headers={"accept-language": "en"})

    assert page.redirect_chain == [(f"{url(model)}?e=1", 302)]
    assert page.context["cl"].result_count == 1
    assert "This filter has no meaning" in page.content.decode()


@pytest.mark.filterwarnings("ignore:DateTimeField .* received a naive datetime:RuntimeWarning")
@pytest.mark.parametrize(
    ("model", "asked"),
    [
        (Post, "publish_at_fr=0001-01-01"),
        (Post, f"event={HUGE}"),
        (Post, f"id__in={HUGE}"),
        (User, f"id__in={HUGE}"),
        (User, "date_joined__lte=0001-01-01"),
    ],
)
def test_a_value_that_only_some_databases_can_read_finds_nothing_or_leads_there_too(
    boss, model, asked
):
    make_post("Une nouvelle")

    page = boss.get(f"{url(model)}?{asked}", follow=True, headers={"accept-language": "en"})

    if page.redirect_chain:
        assert page.redirect_chain == [(f"{url(model)}?e=1", 302)]
        assert "This filter has no meaning" in page.content.decode()
    else:
        assert (page.status_code, page.context["cl"].result_count) == (200, 0)


def test_a_fault_of_our_own_is_not_blamed_on_a_filter(boss, monkeypatch):
    def fail(self, request):
        raise ValueError("ours")

    monkeypatch.setattr(ChangeList, "get_results", fail)
    with pytest.raises(ValueError, match="ours"):
        boss.get(url(Post))
    assert boss.get(f"{url(Post)}?e=1&id__in=1").status_code == 200  # a page of Django's


def test_a_filter_with_a_meaning_stays(boss):
    make_post("Une nouvelle")

    page = boss.get(f"{url(Post)}?displayed_on__year=2023")

    assert page.context["cl"].result_count == 1
    assert not [*get_messages(page.wsgi_request)]


@pytest.mark.parametrize("model", [Post, Membership])
@pytest.mark.parametrize("key", ["abc", HUGE, "-1", "²", ""])
def test_what_does_not_exist_cannot_be_selected(boss, model, key):
    post, membership = make_post(), make_membership()
    chosen = {"action": "delete_selected", "_selected_action": [post.pk, key]}

    page = boss.post(url(model), chosen, follow=True, headers={"accept-language": "en"})

    assert page.status_code == 200
    assert "What was selected does not exist" in page.content.decode()
    chosen["_selected_action"] = [post.pk if model is Post else membership.pk]
    asked = boss.post(url(model), chosen, headers={"accept-language": "en"})
    assert "Are you sure" in asked.content.decode()
