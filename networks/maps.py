from metropoles.maps import Map, Marker, maps_of

from .models.membership import MembershipQuerySet


def maps_of_members(members: MembershipQuerySet) -> dict[str, Map]:
    """Return the maps of the bodies that hold these memberships, shaped by their status."""
    return maps_of(
        Marker(
            latitude=organisation.latitude,
            longitude=organisation.longitude,
            category=category,
            label=str(organisation),
            url=organisation.get_absolute_url(),
        )
        for organisation, category in members.places()
    )
