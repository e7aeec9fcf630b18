from .membership import Membership, Participant
from .network import KIND_PLURALS, Network, NetworkKind
from .status import MembershipStatus, StatusCategory
from .status_change import StatusChange

__all__ = [
    "KIND_PLURALS",
    "Membership",
    "MembershipStatus",
    "Network",
    "NetworkKind",
    "Participant",
    "StatusCategory",
    "StatusChange",
]
