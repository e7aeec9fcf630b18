from . import clock
from .addressed import Addressed, Redirect
from .checklist import Checked, ChecklistRule, Finding, Level, Rule, check_picture
from .choices import NamedChoices
from .coordinate_field import CoordinateField
from .days import DaysInReach
from .document_field import DocumentField
from .image import Image
from .page import Menu, Page
from .partial_dates import PartialDates, Precision, precision_field
from .prepared import Prepared
from .publishable import OptionalSlugField, PublicationState, Publishable, PublishableQuerySet
from .rich_text import RichTextField
from .search_entry import SearchEntry, SearchText
from .searchable import Searchable, SearchedWith
from .theme import Theme
from .translated import LANGUAGES, OTHER, Translated, TranslationState, digest_of, filled
from .whole import Whole, states_of

__all__ = [
    "LANGUAGES",
    "OTHER",
    "Addressed",
    "Checked",
    "ChecklistRule",
    "CoordinateField",
    "DaysInReach",
    "DocumentField",
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
    "SearchEntry",
    "SearchText",
    "Searchable",
    "SearchedWith",
    "Theme",
    "Translated",
    "TranslationState",
    "Whole",
    "check_picture",
    "clock",
    "digest_of",
    "filled",
    "precision_field",
    "states_of",
]
