"""YAML in, Trial out; an error names file, line, criterion and word."""

from __future__ import annotations

import difflib
import hashlib
from typing import TYPE_CHECKING, Any, Literal

from pydantic import BaseModel, ValidationError

from core import plain_yaml
from core.errors import TrialFileError
from core.facts import SHAPES, first_mistake, word_at
from core.rules import WORDS, Node, word_of
from core.trial import Arm, Criterion, Source, Trial, TrialArm, TrialFile

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from core.plain_yaml import Document, Place


def read_trials(folder: Path) -> tuple[Trial, ...]:
    """Read every trial file of a folder, in the order of their names; raise TrialFileError."""
    return tuple(read_trial(path) for path in sorted(folder.glob("*.yaml")))


def read_trial(path: Path) -> Trial:
    """Read one trial file; raise TrialFileError for the first mistake found."""
    document = plain_yaml.read_file(path, TrialFileError)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return trial_from(document, path.name, digest)


def trial_from(document: Document, name: str, file_hash: str) -> Trial:
    """Make a trial of a file's plain data; raise TrialFileError for the first mistake found."""
    if not isinstance(document.data, dict):
        message = f"{name}: this is no trial file. It begins with 'registry_number: NCT…'."
        raise TrialFileError(message)
    try:
        file = TrialFile.model_validate(document.data, context={})
    except ValidationError as error:
        raise TrialFileError(_sentence(error, document, name)) from None
    return Trial(
        **file.model_dump(include=_HEAD),
        source_address=file.source.address,
        source_read=file.source.read,
        approved=file.approved == "yes",
        arms=tuple(TrialArm(key, arm.label, arm.diagnoses) for key, arm in file.arms.items()),
        criteria=_all_criteria(file, name),
        file_hash=file_hash,
    )


_HEAD = {
    "registry_number",
    "title",
    "short_name",
    "product",
    "sponsor",
    "phase",
    "status",
    "conditions",
    "protocol_version",
    "read_by",
}


def _all_criteria(file: TrialFile, name: str) -> tuple[Criterion, ...]:
    common = _criteria(file.inclusion, "inclusion", None, name)
    of_arms = [
        criterion
        for key, arm in file.arms.items()
        for criterion in _criteria(arm.inclusion, "inclusion", key, name)
    ]
    return (*common, *of_arms, *_criteria(file.exclusion, "exclusion", None, name))


def _criteria(
    rules: Sequence[Node], kind: Literal["inclusion", "exclusion"], arm: str | None, name: str
) -> list[Criterion]:
    return [_criterion(rule, kind, arm, name) for rule in rules]


def _criterion(
    rule: Node, kind: Literal["inclusion", "exclusion"], arm: str | None, name: str
) -> Criterion:
    if not rule.id or not rule.text:
        message = (
            f"{name}: a criterion under {arm or kind} has no id or no text "
            f"(id {rule.id!r}, word {word_of(rule)!r}). Write both above its rule."
        )
        raise TrialFileError(message)
    return Criterion(rule.id, kind, arm, rule.text, rule.note, rule)


def _sentence(error: ValidationError, document: Document, name: str) -> str:
    first = first_mistake(error)
    place = _place_in_file(first["loc"], document.data)
    criterion = _criterion_at(place, document.data)
    where = f"{name}, line {document.line(place)}" + (f", {criterion}" if criterion else "")
    word = word_at(place, name)
    match first["type"]:
        case "extra_forbidden":
            known = _known_words(place, document.data)
            close = difflib.get_close_matches(word, known, n=1)
            hint = f" Did you mean '{close[0]}'?" if close else ""
            return f"{where}: '{word}' is not a word that can stand here.{hint}"
        case "union_tag_not_found" | "union_tag_invalid":
            return f"{where}: {_no_rule(place, document.data)}"
        case "missing":
            of_pair = isinstance(first["loc"][-1], int)
            said = f"{word}: two belong here." if of_pair else f"'{word}' is missing. Add it."
            return f"{where}: {said}"
        case "value_error":
            return f"{where}: {word}: {first['ctx']['error']}"
        case "literal_error" | "enum":
            expected = first["ctx"]["expected"]
            return f"{where}: '{first['input']}' cannot stand for {word}. Use {expected}."
        case other:
            return f"{where}: {word}: {SHAPES.get(other, first['msg'])}."


def _no_rule(place: Place, data: Any) -> str:
    at = _at(place, data)
    if not isinstance(at, dict):
        return "a rule is a word with what it says, as {lab: hemoglobin, at_least: 60 g/L}."
    for key in at:
        close = difflib.get_close_matches(key, WORDS, n=1)
        if close:
            return f"'{key}' is not a word of the rule language. Did you mean '{close[0]}'?"
    return f"there is no rule here. Write one of {', '.join(WORDS)}."


def _known_words(place: Place, data: Any) -> list[str]:
    """Return the words that may stand beside a misspelt one: of the head, an arm or a rule."""
    match place[:-1]:
        case ():
            model: type[BaseModel] = TrialFile
        case ("source",):
            model = Source
        case ("arms", _):
            model = Arm
        case around:
            model = WORDS.get(word_of(_at(around, data)) or "", Node)
    return [field.alias or key for key, field in model.model_fields.items()]


def _place_in_file(loc: tuple[int | str, ...], data: Any) -> Place:
    """Drop the union tags that pydantic puts into a path: keep only what the file has."""
    place: list[int | str] = []
    at = data
    for index, part in enumerate(loc):
        last = index == len(loc) - 1
        if _is_there(part, at, loc[index + 1 :]):
            at = at[part]
        elif not last or not isinstance(at, dict) or part in WORDS:
            continue
        place.append(part)
    return tuple(place)


def _is_there(part: int | str, at: Any, rest: tuple[int | str, ...]) -> bool:
    if isinstance(at, dict):
        return part in at and not _is_tag(part, at, rest)
    return isinstance(at, list) and isinstance(part, int) and part < len(at)


def _is_tag(part: int | str, at: dict[str, Any], rest: tuple[int | str, ...]) -> bool:
    """Tell a tag from a key of the same name: after a tag comes a key of the same mapping."""
    return part in WORDS and bool(rest) and (rest[0] in at or isinstance(rest[0], str))


def _criterion_at(place: Place, data: Any) -> str:
    """Return the id of the criterion around a place, or nothing."""
    around = [_at(place[:depth], data) for depth in range(1, len(place) + 1)]
    ids = [at["id"] for at in around if isinstance(at, dict) and isinstance(at.get("id"), str)]
    return f"criterion {ids[-1]}" if ids else ""


def _at(place: Place, data: Any) -> Any:
    """Return what stands at a place, or None."""
    for part in place:
        try:
            data = data[part]
        except (KeyError, IndexError, TypeError):
            return None
    return data
