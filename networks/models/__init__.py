from .membership import Membership, Participant
from .move import ForbiddenMove
from .network import KIND_PLURALS, Network, NetworkKind, Numbering
from .status import MembershipStatus, StatusCategory
from .status_change import StatusChange

__all__ = [
    "KIND_PLURALS",
    "ForbiddenMove",
    "Membership",
    "MembershipStatus",
    "Network",
    "NetworkKind",
    "Numbering",
    "Participant",
    "StatusCategory",
    "StatusChange",
]
