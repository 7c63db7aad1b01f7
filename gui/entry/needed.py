"""Which things the trials read that could concern the open patient; the others may be hidden."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Any

from gui.entry.settles import is_of_another_disease, leaves, open_leaves
from gui.session.tally import shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from core.assessment import Assessment
    from core.record import PatientRecord
    from core.trial import Trial
    from core.truth import Outcome
    from core.vocabulary import Vocabulary


def needed(
    trials: Iterable[Trial],
    assessments: Iterable[Assessment],
    record: PatientRecord,
    vocabulary: Vocabulary,
) -> set[str]:
    """Return the keys that a criterion reads which could concern this patient.

    Trials of another disease than hers read nothing.

    A criterion of another disease does not, once a diagnosis on record opens an arm; one for the
    other sex does not, once the sex is known. What a calculation waits for is named by its needs;
    so is a question, which nobody is to be asked where the lists have answered it already.
    """
    questions = vocabulary.entries["questions"].keys()
    words: set[str] = set()
    for trial, assessment in zip(trials, assessments, strict=False):
        if is_of_another_disease(assessment):
            continue
        opened = {arm.arm for arm in assessment.arms if arm.opened_by}
        for criterion in trial.criteria:
            if criterion.arm is None or criterion.arm in opened:
                words.update(set(_words(criterion.rule, record.sex)) - questions)
            elif not opened:
                words.update(_words(criterion.rule, record.sex))
        for finding in open_leaves(shown(assessment)):
            words.update(need.what for need in finding.needs)
        for finding in leaves(shown(assessment)):
            words.update(evidence.of for evidence in finding.evidence)
    return words | _parts(words, vocabulary)


def criterion_on(trial: Trial, assessment: Assessment, key: str) -> tuple[Outcome, str] | None:
    """Return outcome and kind of a criterion that is nothing but a limit on this lab, or None."""
    ids = _limits_in(trial).get(key)
    if ids is None:
        return None
    found = (finding for finding in assessment.findings if finding.id in ids)
    return next(((finding.outcome, finding.kind) for finding in found), None)


# Every row of a form asks the same few trials; the criteria of each are gone through once.
_LIMITS: deque[tuple[Trial, Mapping[str, frozenset[str]]]] = deque(maxlen=32)


def _limits_in(trial: Trial) -> Mapping[str, frozenset[str]]:
    """Return, by lab, the criteria of a trial that are nothing but a limit on it."""
    for known, limits in _LIMITS:
        if known is trial:
            return limits
    found: dict[str, frozenset[str]] = {}
    for criterion in trial.criteria:
        lab = getattr(criterion.rule, "lab", "")
        if lab:
            found[lab] = found.get(lab, frozenset()) | {criterion.id}
    _LIMITS.append((trial, found))
    return found


def _words(rule: Any, sex: str | None) -> Iterator[str]:  # noqa: ANN401 - a rule is a tree of models
    """Yield every word in a rule; which of them are keys, the vocabulary knows."""
    if isinstance(rule, str):
        yield rule
    elif isinstance(rule, tuple | list):
        for part in rule:
            yield from _words(part, sex)
    elif hasattr(rule, "model_fields_set"):
        if sex and _sex_of(getattr(rule, "when", None)) not in (None, sex):
            return
        for name in rule.model_fields_set:
            yield from _words(getattr(rule, name), sex)


def _sex_of(rule: Any) -> str | None:  # noqa: ANN401 - likewise
    if rule is None:
        return None
    parts = [getattr(rule, name, None) for name in ("sex", "all_of")]
    if isinstance(parts[0], str):
        return parts[0]
    found = (_sex_of(part) for part in parts[1] or ())
    return next((sex for sex in found if sex), None)


def _parts(words: set[str], vocabulary: Vocabulary) -> set[str]:
    findings = vocabulary.entries["findings"].values()
    combined = {entry.key: getattr(entry, "combined_from", ()) for entry in findings}
    parts = {part for word in words for part in combined.get(word, ())}
    # A set of criteria may have a second form: the one with a biopsy.
    instruments = vocabulary.entries["instruments"].values()
    return parts | {one.key for one in instruments if getattr(one, "set", None) in words}
