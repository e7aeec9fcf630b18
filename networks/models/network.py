from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Max, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from content.folding import fold
from content.models import (
    LANGUAGES,
    Image,
    NamedChoices,
    PartialDates,
    RichTextField,
    Searchable,
    Theme,
    Translated,
    filled,
    precision_field,
)
from metropoles.models import Organisation, Qualifier


class NetworkKind(NamedChoices):
    ASSOCIATION = "association", _("association")
    WORKING_GROUP = "working_group", _("working group")
    COMMITMENT = "commitment", _("commitment")
    PROGRAMME = "programme", _("programme")
    PROJECT = "project", _("project")
    GROUPING = "grouping", _("grouping")


KIND_PLURALS = {
    NetworkKind.ASSOCIATION: _("Associations"),
    NetworkKind.WORKING_GROUP: _("Working groups"),
    NetworkKind.COMMITMENT: _("Commitments"),
    NetworkKind.PROGRAMME: _("Programmes"),
    NetworkKind.PROJECT: _("Projects"),
    NetworkKind.GROUPING: _("Groupings"),
}

PARENT_LABELS = {
    NetworkKind.ASSOCIATION: _("Section of"),
    NetworkKind.WORKING_GROUP: _("Working group of"),
    NetworkKind.COMMITMENT: _("Commitment of"),
    NetworkKind.PROGRAMME: _("Programme of"),
    NetworkKind.PROJECT: _("Project of"),
    NetworkKind.GROUPING: _("Part of"),
}


class Numbering(NamedChoices):
    """How a network numbers its members in its list."""

    NONE = "none", _("no numbers")
    FIXED = "fixed", _("given once and kept")
    RUNNING = "running", _("counted anew in each list")


class NetworkQuerySet(models.QuerySet):
    def home(self) -> "Network | None":
        """Return the network that the site speaks for, if one is marked."""
        return self.filter(is_home=True).select_related("organisation").first()

    def named_like(self, text: str):
        return self.filter(folded__contains=fold(text))

    def sorted_by_name(self, language: str):
        return self.order_by(f"sort_key_{language}", "pk")

    def named(self):
        """No more of each network than lists of its members say of it."""
        names = ("acronym", "name_fr", "name_en", "slug", "sort_key_fr", "sort_key_en")
        return self.only("is_home", "numbering", *names)

    def with_parent(self):
        return self.select_related("parent").prefetch_related("themes")

    def sections(self):
        """Networks that belong as a body to a wider one: a member of these belongs to it too."""
        return self.filter(kind=NetworkKind.ASSOCIATION, parent__isnull=False)


