from .addressed import Addressed, Redirect
from .choices import NamedChoices
from .image import Image
from .page import Menu, Page
from .partial_dates import PartialDates, Precision, precision_field
from .prepared import Prepared
from .publishable import OptionalSlugField, PublicationState, Publishable, PublishableQuerySet
from .rich_text import RichTextField
from .search_entry import SearchEntry, SearchText
from .searchable import Searchable, SearchedWith
from .theme import Theme
from .translated import LANGUAGES, OTHER, Translated, TranslationState, filled

__all__ = [
    "LANGUAGES",
    "OTHER",
    "Addressed",
    "Image",
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
    "SearchEntry",
    "SearchText",
    "Searchable",
    "SearchedWith",
    "Theme",
    "Translated",
    "TranslationState",
    "filled",
    "precision_field",
]
