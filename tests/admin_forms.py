"""Working in the admin as a person does: sign in, open a form, send it back."""

from bs4 import BeautifulSoup
from django.contrib.auth.models import Group, User
from django.urls import reverse


def sign_in(client, group=None):
    user = User.objects.create_user(group or "boss", is_staff=True, is_superuser=group is None)
    if group:
        user.groups.add(Group.objects.get(name=group))
    client.force_login(user)
    return client


def url(model, action="changelist", *args):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{action}", args=args)


def form_data(response) -> dict:
    """Return what a browser would send back from a form of the admin, untouched."""
    form = BeautifulSoup(response.content, "lxml").select_one("#content-main form")
    data = {}
    for field in form.select("input[name], textarea[name], select[name]"):
        name, kind = field["name"], field.get("type")
        if kind == "submit" or (kind in {"checkbox", "radio"} and not field.has_attr("checked")):
            continue
        if field.name == "select":
            data[name] = [option.get("value", "") for option in field.select("option[selected]")]
        elif field.name == "textarea":
            data[name] = (field.string or "").removeprefix("\n")
        else:
            data[name] = field.get("value", "on" if kind == "checkbox" else "")
    return data


def errors(response) -> str:
    soup = BeautifulSoup(response.content, "lxml")
    return " ".join(item.get_text() for item in soup.select(".errorlist, .errornote"))
