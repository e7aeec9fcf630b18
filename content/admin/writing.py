"""What the text editor asks for while someone writes: pages and pictures by name, a clean paste."""

from django.contrib import admin
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path
from django.utils.text import capfirst
from django.views.decorators.http import require_GET, require_POST

from content.folding import fold
from content.models import LANGUAGES, Image
from content.prose.cleaning import clean
from content.prose.linking import kinds, parse_key

AT_MOST = 8  # of each kind


@require_GET
def pages(request: HttpRequest) -> JsonResponse:
    """Return pages of the site whose name contains `q`, or the one that the key `href` leads to.

    As {"results": [{"key": "organisation:12", "name", "detail"}]}, names in the page's language.
    """
    if key := parse_key(request.GET.get("href", "")):
        kind, pk = key
        found = kinds()[kind]._base_manager.filter(pk=pk)
        return JsonResponse({"results": [page_choice(item) for item in found]})
    text = request.GET.get("q", "")
    if not fold(text):
        return JsonResponse({"results": []})
    found = [item for model in kinds().values() for item in model.named_like(text)[:AT_MOST]]
    best_first = sorted(found, key=lambda item: not fold(str(item)).startswith(fold(text)))
    return JsonResponse({"results": [page_choice(item) for item in best_first]})


def page_choice(item) -> dict[str, str]:
    kind = capfirst(item._meta.verbose_name)
    return {"key": f"{item._meta.model_name}:{item.pk}", "name": str(item), "detail": kind}


@require_GET
def pictures(request: HttpRequest) -> JsonResponse:
    """Return pictures of the library described or credited with `q`, or those with the key `href`.

    As {"results": [{"key": "12", "name", "detail", "url", "alt": {"fr", "en"}, "decorative"}]}.
    """
    found = Image.objects.all()
    if request.GET.get("href", "").isdecimal():
        found = found.filter(pk=request.GET["href"][:18])
    elif text := fold(request.GET.get("q", "")):
        known = found.values_list("pk", "alt_fr", "alt_en", "credit")
        found = found.filter(
            pk__in=[pk for pk, *words in known if text in fold(" ".join(filter(None, words)))]
        )
    return JsonResponse({"results": [picture_choice(image) for image in found[: 3 * AT_MOST]]})


def picture_choice(image: Image) -> dict:
    return {
        "key": str(image.pk),
        "name": str(image),
        "detail": f"{image.width} × {image.height}",
        "url": image.file.url if image.file else "",
        "alt": {code: getattr(image, f"alt_{code}") or "" for code in LANGUAGES},
        "decorative": image.decorative,
    }


@require_POST
def clean_paste(request: HttpRequest) -> HttpResponse:
    """Return what is pasted as it will be kept, cleaned by the rules of every save."""
    return JsonResponse({"html": clean(request.POST.get("html", ""))})


urlpatterns = [
    path("pages/", admin.site.admin_view(pages), name="writing_pages"),
    path("pictures/", admin.site.admin_view(pictures), name="writing_pictures"),
    path("clean/", admin.site.admin_view(clean_paste), name="writing_clean"),
]
