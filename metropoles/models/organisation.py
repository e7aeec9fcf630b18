from datetime import date

from django.db import models
from django.db.models import Avg, Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from content.countries import country_choices, country_name, names_in, validate_country
from content.folding import fold
from content.models import (
    LANGUAGES,
    CoordinateField,
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

from .name import OrganisationName


class OrganisationKind(NamedChoices):
    METROPOLITAN_AUTHORITY = "metropolitan_authority", _("metropolitan authority")
    CITY = "city", _("city")
    REGION = "region", _("region or province")
    AGENCY = "agency", _("agency")
    ASSOCIATION = "association", _("association")
    INSTITUTION = "institution", _("institution")
    COMPANY = "company", _("company")
    OTHER = "other", _("other body")


class OrganisationQuerySet(models.QuerySet):
    def named_like(self, text: str):
        """Organisations one of whose known names contains the text, accents and case aside.

        Every name counts: both languages, official, acronym, former, exonym and as printed.
        """
        folded = fold(text)
        known_as = OrganisationName.objects.filter(
            organisation=OuterRef("pk"), folded__contains=folded
        )
        return self.filter(Q(folded__contains=folded) | Exists(known_as))

    def known_as(self, name: str) -> "Organisation | None":
        """Return the organisation at this address, else the one known by the name, else None.

        A name in full comes before one that only contains the text, of three letters at least.
        """
        folded = fold(name)
        if not folded:
            return None
        known = Q(sort_key_fr=folded) | Q(sort_key_en=folded) | Q(names__folded=folded)
        containing = self.named_like(name) if len(folded) > 2 else self.none()
        return (
            self.filter(slug=name).first()
            or self.filter(known).order_by("pk").first()
            or containing.order_by("pk").first()
        )

    def sorted_by_name(self, language: str):
        return self.order_by(f"sort_key_{language}", "pk")

    def located(self):
        return self.filter(latitude__isnull=False)

    def centres(self) -> dict[str, tuple[float, float]]:
        """Return by country the mean (latitude, longitude), in degrees, of those in it."""
        middle = [Avg(axis, output_field=models.FloatField()) for axis in ("latitude", "longitude")]
        rows = self.located().order_by().values("country").values_list("country", *middle)
        return {country: (latitude, longitude) for country, latitude, longitude in rows}

    def with_page_content(self):
        """Everything the organisation's own page shows of it, in a fixed number of queries."""
        return self.select_related("logo", "cover").prefetch_related(
            "themes",
            "names",
            "figures",
            "milestones",
            "offices__shared_with",
            "shared_offices__organisation",
            "shared_offices__shared_with",
            "relations_from__to_organisation",
            "relations_to__from_organisation",
            "strategies",
        )


class Organisation(Searchable, Translated, PartialDates):
    """A body that exists: an authority, a city, a region, an agency, an association."""

    partial_dates = ("founded", "dissolved")
    search_label = _("Organisations")
    search_position = 1

    kind = models.CharField(_("kind"), max_length=25, choices=OrganisationKind.labelled)
    name = models.CharField(
        _("name"),
        max_length=150,
        blank=True,
        help_text=_("The name in common use, for example Turin in French and in English."),
    )
    official_name = models.CharField(
        _("official name"),
        max_length=250,
        blank=True,
        help_text=_("In its own language, for example Città metropolitana di Torino."),
    )
    official_name_language = models.CharField(
        _("language of the official name"),
        max_length=8,
        blank=True,
        help_text=_("Language code, for example it."),
    )
    acronym = models.CharField(_("acronym"), max_length=30, blank=True)
    slug = models.SlugField(
        _("address"),
        max_length=100,
        unique=True,
        help_text=_("The end of the page's address in both languages, for example torino."),
    )
    country = models.CharField(  # noqa: DJ001 (no country is not an empty one)
        _("country"),
        max_length=2,
        blank=True,
        null=True,
        choices=country_choices,
        validators=[validate_country],
    )
    seat = models.CharField(
        _("seat"), max_length=100, blank=True, help_text=_("The town, for example Torino.")
    )
    latitude = CoordinateField(
        _("latitude"),
        help_text=_("In degrees, north positive, for example 50.63390."),
    )
    longitude = CoordinateField(
        _("longitude"),
        help_text=_("In degrees, east positive, for example 3.05510."),
    )
    website = models.URLField(_("website"), blank=True)
    summary = models.TextField(
        _("summary"), blank=True, help_text=_("One or two sentences: what it is, where it is.")
    )
    description = RichTextField(_("description"), blank=True)
    logo = models.ForeignKey(
        Image, models.SET_NULL, verbose_name=_("logo"), null=True, blank=True, related_name="+"
    )
    cover = models.ForeignKey(
        Image, models.SET_NULL, verbose_name=_("cover"), null=True, blank=True, related_name="+"
    )
    founded = models.DateField(_("founded"), null=True, blank=True)
    founded_precision = precision_field()
    dissolved = models.DateField(_("dissolved"), null=True, blank=True)
    dissolved_precision = precision_field()
    themes = models.ManyToManyField(
        Theme, verbose_name=_("themes"), blank=True, related_name="organisations"
    )
    folded = models.TextField(editable=False, default="")
    sort_key_fr = models.CharField(max_length=150, editable=False, default="", db_index=True)
    sort_key_en = models.CharField(max_length=150, editable=False, default="", db_index=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["sort_key_fr", "pk"]
        constraints = [
            OrganisationKind.known("kind", "organisation_kind_is_known"),
            PartialDates.known_or_unknown("founded", "organisation_founded_known_or_not"),
            PartialDates.known_or_unknown("dissolved", "organisation_dissolved_known_or_not"),
            models.CheckConstraint(
                condition=filled("name"),
                name="organisation_has_a_name",
                violation_error_message=_("Give the organisation a name in at least one language."),
            ),
            models.CheckConstraint(
                condition=Q(latitude=None, longitude=None)
                | Q(
                    latitude__isnull=False,
                    longitude__isnull=False,
                    latitude__range=(-90, 90),
                    longitude__range=(-180, 180),
                ),
                name="organisation_place_is_on_earth",
                violation_error_message=_(
                    "Give latitude (−90 to 90) and longitude (−180 to 180), or neither."
                ),
            ),
            models.CheckConstraint(
                condition=Q(founded=None)
                | Q(dissolved=None)
                | Q(dissolved__gte=models.F("founded")),
                name="organisation_ends_after_it_begins",
                violation_error_message=_("An organisation is dissolved after it is founded."),
            ),
            models.CheckConstraint(
                condition=Q(country=None) | ~Q(country=""),
                name="organisation_country_is_a_code_or_null",
            ),
        ]

    def __str__(self):
        return self.name or self.slug

    @classmethod
    def named_like(cls, text):
        return cls.objects.named_like(text)

    def get_absolute_url(self):
        return reverse("organisation", args=[self.slug])

    def clean(self):
        super().clean()
        self.country = self.country or None

    def before_save(self, stored, raw):
        self.country = self.country or None
        names = (self.name_fr, self.name_en, self.official_name, self.acronym)
        self.folded = " | ".join(dict.fromkeys(fold(name) for name in names if name))
        for language in LANGUAGES:
            name = getattr(self, f"name_{language}") or self.name_fr or self.name_en or self.slug
            setattr(self, f"sort_key_{language}", fold(name)[:150])
        super().before_save(stored, raw)

    @classmethod
    def search_queryset(cls):
        parts = ("names", "figures", "milestones", "offices")
        return cls.objects.prefetch_related(*parts)

    def search_title(self, language):
        return self.text_in("name", language)[0]

    def search_names(self):
        other_names = (other.name for other in self.names.all())
        return [self.name_fr, self.name_en, self.official_name, self.acronym, *other_names]

    def search_texts(self, language):
        """What the organisation's page says of it in words, its figures and offices included."""
        rows = [*self.milestones.all(), *self.offices.all()]
        return [
            getattr(self, f"summary_{language}"),
            ", ".join(filter(None, (self.seat, names_in(language).get(self.country)))),
            getattr(self, f"description_{language}"),
            *(" · ".join(filter(None, row.texts(language).values())) for row in rows),
            *(figure.sentence(language) for figure in self.figures.all()),
        ]

    @property
    def country_name(self) -> str:
        return country_name(self.country) if self.country else ""

    @property
    def is_located(self) -> bool:
        return self.latitude is not None

    def figures_with_past(self) -> list:
        """Return the figures as they stand, each with the earlier ones of its label as `past`.

        The latest is the one with the latest date, or the first in order where none has a date.
        """
        by_label = {}
        for figure in self.figures.all():
            by_label.setdefault(figure.subject, []).append(figure)
        for figures in by_label.values():
            figures.sort(key=lambda figure: figure.as_of or date.min, reverse=True)
            figures[0].past = figures[1:]
        return [figures[0] for figures in by_label.values()]

    def relations(self) -> dict[str, dict]:
        """Return what others are to this organisation: {"part of": {Hauts-de-France: relation}}."""
        groups = {}
        for relation in self.relations_from.all():
            others = groups.setdefault(relation.get_type_display(), {})
            others[relation.to_organisation] = relation
        cities = {r.from_organisation for r in self.relations_to.all() if r.type == "core_city_of"}
        for relation in self.relations_to.all():
            if relation.type == "part_of" and relation.from_organisation in cities:
                continue  # a core city is a part: it is named once
            others = groups.setdefault(str(relation.reverse_label), {})
            others[relation.from_organisation] = relation
        return groups
