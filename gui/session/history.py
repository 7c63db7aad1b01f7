"""What was entered since the patient was opened, so that it can be undone and done again."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.store import Row

Pairs = tuple[tuple["Row | None", "Row"], ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One committed entry: for each of its rows what stood before it (if anything), and the row."""

    pairs: Pairs

    def renewed(self, old: Row, new: Row) -> Change:
        """Return the change, where what a row said now stands in another row."""
        return Change(
            tuple(
                (new if before == old else before, new if after == old else after)
                for before, after in self.pairs
            )
        )


@dataclass(slots=True)
class History:
    """Changes, the last one last. Undoing is itself an entry, so that rows get new sequences."""

    done: list[Change] = field(default_factory=list)
    undone: list[Change] = field(default_factory=list)

    def add(self, change: Change) -> None:
        """Remember a change; what was undone before it cannot be done again."""
        self.done.append(change)
        self.undone.clear()

    def renew(self, old: Row, new: Row) -> None:
        """Remember that what a row said now stands in another row."""
        self.done[:] = [change.renewed(old, new) for change in self.done]
        self.undone[:] = [change.renewed(old, new) for change in self.undone]

    def undid(self, rows: Sequence[Row]) -> None:
        """Move the last change over; `rows` now stand where its rows stood."""
        pairs = self.done.pop().pairs
        for (before, _), row in zip(pairs, rows, strict=True):
            if before:
                self.renew(before, row)
        afters = [after for _, after in pairs]
        self.undone.append(Change(tuple(zip(rows, afters, strict=True))))

    def redid(self, rows: Sequence[Row]) -> None:
        """Move the last undone change back; `rows` now stand there."""
        pairs = self.undone.pop().pairs
        for (_, after), row in zip(pairs, rows, strict=True):
            self.renew(after, row)
        befores = [before for before, _ in pairs]
        self.done.append(Change(tuple(zip(befores, rows, strict=True))))
