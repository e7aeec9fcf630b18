from .figure import Figure, Milestone, MilestoneKind, Qualifier
from .office import Office
from .organisation import NameType, Organisation, OrganisationKind, OrganisationName
from .relation import Relation, RelationType
from .strategy import Ambition, Strategy, Workstream

__all__ = [
    "Ambition",
    "Figure",
    "Milestone",
    "MilestoneKind",
    "NameType",
    "Office",
    "Organisation",
    "OrganisationKind",
    "OrganisationName",
    "Qualifier",
    "Relation",
    "RelationType",
    "Strategy",
    "Workstream",
]