class Network(Searchable, Translated, PartialDates):
    """Anything bodies belong to: an association, a working group, a commitment, a project."""

    partial_dates = ("founded",)
    search_label = _("Networks")
    search_position = 2

    kind = models.CharField(_("kind"), max_length=13, choices=NetworkKind.labelled)
    acronym = models.CharField(
        _("acronym or short name"), max_length=40, blank=True, help_text=_("For example METREX.")
    )
    name = models.CharField(_("name"), max_length=200, blank=True)
    slug = models.SlugField(
        _("address"),
        max_length=100,
        unique=True,
        help_text=_("The end of the page's address in both languages, for example metrex."),
    )
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name=_("within"),
        null=True,
        blank=True,
        related_name="parts",
        help_text=_("The network of which this one is a working group, a section or a project."),
    )
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        verbose_name=_("legal body"),
        null=True,
        blank=True,
        related_name="networks_behind",
        help_text=_("The organisation behind the network, when it has one."),
    )
    is_home = models.BooleanField(
        _("network of this site"),
        default=False,
        help_text=_("The network that this site speaks for: one at most."),
    )
    summary = models.TextField(
        _("summary"), blank=True, help_text=_("One or two sentences: what it is and does.")
    )
    description = RichTextField(_("description"), blank=True)
    website = models.URLField(_("website"), blank=True)
    founded = models.DateField(_("founded"), null=True, blank=True)
    founded_precision = precision_field()
    logo = models.ForeignKey(
        Image, models.SET_NULL, verbose_name=_("logo"), null=True, blank=True, related_name="+"
    )
    themes = models.ManyToManyField(
        Theme, verbose_name=_("themes"), blank=True, related_name="networks"
    )
    numbering = models.CharField(
        _("numbering"),
        max_length=7,
        choices=Numbering.labelled,
        default=Numbering.NONE,
        help_text=_("How the printed list numbers the members."),
    )
    declared_members = models.PositiveIntegerField(
        _("declared number of members"),
        null=True,
        blank=True,
        help_text=_("What the network says of itself; shown beside the number counted here."),
    )
    declared_qualifier = models.CharField(
        _("qualifier"), max_length=9, choices=Qualifier.labelled, default=Qualifier.EXACTLY
    )
    declared_source = models.CharField(
        _("source of the declared number"), max_length=200, blank=True
    )
    folded = models.TextField(editable=False, default="")
    sort_key_fr = models.CharField(max_length=200, editable=False, default="", db_index=True)
    sort_key_en = models.CharField(max_length=200, editable=False, default="", db_index=True)

    objects = NetworkQuerySet.as_manager()

    class Meta:
        verbose_name = _("network")
        verbose_name_plural = _("networks")
        ordering = ["sort_key_fr", "pk"]
        constraints = [
            NetworkKind.known("kind", "network_kind_is_known"),
            Numbering.known("numbering", "network_numbering_is_known"),
            Qualifier.known("declared_qualifier", "network_qualifier_is_known"),
            PartialDates.known_or_unknown("founded", "network_founded_known_or_not"),
            models.UniqueConstraint(
                "is_home",
                condition=Q(is_home=True),
                name="one_home_network",
                violation_error_message=_("Another network is already the network of this site."),
            ),
            models.CheckConstraint(
                condition=~Q(parent=models.F("id")),
                name="network_is_not_within_itself",
                violation_error_message=_("A network is not within itself."),
            ),
            models.CheckConstraint(
                condition=filled("name"),
                name="network_has_a_name",
                violation_error_message=_("Give the network a name in at least one language."),
            ),
            models.CheckConstraint(
                condition=Q(declared_members=None) | filled("declared_source"),
                name="network_declared_number_has_a_source",
                violation_error_message=_("Say where the declared number of members comes from."),
            ),
        ]

    def __str__(self):
        return self.acronym or self.name or self.slug

    @classmethod
    def named_like(cls, text):
        return cls.objects.named_like(text)

    def get_absolute_url(self):
        return reverse("network", args=[self.slug])

    def clean(self):
        super().clean()
        if self.pk and self.parent and self in self.parent.path():
            refusal = ValidationError(
                _("%(parent)s is itself within this network."),
                code="within_its_own_part",
                params={"parent": self.parent},
            )
            raise ValidationError({"parent": refusal})

    def before_save(self, stored, raw):
        names = (self.acronym, self.name_fr, self.name_en)
        self.folded = " | ".join(dict.fromkeys(fold(name) for name in names if name))
        for language in LANGUAGES:
            name = self.acronym or getattr(self, f"name_{language}") or self.name_fr or self.name_en
            setattr(self, f"sort_key_{language}", fold(name or self.slug)[:200])
        super().before_save(stored, raw)

    def search_title(self, language):
        return self.acronym or self.text_in("name", language)[0]

    def search_names(self):
        return [self.acronym, self.name_fr, self.name_en]

    def search_texts(self, language):
        return [getattr(self, f"{name}_{language}") for name in ("summary", "description")]

    def members_on(self, day: date):
        """Return the public memberships of the network on a day, each with its status that day.

        Lists, maps, counts, exports, statistics and feeds all ask here, or ask `Roll`, which says
        the same of thousands.
        """
        return self.memberships.public_on(day)

    def next_number(self) -> int:
        """Return the number after the highest one ever given: numbers are never given twice."""
        return (self.memberships.aggregate(highest=Max("number"))["highest"] or 0) + 1

    def path(self) -> list["Network"]:
        """Return the network and those it is within, from the widest to this one."""
        path, network = [self], self.parent
        while network and network not in path:
            path.insert(0, network)
            network = network.parent
        return path

    @property
    def parent_label(self) -> str:
        return PARENT_LABELS[self.kind]
