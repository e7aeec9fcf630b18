"""Working in the admin as a person does: sign in, open a form, send it back."""

from django.contrib.auth.models import Group, User
from django.urls import reverse
from lxml import html


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
    form = html.fromstring(response.content.decode()).xpath('//*[@id="content-main"]//form')[0]
    data = {}
    for field in form.xpath(".//*[self::input or self::textarea or self::select][@name]"):
        name, kind = field.get("name"), field.get("type")
        if kind == "submit" or (kind in {"checkbox", "radio"} and "checked" not in field.attrib):
            continue
        if field.tag == "select":
            data[name] = [option.get("value", "") for option in field.xpath(".//option[@selected]")]
        elif field.tag == "textarea":
            data[name] = (field.text or "").removeprefix("\n")
        else:
            data[name] = field.get("value", "on" if kind == "checkbox" else "")
    return data


def errors(response) -> str:
    page = html.fromstring(response.content.decode())
    told = [*page.find_class("errorlist"), *page.find_class("errornote")]
    return " ".join(item.text_content() for item in told)
