from modeltranslation.translator import TranslationOptions, register

from .models import Image, Page, Theme


@register(Theme)
class ThemeTranslation(TranslationOptions):
    fields = ("name",)


@register(Image)
class ImageTranslation(TranslationOptions):
    fields = ("alt",)


@register(Page)
class PageTranslation(TranslationOptions):
    fields = ("title", "slug", "summary", "body")
    empty_values = {"slug": None}
    fallback_languages = {"default": ()}  # a draft in one language never stands in for the other
