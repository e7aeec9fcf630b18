"""Where an event happens, on a map drawn around it."""

from django.utils.translation import get_language

from metropoles.maps import Marker
from metropoles.surroundings import Surroundings, surroundings

from .models import Event


def map_of_event(event: Event) -> Surroundings | None:
    """Return the map around an event's own place or else its host's; None where nobody knows."""
    if event.position is None:
        return None
    place, name = (event, "place") if event.latitude is not None else (event.host, "name")
    label, _language = place.text_in(name, get_language())
    return surroundings(Marker(*event.position, "place", label or str(event)))
