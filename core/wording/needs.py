"""What to do next where an instrument was begun: which of its items are still open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.truth import NeedKind
from core.wording import CATALOGUES, english, need_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.assessment import Finding
    from core.truth import Need
    from core.vocabulary import Vocabulary

_MOST_NAMED = 3
# Sentences that name what is still open of an instrument that was begun.
BEGUN = frozenset(
    {
        "criteria_open",
        "criteria_many_items_open",
        "score_items_open",
        "score_many_items_open",
        "grades_open",
    }
)


def begun_need_text(
    need: Need, finding: Finding, vocabulary: Vocabulary, language: str = "en"
) -> str:
    """Return what to do next about a finding, with the items open of what was begun."""
    values = finding.reason.values
    items = values.get("open") or values.get("systems")
    if need.kind is not NeedKind.MISSING or finding.reason.code not in BEGUN:
        return need_text(need, vocabulary, language)
    named = list(items) if isinstance(items, (tuple, list)) else [str(items or "")]
    more = int(str(values.get("more") or 0))
    return open_items_text(need, named, vocabulary, language, more=max(more, 0))


def open_items_text(
    need: Need,
    items: Sequence[str],
    vocabulary: Vocabulary,
    language: str = "en",
    *,
    more: int = 0,
) -> str:
    """Return what to do about a need of which these items are open; the first are named."""
    if not items or need.kind is not NeedKind.MISSING:
        return need_text(need, vocabulary, language)
    catalogue = CATALOGUES.get(language.split("_", maxsplit=1)[0], english)
    rest = max(len(items) - _MOST_NAMED, 0) + more
    template = catalogue.BEGUN_MANY if rest else catalogue.BEGUN
    names = ", ".join(vocabulary.label(item, language) for item in items[:_MOST_NAMED])
    what = vocabulary.label(need.what, language)
    return str(template.format(what=what, items=names, more=rest))
