"""The only room with SQL: the ledger, the records folded from it, and the worklist beside it.

What it offers is imported when it is first asked for: `core.store.glance` does without SQLAlchemy.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.store.entries import (
        birth_date_entry,
        correcting,
        entry_of,
        export_entry,
        opening_entry,
        restating,
        sex_entry,
        undoing,
        withdrawal,
    )
    from core.store.folding import (
        chains,
        code_history,
        current_rows,
        fact_of,
        fold,
        fold_on,
        head_of,
        history,
        record_of,
        subjects,
    )
    from core.store.ledger import Store
    from core.store.lines import ProjectedVerdict, WorklistRow
    from core.store.opening import open_store
    from core.store.rows import Entry, Row
    from core.store.verdicts import save_verdicts
    from core.store.verification import Fault, VerifyReport, verify
    from core.store.worklist import read_worklist, rebuild_projections

__all__ = [
    "Entry",
    "Fault",
    "ProjectedVerdict",
    "Row",
    "Store",
    "VerifyReport",
    "WorklistRow",
    "birth_date_entry",
    "chains",
    "code_history",
    "correcting",
    "current_rows",
    "entry_of",
    "export_entry",
    "fact_of",
    "fold",
    "fold_on",
    "head_of",
    "history",
    "open_store",
    "opening_entry",
    "read_worklist",
    "rebuild_projections",
    "record_of",
    "restating",
    "save_verdicts",
    "sex_entry",
    "subjects",
    "undoing",
    "verify",
    "withdrawal",
]

_MODULE_OF = {
    "Entry": "rows",
    "Fault": "verification",
    "ProjectedVerdict": "lines",
    "Row": "rows",
    "Store": "ledger",
    "VerifyReport": "verification",
    "WorklistRow": "lines",
    "birth_date_entry": "entries",
    "chains": "folding",
    "code_history": "folding",
    "correcting": "entries",
    "current_rows": "folding",
    "entry_of": "entries",
    "export_entry": "entries",
    "fact_of": "folding",
    "fold": "folding",
    "fold_on": "folding",
    "head_of": "folding",
    "history": "folding",
    "open_store": "opening",
    "opening_entry": "entries",
    "read_worklist": "worklist",
    "rebuild_projections": "worklist",
    "record_of": "folding",
    "save_verdicts": "verdicts",
    "sex_entry": "entries",
    "subjects": "folding",
    "restating": "entries",
    "undoing": "entries",
    "verify": "verification",
    "withdrawal": "entries",
}

if not TYPE_CHECKING:  # a checker would take any name that is asked for as given

    def __getattr__(name: str) -> object:
        """Import what is offered under a name, once."""
        if name not in _MODULE_OF:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        found = getattr(import_module(f"{__name__}.{_MODULE_OF[name]}"), name)
        globals()[name] = found
        return found
