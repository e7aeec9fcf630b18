from .membership import Membership, Participant
from .network import Network, NetworkKind
from .status import MembershipStatus, StatusCategory
from .status_change import StatusChange

__all__ = [
    "Membership",
    "MembershipStatus",
    "Network",
    "NetworkKind",
    "Participant",
    "StatusCategory",
    "StatusChange",
]
