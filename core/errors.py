"""The three errors a person can act on; anything else is a bug.

TamisError
├── TrialFileError   the author of a trial or vocabulary file made a mistake
├── RecordError      a record, value or setting holds something impossible
└── StoreError       the disk, a lock, or a file of a newer version
"""


class TamisError(Exception):
    """A mistake whose message can be shown as it is: what happened, and what to do."""


class TrialFileError(TamisError):
    """A trial or vocabulary file cannot be read; the message names file, line and word."""


class RecordError(TamisError):
    """A record, a typed value or a site file holds something impossible."""


class StoreError(TamisError):
    """The ledger cannot be read or written; nothing already stored was changed."""
