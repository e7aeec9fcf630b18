from modeltranslation.translator import TranslationOptions, register

from .models import Ambition, Figure, Milestone, Office, Organisation, Strategy, Workstream


@register(Organisation)
class OrganisationTranslation(TranslationOptions):
    fields = ("name", "summary", "description")


@register(Figure)
class FigureTranslation(TranslationOptions):
    fields = ("label", "value", "unit", "period", "source")


@register(Milestone)
class MilestoneTranslation(TranslationOptions):
    fields = ("title",)


@register(Office)
class OfficeTranslation(TranslationOptions):
    fields = ("name", "role", "address")


@register(Strategy)
class StrategyTranslation(TranslationOptions):
    fields = ("title", "summary", "audiences", "slogans")


@register(Ambition)
class AmbitionTranslation(TranslationOptions):
    fields = ("title",)


@register(Workstream)
class WorkstreamTranslation(TranslationOptions):
    fields = ("name", "sentence", "text")
