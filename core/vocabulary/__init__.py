"""What can be entered, read from resources/vocabulary."""

from core.vocabulary.answering import AnsweredBy
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
from core.vocabulary.instruments import Band, Instrument, Item
from core.vocabulary.known import KINDS, Vocabulary, kind_word
from core.vocabulary.reading import read_vocabulary

__all__ = [
    "KINDS",
    "Allergen",
    "AnsweredBy",
    "Band",
    "ClassificationSet",
    "Condition",
    "Cost",
    "DeviceKind",
    "Drug",
    "Entry",
    "Happening",
    "Instrument",
    "Item",
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
