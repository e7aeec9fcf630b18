from modeltranslation.translator import TranslationOptions, register

from .models import Membership, MembershipStatus, Network, StatusChange


@register(Network)
class NetworkTranslation(TranslationOptions):
    fields = ("name", "summary", "description", "declared_source")


@register(MembershipStatus)
class MembershipStatusTranslation(TranslationOptions):
    fields = ("label", "plural", "definition")


@register(Membership)
class MembershipTranslation(TranslationOptions):
    fields = ("section",)


@register(StatusChange)
class StatusChangeTranslation(TranslationOptions):
    fields = ("source",)
