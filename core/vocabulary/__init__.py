"""What can be entered, read from resources/vocabulary."""

from core.vocabulary.entries import (
    Allergen,
    ClassificationSet,
    Condition,
    Cost,
    DeviceKind,
    Drug,
    Entry,
    Happening,
    Lab,
    Label,
    Person,
    Question,
    ScoreKind,
    Section,
    Specimen,
    State,
)
from core.vocabulary.known import KINDS, Vocabulary, kind_word
from core.vocabulary.reading import read_vocabulary

__all__ = [
    "KINDS",
    "Allergen",
    "ClassificationSet",
    "Condition",
    "Cost",
    "DeviceKind",
    "Drug",
    "Entry",
    "Happening",
    "Lab",
    "Label",
    "Person",
    "Question",
    "ScoreKind",
    "Section",
    "Specimen",
    "State",
    "Vocabulary",
    "kind_word",
    "read_vocabulary",
]
