from .figure import Figure, Milestone, MilestoneKind, Qualifier
from .name import NameType, OrganisationName
from .office import Office, workplaces
from .organisation import Organisation, OrganisationKind
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
    "workplaces",
]
