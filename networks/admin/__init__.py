from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from content.admin.base import FoldedSearch, TranslatedAdmin, Versioned
from networks.models import ForbiddenMove, MembershipStatus, Network

from .imports import StatusChangeAdmin
from .membership import MembershipAdmin

__all__ = ["MembershipAdmin", "StatusChangeAdmin"]


@admin.register(Network)
class NetworkAdmin(FoldedSearch, TranslatedAdmin):
    list_display = ["__str__", "kind", "parent", "is_home", "translations"]
    list_select_related = ["parent"]
    list_filter = ["kind", "themes"]
    search_fields = ["folded", "slug"]
    autocomplete_fields = ["parent", "organisation", "logo", "themes"]
    prepopulated_fields = {"slug": ["acronym"]}
    fieldsets = [
        (None, {"fields": ["kind", ("acronym", "slug"), "name", "parent"]}),
        (_("Overview"), {"fields": ["summary", "description", "themes", "website", "logo"]}),
        (
            _("Legal body and founding"),
            {"fields": ["organisation", ("founded", "founded_precision"), "is_home"]},
        ),
        (
            _("What the network says of itself"),
            {
                "fields": [
                    "numbering",
                    ("declared_members", "declared_qualifier"),
                    "declared_source",
                ]
            },
        ),
    ]


@admin.register(MembershipStatus)
class MembershipStatusAdmin(TranslatedAdmin):
    list_display = [
        "__str__",
        "code",
        "category",
        "counts_as_member",
        "public",
        "position",
        "translations",
    ]
    list_filter = ["category", "public"]
    search_fields = ["label_fr", "label_en", "code"]
    fieldsets = [
        (None, {"fields": [("code", "category"), "label", "plural", "definition"]}),
        (_("What follows from it"), {"fields": ["counts_as_member", "public", "position"]}),
    ]


@admin.register(ForbiddenMove)
class ForbiddenMoveAdmin(Versioned):
    list_display = ["__str__", "from_category", "to_category"]
    list_filter = ["from_category", "to_category"]
    search_fields = ["from_category", "to_category"]
    fields = [("from_category", "to_category")]
