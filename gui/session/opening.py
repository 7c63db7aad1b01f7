"""What is read at the start, behind a window that already stands."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from core.errors import TamisError
from core.version import VERSION
from gui.session.demo import demo_file, fill
from gui.session.projection import patient_rows
from gui.session.rows import Glance

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from core.site import Setting
    from core.store import Store
    from core.trial import Trial

FILE = "tamis.sqlite"
SITE_FILE = "site.yaml"
# A lock is held for a few thousandths of a second; nobody should wait at a field for long.
_WAIT_SECONDS = 1.5


@dataclass(frozen=True, slots=True)
class Opened:
    """The vocabulary with the site's setting, the trials, and the open store.

    `setting_hash` changes with the vocabulary, the site and the program.
    """

    setting: Setting
    setting_hash: str
    trials: tuple[Trial, ...]
    store: Store


def look(house: Path, folder: Path, language: str) -> Glance | None:
    """Return what can be told without pydantic and SQLAlchemy, and so at once; None for nothing.

    What is wrong with a file is not said here: reading all of it says so a moment later.
    """
    from core.names import read_diagnosis_names, read_heads
    from core.store.glance import read_glance

    found = read_glance(folder / FILE)
    if found is None:
        return None
    try:
        names = read_diagnosis_names(house / "resources" / "vocabulary" / "diagnoses", language)
        headings = read_heads(house / "trials")
    except (TamisError, OSError, LookupError, TypeError, AttributeError):
        return None
    return Glance(patient_rows(found, lambda key: names.get(key, key.replace("_", " "))), headings)


def read(house: Path, folder: Path, as_of: date, *, is_demo: bool) -> Opened:
    """Read a house's vocabulary and trials, open the store; raises a TamisError with a sentence.

    A file `site.yaml` beside the store holds what the hospital sets; the demo has none.
    """
    # These bring pydantic, yaml and SQLAlchemy; the window is painted before them.
    from core.exchange.site_file import read_site
    from core.reading import read_trials
    from core.site import Setting
    from core.store import open_store
    from core.vocabulary import read_vocabulary

    vocabulary = read_vocabulary(house / "resources" / "vocabulary")
    site = folder / SITE_FILE
    has_site = site.exists() and not is_demo
    setting = Setting(vocabulary, read_site(site, vocabulary)) if has_site else Setting(vocabulary)
    trials = read_trials(house / "trials")
    path = demo_file(folder) if is_demo else folder / FILE
    store = open_store(path, _now, VERSION, wait_seconds=_WAIT_SECONDS)
    if is_demo:
        fill(store, house / "resources" / "demo", setting, as_of)
    digest = _hash_of_setting(house, site if has_site else None)
    return Opened(setting, digest, trials, store)


def _now() -> datetime:
    return datetime.now().astimezone()


def _hash_of_setting(house: Path, site: Path | None) -> str:
    digest = hashlib.sha256(VERSION.encode())
    of_vocabulary = sorted((house / "resources" / "vocabulary").rglob("*.yaml"))
    for path in (*of_vocabulary, *([site] if site else [])):
        digest.update(path.read_bytes())
    return digest.hexdigest()
