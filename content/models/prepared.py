from django.db import models
from django.db.models.signals import post_delete, post_save, pre_save
from django.dispatch import receiver

from content.characters import legible

from .rich_text import RichTextField


class Prepared(models.Model):
    """A model whose rules run whenever one object is saved: by form, code, fixture or history.

    The fixture loader and the history write past `save()`; Django's signals alone pass on every
    way, so three receivers call these methods and no other model listens to signals.
    """

    class Meta:
        abstract = True

    def clean_fields(self, exclude=None):
        """Check the texts as they will be kept."""
        keep_legible(self)
        super().clean_fields(exclude)

    def before_save(self, stored: "Prepared | None", raw: bool):
        """Bring the object in order; `stored` is its row as it is now, `raw` a copy of a row."""

    def after_save(self):
        """Do what follows from the object being saved."""

    def after_delete(self):
        """Do what follows from the object being deleted; it still has its key."""


def keep_legible(instance: models.Model):
    """Take out of an object's texts what no text of the site holds."""
    texts = vars(instance)  # not the attributes: a translated one would write its own language
    for field in instance._meta.concrete_fields:
        text = texts.get(field.attname)
        if isinstance(field, models.CharField | models.TextField) and isinstance(text, str):
            line_end = "\n" if isinstance(field, models.TextField) else " "
            texts[field.attname] = legible(text, line_end)


@receiver(pre_save)
def prepare(sender, instance, raw, using, **kwargs):
    keep_legible(instance)
    for field in sender._meta.concrete_fields:
        if isinstance(field, RichTextField):
            field.prepare(instance)
    if isinstance(instance, Prepared):
        rows = sender._base_manager.using(using).order_by("pk")
        instance.before_save(rows.filter(pk=instance.pk).first() if instance.pk else None, raw)


@receiver(post_save)
def follow_up(sender, instance, **kwargs):
    if isinstance(instance, Prepared):
        instance.after_save()


@receiver(post_delete)
def clear_up(sender, instance, **kwargs):
    if isinstance(instance, Prepared):
        instance.after_delete()
