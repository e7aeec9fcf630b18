from django import forms
from django.db import models

DECIMALS = 5  # about a metre


class DegreesField(forms.DecimalField):
    """Degrees as maps give them: what is pasted with more decimals is rounded."""

    def to_python(self, value):
        degrees = super().to_python(value)
        on_a_globe = degrees is not None and degrees.is_finite() and abs(degrees) < 1000
        return round(degrees, DECIMALS) if on_a_globe else degrees


class CoordinateField(models.DecimalField):
    """A latitude or longitude in degrees, or none; a DecimalField to migrations."""

    def __init__(self, *args, **kwargs):
        kwargs |= {"max_digits": 8, "decimal_places": DECIMALS, "null": True, "blank": True}
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.DecimalField", args, kwargs

    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": DegreesField, **kwargs})
