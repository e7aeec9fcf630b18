"""What changed in a network: who came, who left, whose status or name changed."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta

from django.db.models import BigIntegerField, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext

from content.models import Precision
from content.templatetags.texts import partial_date
from metropoles.models import NameType, Organisation, OrganisationName, Relation, RelationType

from .models import MembershipStatus, Network, StatusChange

A_DAY = timedelta(days=1)


def public_changes(network: Network | OuterRef, listed: Iterable[int]) -> QuerySet[StatusChange]:
    """Return the changes that visitors notice, each with the status before it as `before_id`.

    `listed` holds the keys of the statuses that visitors see. Any other counts as no status:
    going from one to the next stays unseen, and leaving one for a listed status reads as joining.
    """
    changes = with_before(StatusChange.objects.filter(membership__network=network))
    return changes.filter(Q(status__in=listed) | Q(before_id__in=listed))


def with_before(changes: QuerySet[StatusChange]) -> QuerySet[StatusChange]:
    """Add to each change the key of the status that held before it, as `before_id`; 0 for none."""
    earlier = StatusChange.objects.exclude(pk=OuterRef("pk")).filter(
        Q(effective_on=None) | Q(effective_on__lt=OuterRef("effective_on")),
        membership=OuterRef("membership"),
    )
    before = Subquery(earlier.latest_first().values("status")[:1])
    return changes.annotate(before_id=Coalesce(before, 0, output_field=BigIntegerField()))


def renames(network: Network, until: date) -> list[tuple[date, int]]:
    """Return (last day, key) of the former names of those who were members on that day."""
    return records_of_members(network, "names", "used_until", until, type=NameType.FORMER)


def successions(network: Network, until: date) -> list[tuple[date, int]]:
    """Return (day, key) of the relations by which one took another's place.

    Either of the two was a member on that day.
    """
    kept = {"type": RelationType.SUCCESSOR_OF}
    came = records_of_members(network, "relations_from", "start", until, **kept)
    went = records_of_members(network, "relations_to", "start", until, **kept)
    return list(dict.fromkeys(came + went))


def records_of_members(
    network: Network, records: str, day: str, until: date, **kept
) -> list[tuple[date, int]]:
    """Return (day, key) of what is recorded of a body that was a member on the day recorded."""
    path = f"participants__organisation__{records}"
    wanted = {f"{path}__{name}": value for name, value in kept.items()}
    found = network.memberships.filter(**wanted, **{f"{path}__{day}__lte": until})
    found = found.annotate(record=F(path), on=F(f"{path}__{day}")).public_on(OuterRef("on"))
    return list(found.order_by().values_list("on", "record").distinct())


def neighbouring_days(
    network: Network, day: date, statuses: dict[int, MembershipStatus]
) -> dict[str, date | None]:
    """Return the last day before and the first after on which the network changed.

    `statuses` holds all statuses by key. The changes of each direction are read from the nearest
    on, in the order of an index, and only up to the first that counts.
    """
    changes = public_changes(network, [pk for pk in statuses if statuses[pk].is_listed])
    before = changes.filter(effective_on__lt=day).order_by("-effective_on", "membership_id")
    after = changes.filter(effective_on__gt=day).order_by("effective_on", "-membership_id")
    days = {
        "previous": Subquery(before.values("effective_on")[:1]),
        "next": Subquery(after.values("effective_on")[:1]),
    }
    return Network.objects.filter(pk=network.pk).values(**days).get()


@dataclass(slots=True)
class Entry:
    """Something that changed on a day, with what `tell` adds for those entries that are shown."""

    day: date | None
    precision: str
    source: str  # "change", "name" or "relation": where it is recorded, under `pk`
    pk: int
    kind: str = ""  # joined, left, unlisted, changed, renamed, succeeded
    bodies: list[Organisation] = field(default_factory=list)
    before: MembershipStatus | None = None
    after: MembershipStatus | None = None
    other: str = ""  # the former name, or the name of the body succeeded
    updated: datetime | None = None

    @property
    def order(self) -> tuple:
        """Its place among others: by year, then month, then day, what is unknown before."""
        month = 0 if self.precision == Precision.YEAR else self.day.month
        day = self.day.day if self.precision == Precision.DAY else 0
        return self.day.year, month, day, self.source, self.pk

    @property
    def anchor(self) -> str:
        """Its name for links and feeds, the same for ever."""
        return f"{self.source}-{self.pk}"

    @property
    def heading(self) -> str:
        """The month it stands under: "March 2024", or "2024, month unknown"."""
        if self.precision == Precision.YEAR:
            return gettext("%(year)s, month unknown") % {"year": self.day.year}
        return partial_date(self.day, Precision.MONTH)

    @property
    def title(self) -> str:
        """The entry in a line: "Turin: Observer → Member"."""
        names = {
            "names": ", ".join(str(body) for body in self.bodies),
            "before": capfirst(str(self.before or "")),
            "after": capfirst(str(self.after or "")),
            "other": self.other,
        }
        return {
            "joined": gettext("%(names)s: joins, %(after)s"),
            "left": gettext("%(names)s: leaves, was %(before)s"),
            "unlisted": gettext("%(names)s: no longer listed, was %(before)s"),
            "changed": gettext("%(names)s: %(before)s → %(after)s"),
            "renamed": gettext("%(names)s: new name, formerly %(other)s"),
            "succeeded": gettext("%(names)s: takes the place of %(other)s"),
        }[self.kind] % names


def entries(network: Network) -> list[Entry]:
    """Return all that changed up to today, the newest first; those of no known day come last."""
    today = timezone.localdate()
    listed = MembershipStatus.objects.listed().values("pk")
    changes = public_changes(network, listed).effective(today).exclude(status=F("before_id"))
    found = [
        Entry(day, precision, "change", pk)
        for day, precision, pk in changes.values_list(
            "effective_on", "effective_on_precision", "pk"
        )
    ]
    found += [
        Entry(last + A_DAY, Precision.DAY, "name", pk)
        for last, pk in renames(network, until=today - A_DAY)
    ]
    found += [Entry(day, Precision.DAY, "relation", pk) for day, pk in successions(network, today)]
    known = sorted((e for e in found if e.day), key=lambda entry: entry.order, reverse=True)
    return known + [entry for entry in found if not entry.day]


def tell(shown: list[Entry]) -> list[Entry]:
    """Return the entries with who is concerned and what happened, in a fixed number of queries.

    They are copies: of a long list that is told part by part, no more than a part is kept.
    """
    shown = [replace(entry) for entry in shown]
    tellers = {"change": tell_changes, "name": tell_renames, "relation": tell_successions}
    for source, teller in tellers.items():
        teller({entry.pk: entry for entry in shown if entry.source == source})
    return shown


def tell_changes(told: dict[int, Entry]):
    statuses = MembershipStatus.objects.in_bulk()
    listed = {pk: status for pk, status in statuses.items() if status.is_listed}
    changes = with_before(StatusChange.objects.filter(pk__in=told)).select_related("membership")
    for change in changes.prefetch_related("membership__participants__organisation"):
        entry = told[change.pk]
        entry.bodies = change.membership.bodies
        entry.before, entry.after = listed.get(change.before_id), listed.get(change.status_id)
        entry.kind = kind_of(entry.before, statuses[change.status_id])
        entry.updated = max(change.recorded_at, start_of(entry.day))


def kind_of(before: MembershipStatus | None, after: MembershipStatus) -> str:
    """Return what visitors see of a change from a listed status, if any, to another."""
    if not after.is_listed:
        return "left" if after.public else "unlisted"
    return "changed" if before else "joined"


def tell_renames(told: dict[int, Entry]):
    for name in OrganisationName.objects.filter(pk__in=told).select_related("organisation"):
        entry = told[name.pk]
        entry.kind, entry.bodies, entry.other = "renamed", [name.organisation], name.name
        entry.updated = start_of(entry.day)


def tell_successions(told: dict[int, Entry]):
    relations = Relation.objects.filter(pk__in=told)
    for relation in relations.select_related("from_organisation", "to_organisation"):
        entry = told[relation.pk]
        entry.kind, entry.bodies = "succeeded", [relation.from_organisation]
        entry.other = str(relation.to_organisation)
        entry.updated = start_of(entry.day)


def start_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
