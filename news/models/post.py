from django.db import models
from django.db.models import Count, F, Prefetch, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from content.models import (
    DocumentField,
    Image,
    NamedChoices,
    Publishable,
    PublishableQuerySet,
    RichTextField,
    Rule,
    SearchedWith,
    Theme,
    Translated,
    check_picture,
)
from metropoles.models import Organisation
from networks.models import Network

from .event import Event
from .named import Named


class PostKind(NamedChoices):
    NEWS = "news", _("news")
    PRESS_RELEASE = "press_release", _("press release")
    OPINION = "opinion", _("opinion")
    PUBLICATION = "publication", _("publication")


class PostQuerySet(Named, PublishableQuerySet):
    def latest_first(self):
        """Pinned posts first while their pin lasts, then by displayed date."""
        pinned = Q(pinned_until__gt=timezone.now())
        return self.order_by(
            models.Case(models.When(pinned, then=0), default=1), "-displayed_on", "-pk"
        )

    def with_subjects(self):
        """What a row of a list shows beside the text, in a fixed number of queries."""
        roles = PostOrganisation.objects.select_related("organisation")
        return self.select_related("lead_image", "event").prefetch_related(
            Prefetch("post_organisations", roles), "networks", "themes"
        )

    def before(self, post: "Post"):
        """Posts of an earlier date than one, the nearest first."""
        same_day = Q(displayed_on=post.displayed_on, pk__lt=post.pk)
        earlier = Q(displayed_on__lt=post.displayed_on) | same_day
        return self.filter(earlier).order_by("-displayed_on", "-pk")

    def after(self, post: "Post"):
        """Posts of a later date than one, the nearest first."""
        same_day = Q(displayed_on=post.displayed_on, pk__gt=post.pk)
        later = Q(displayed_on__gt=post.displayed_on) | same_day
        return self.filter(later).order_by("displayed_on", "pk")

    def related_to(self, post: "Post"):
        """Other posts with themes or organisations in common, those with the most first."""
        themes = Q(themes__in=post.themes.all())
        organisations = Q(organisations__in=post.organisations.all())
        return (
            self.exclude(pk=post.pk)
            .annotate(
                shared=Count("themes", filter=themes, distinct=True)
                + Count("organisations", filter=organisations, distinct=True)
            )
            .filter(shared__gt=0)
            .order_by("-shared", "-displayed_on", "-pk")
        )

    def about(self, organisation: Organisation):
        return self.filter(
            post_organisations__organisation=organisation,
            post_organisations__role=Role.SUBJECT,
        )

    def mentioning(self, organisation: Organisation):
        return self.filter(
            post_organisations__organisation=organisation,
            post_organisations__role=Role.MENTIONED,
        )


class Post(Publishable):
    """A piece of news, a press release, an opinion or a publication."""

    url_name = "post"
    search_label = _("News")
    search_label_of_one = _("News item")
    search_position = 6

    kind = models.CharField(
        _("kind"), max_length=13, choices=PostKind.labelled, default=PostKind.NEWS
    )
    summary = models.TextField(
        _("summary"), blank=True, help_text=_("One or two sentences, shown in lists.")
    )
    body = RichTextField(_("text"), blank=True)
    displayed_on = models.DateField(
        _("displayed date"),
        default=timezone.localdate,
        help_text=_("The date readers see and lists are sorted by. It publishes nothing."),
    )
    lead_image = models.ForeignKey(
        Image,
        models.SET_NULL,
        verbose_name=_("lead picture"),
        null=True,
        blank=True,
        related_name="+",
    )
    gallery = models.ManyToManyField(Image, verbose_name=_("gallery"), blank=True, related_name="+")
    organisations = models.ManyToManyField(
        Organisation, through="PostOrganisation", related_name="posts", editable=False
    )
    networks = models.ManyToManyField(
        Network, verbose_name=_("networks"), blank=True, related_name="posts"
    )
    themes = models.ManyToManyField(
        Theme, verbose_name=_("themes"), blank=True, related_name="posts"
    )
    event = models.ForeignKey(
        Event,
        models.SET_NULL,
        verbose_name=_("event"),
        null=True,
        blank=True,
        related_name="posts",
        help_text=_("The event it announces or reports on."),
    )
    source_url = models.URLField(
        _("address of the source"),
        blank=True,
        help_text=_("Where it was first published, for example https://www.example.org/news/1."),
    )
    pinned_until = models.DateTimeField(
        _("pinned until"), null=True, blank=True, help_text=_("It leads the lists until then.")
    )

    objects = PostQuerySet.as_manager()

    class Meta(Publishable.Meta):
        verbose_name = _("post")
        verbose_name_plural = _("posts")
        ordering = ["-displayed_on", "-pk"]
        constraints = [*Publishable.Meta.constraints, PostKind.known("kind", "post_kind_is_known")]

    @classmethod
    def search_queryset(cls):
        return cls.objects.prefetch_related("attachments")

    def search_texts(self, language):
        attached = (getattr(file, f"title_{language}") for file in self.attachments.all())
        return [*super().search_texts(language), *attached]

    def search_date(self):
        return self.displayed_on

    def checks(self, language):
        yield from super().checks(language)
        if self.lead_image:
            yield from check_picture(self.lead_image, "lead_image", language)
        else:
            told = gettext("There is no lead picture: lists and shared links show one.")
            yield Rule.LEAD_PICTURE, "lead_image", told
        for image in self.gallery.all() if self.pk else ():
            yield from check_picture(image, "gallery", language)


