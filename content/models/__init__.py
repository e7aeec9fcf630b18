from .addressed import Addressed, Redirect
from .checklist import Checked, ChecklistRule, Finding, Level, Rule, check_picture
from .choices import NamedChoices
from .image import Image
from .page import Menu, Page
from .partial_dates import PartialDates, Precision, precision_field
from .prepared import Prepared
from .publishable import OptionalSlugField, PublicationState, Publishable, PublishableQuerySet
from .rich_text import RichTextField
from .theme import Theme
from .translated import LANGUAGES, OTHER, Translated, TranslationState, filled

__all__ = [
    "LANGUAGES",
    "OTHER",
    "Addressed",
    "Checked",
    "ChecklistRule",
    "Finding",
    "Image",
    "Level",
    "Menu",
    "NamedChoices",
    "OptionalSlugField",
    "Page",
    "PartialDates",
    "Precision",
    "Prepared",
    "PublicationState",
    "Publishable",
    "PublishableQuerySet",
    "Redirect",
    "RichTextField",
    "Rule",
    "Theme",
    "Translated",
    "TranslationState",
    "check_picture",
    "filled",
    "precision_field",
]
