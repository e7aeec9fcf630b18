from django.db import models


class NamedChoices(models.TextChoices):
    """Choices that migrations refer to by name: rewording a label costs no migration."""

    @classmethod
    def labelled(cls):
        return cls.choices

    @classmethod
    def known(cls, field: str, name: str) -> models.CheckConstraint:
        """Return the constraint that keeps a column within these values."""
        return models.CheckConstraint(condition=models.Q(**{f"{field}__in": cls.values}), name=name)