class Role(NamedChoices):
    SUBJECT = "subject", _("subject")
    MENTIONED = "mentioned", _("mentioned")


class PostOrganisation(models.Model):
    """An organisation in a post: what the post is about, or named in passing."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="post_organisations")
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        verbose_name=_("organisation"),
        related_name="post_organisations",
    )
    role = models.CharField(_("role"), max_length=9, choices=Role.labelled, default=Role.SUBJECT)

    class Meta:
        verbose_name = _("organisation concerned")
        verbose_name_plural = _("organisations concerned")
        ordering = [F("role").desc(), "pk"]
        constraints = [
            Role.known("role", "post_organisation_role_is_known"),
            models.UniqueConstraint(
                fields=["post", "organisation"],
                name="organisation_once_per_post",
                violation_error_message=_("This organisation is already listed."),
            ),
        ]

    def __str__(self):
        return str(self.organisation)


class AttachmentQuerySet(models.QuerySet):
    def about(self, organisation: Organisation, language: str):
        """Documents of what is online in a language about an organisation, the latest first."""
        posts = Post.objects.visible(language).about(organisation)
        latest = ("-post__displayed_on", "-post__pk", "position", "pk")
        return self.filter(post__in=posts).select_related("post").order_by(*latest)


class Attachment(SearchedWith, Translated):
    """A document offered with a post, in one language or both."""

    searched_with = "post"

    post = models.ForeignKey(Post, models.CASCADE, related_name="attachments")
    title = models.CharField(
        _("title"), max_length=200, blank=True, help_text=_("For example Annual report 2023.")
    )
    file = DocumentField(
        _("file"),
        upload_to="documents/%Y/",
        help_text=_("PDF, OpenDocument, Office (docx, xlsx, pptx) or CSV, up to 25 MB, no macros."),
    )
    size = models.PositiveIntegerField(_("size in bytes"), null=True, editable=False)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        ordering = ["position", "pk"]

    def __str__(self):
        return self.title or self.file_name

    def before_save(self, stored, raw):
        """Note the size once, so that no page asks the storage; None where the file is lost."""
        super().before_save(stored, raw)
        if self.size is None or stored is None or stored.file.name != self.file.name:
            try:
                self.size = self.file.size
            except (OSError, ValueError):
                self.size = None

    @property
    def url(self) -> str:
        """Return the address it is downloaded from, on whatever storage it lies."""
        return reverse("media", args=[self.file.name])

    @property
    def file_name(self) -> str:
        """Return the name it is downloaded under."""
        return self.file.name.rsplit("/", 1)[-1]

    @property
    def file_type(self) -> str:
        """The format of the file, as readers know it: PDF."""
        return self.file.name.rsplit(".", 1)[-1].upper()
