"""The only room with SQL: the ledger, the records folded from it, and the worklist beside it."""

from core.store.entries import (
    birth_date_entry,
    correcting,
    entry_of,
    export_entry,
    opening_entry,
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
    head_of,
    history,
    record_of,
    subjects,
)
from core.store.ledger import Store
from core.store.opening import open_store
from core.store.rows import Entry, Row
from core.store.verdicts import ProjectedVerdict, save_verdicts
from core.store.verification import Fault, VerifyReport, verify
from core.store.worklist import WorklistRow, read_worklist, rebuild_projections

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
    "head_of",
    "history",
    "open_store",
    "opening_entry",
    "read_worklist",
    "rebuild_projections",
    "record_of",
    "save_verdicts",
    "sex_entry",
    "subjects",
    "undoing",
    "verify",
    "withdrawal",
]
