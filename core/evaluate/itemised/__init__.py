"""Scores item by item: what the record says to an item, proposes for it, and holds against it."""

from core.evaluate.itemised.contradicted import Contradiction, contradictions
from core.evaluate.itemised.proposed import Proposed, proposals

__all__ = ["Contradiction", "Proposed", "contradictions", "proposals"]
