from modeltranslation.translator import TranslationOptions, register

from .models import Attachment, Event, EventSeries, Post


@register(Post)
class PostTranslation(TranslationOptions):
    fields = ("title", "slug", "summary", "body")
    empty_values = {"slug": None}
    fallback_languages = {"default": ()}  # a draft in one language never stands in for the other


@register(Event)
class EventTranslation(TranslationOptions):
    fields = ("title", "slug", "summary", "body", "place")
    empty_values = {"slug": None}
    fallback_languages = {"default": ()}  # a draft in one language never stands in for the other


@register(Attachment)
class AttachmentTranslation(TranslationOptions):
    fields = ("title",)


@register(EventSeries)
class EventSeriesTranslation(TranslationOptions):
    fields = ("name", "rhythm", "summary")
