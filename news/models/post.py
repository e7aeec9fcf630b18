from django.core.validators import FileExtensionValidator
from django.db import models
from django.db.models import F, Prefetch, Q
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from content.models import (
    Image,
    NamedChoices,
    Publishable,
    PublishableQuerySet,
    RichTextField,
    Rule,
    Theme,
    Translated,
    check_picture,
)
from metropoles.models import Organisation
from networks.models import Network

from .event import Event


class PostKind(NamedChoices):
    NEWS = "news", _("news")
    PRESS_RELEASE = "press_release", _("press release")
    OPINION = "opinion", _("opinion")
    PUBLICATION = "publication", _("publication")


class PostQuerySet(PublishableQuerySet):
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


class Attachment(Translated):
    """A document offered with a post, in one language or both."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="attachments")
    title = models.CharField(
        _("title"), max_length=200, blank=True, help_text=_("For example Annual report 2023.")
    )
    file = models.FileField(
        _("file"),
        upload_to="documents/%Y/",
        validators=[
            FileExtensionValidator(
                ["pdf", "odt", "ods", "odp", "docx", "xlsx", "pptx", "csv", "zip"]
            )
        ],
        help_text=_("PDF, OpenDocument, Office, CSV or ZIP."),
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        ordering = ["position", "pk"]

    def __str__(self):
        return self.title or self.file.name

    @property
    def file_type(self) -> str:
        """The format of the file, as readers know it: PDF."""
        return self.file.name.rsplit(".", 1)[-1].upper()
