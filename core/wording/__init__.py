"""Findings said in words: one catalogue per language; no sentence glued from pieces."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from core.quantity import for_the_eye
from core.truth import NeedKind, Outcome, Said, Verdict
from core.wording import english, english_beside

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.assessment import Assessment, Finding
    from core.assessment.horizon import Outlook
    from core.assessment.prospect import Prospect
    from core.step import Evidence
    from core.truth import Need
    from core.vocabulary import Vocabulary

CATALOGUES = MappingProxyType({"en": english})
_BESIDE = MappingProxyType({"en": english_beside})
_MOST_NAMED = 3
_KEY = re.compile(
    r"[a-z0-9_]+(\.[a-z0-9_]+)?"
)  # anything else was typed by a person, and is shown as typed
# Values under these names are keys of the vocabulary, and are said by their label.
_KEYS = frozenset(
    {
        "what",
        "found",
        "inputs",
        "open",
        "systems",
        "sets",
        "set",
        "list",
        "why",
        "wanted",
        "sex",
        "by",
        "value",
        "event",
        "drugs",
        "classes",
        "criterion",
        "signs",
        "medicines",
    }
)


def say(said: Said, vocabulary: Vocabulary, language: str = "en") -> str:
    """Return the sentence of a reason or a note."""
    template = _catalogue(language).SENTENCES[said.code]
    values = {
        name: _shown(name, value, vocabulary, language) for name, value in said.values.items()
    }
    # a number without unit leaves a gap before the comma
    return " ".join(template.format_map(values).split()).replace(" ,", ",")


def sentences(finding: Finding, vocabulary: Vocabulary, language: str = "en") -> tuple[str, ...]:
    """Return why a criterion is as it is: the sentences of the parts that decide it."""
    return tuple(
        dict.fromkeys(say(one.reason, vocabulary, language) for one in deciding_parts(finding))
    )


def deciding_parts(finding: Finding) -> tuple[Finding, ...]:
    """Return the innermost parts that carry the outcome of a finding."""
    if not finding.parts or finding.reason.code == "readings_differ":
        return (finding,)
    same = [part for part in finding.parts if part.outcome is finding.outcome]
    # a part of `none_of` counts from the other side, so the outcome may be carried by none
    chosen = same or [part for part in finding.parts if part.outcome is not Outcome.NOT_APPLICABLE]
    return tuple(inner for part in chosen or finding.parts for inner in deciding_parts(part))


def evidence_text(evidence: Evidence, vocabulary: Vocabulary, language: str = "en") -> str:
    """Return one fact as it was used, and as it was entered where that differs."""
    label = vocabulary.label(evidence.of, language)
    if evidence.kind == "event":
        return for_the_eye(_event_text(label, evidence, vocabulary, language))
    if evidence.as_used is None:  # seen, and not used: too old, or of no known unit
        return for_the_eye(f"{label}: {evidence.as_entered}" if evidence.as_entered else label)
    used = _shown("value", evidence.as_used, vocabulary, language)
    text = f"{label} {used}" if label.endswith(("?", "？")) else f"{label}: {used}"
    if evidence.unit and evidence.unit != "titre" and not used.endswith(f" {evidence.unit}"):
        text += f" {evidence.unit}"
    if evidence.kind in ("observation", "medication") and _says_more(evidence):
        text += f" ({evidence.as_entered})"
    return for_the_eye(text)


def _event_text(label: str, evidence: Evidence, vocabulary: Vocabulary, language: str) -> str:
    """Return an event with what is on record of it: its kind, whether it was major or live."""
    details = [
        f"{vocabulary.label(key, language)}: {_shown('value', value, vocabulary, language)}"
        for key, value in evidence.details
    ]
    return f"{label} ({', '.join(details)})" if details else label


def _says_more(evidence: Evidence) -> bool:
    """Tell whether what was typed shows more than what was used: another unit, another word."""
    typed = (evidence.as_entered or "").partition("(")[0].strip()
    used = str(evidence.as_used)
    return typed not in ("", used, f"{used} {evidence.unit}".strip())


def notes_text(evidence: Evidence, vocabulary: Vocabulary, language: str = "en") -> str:
    """Return what else a reader of a fact must know."""
    return "; ".join(say(note, vocabulary, language) for note in evidence.notes)


def off_text(evidence: Evidence, reason: str, language: str = "en") -> str:
    """Return how far a failed value lies from its bound, and whether it can be repeated.

    `reason` is the code of the finding's reason; "" where the distance is not known.
    """
    if evidence.off is None:
        return ""
    side = "at" if evidence.off == "0" else _side(evidence.limit or "", reason)
    template = _beside(language).OFF[side, evidence.can_be_repeated]
    return for_the_eye(str(template.format(off=f"{evidence.off} {evidence.unit}".strip())))


def _side(limit: str, reason: str) -> str:
    """Tell on which side of one bound a value lies that fails a rule, or holds an excluded one."""
    sign = limit[:1]
    if sign not in "≥>≤<" or "," in limit or reason not in ("lab_fails", "lab_holds"):
        return "beside"
    return "below" if (sign in "≥>") == (reason == "lab_fails") else "above"


def outlook_texts(outlook: Outlook, vocabulary: Vocabulary, language: str = "en") -> list[str]:
    """Return what time alone will do to a criterion."""
    words = _beside(language).AHEAD
    said = []
    if outlook.valid_until:
        names = _names(outlook.out_of_date, vocabulary, language)
        code = "valid_stale" if names else "valid"
        said.append(words[code].format(day=outlook.valid_until, names=names))
    if outlook.possible_from:
        said.append(words["possible"].format(day=outlook.possible_from))
    if outlook.event and outlook.clear_from:
        event = vocabulary.label(outlook.event, language).lower()
        said.append(words["clear"].format(event=event, day=outlook.clear_from))
    return said


def prospect_text(
    prospect: Prospect, verdict: Verdict, vocabulary: Vocabulary, language: str = "en"
) -> str:
    """Return until when a trial's verdict holds, or from when it is possible; "" for neither."""
    words = _beside(language).AHEAD
    ids = _shortened(prospect.criteria, language)
    if prospect.possible_from:
        ids = ", ".join(prospect.criteria)
        return str(words["trial_possible"].format(day=prospect.possible_from, ids=ids))
    if prospect.valid_until is None:
        return ""
    labels = [vocabulary.label(key, language) for key in prospect.out_of_date]
    names = _shortened(labels, language)
    kind = "trial" if verdict is Verdict.ELIGIBLE else "so_far"
    code = f"{kind}_stale" if names else ("trial_valid" if kind == "trial" else kind)
    return str(words[code].format(day=prospect.valid_until, ids=ids, names=names))


def _names(keys: Sequence[str], vocabulary: Vocabulary, language: str) -> str:
    return ", ".join(vocabulary.label(key, language) for key in keys)


def _shortened(names: Sequence[str], language: str) -> str:
    """Name the first few; the rest, each of which says so itself, only by their number."""
    shown = ", ".join(names[:_MOST_NAMED])
    if len(names) <= _MOST_NAMED:
        return shown
    rest = len(names) - _MOST_NAMED
    return str(_beside(language).AHEAD["more"].format(names=shown, count=rest))


def unread_heading(language: str = "en") -> str:
    """Return what the facts are that no clause of a trial reads."""
    return str(_beside(language).UNREAD)


def need_text(need: Need, vocabulary: Vocabulary, language: str = "en") -> str:
    """Return what to do next about an open part."""
    catalogue = _catalogue(language)
    if need.of == "lists":
        words = catalogue.NO_ENTRY_YET if need.kind is NeedKind.MISSING else catalogue.LISTS
        if need.what in words:
            return str(words[need.what])
    templates = catalogue.NEEDS_OF_QUESTIONS if need.of == "questions" else catalogue.NEEDS
    template = templates[need.kind.value]
    return str(template.format_map({"what": vocabulary.label(need.what, language)}))


def worth_text(trials: int, criteria: int, shared: int, language: str = "en") -> str:
    """Return what a fact would settle alone, or else for how many criteria it is one of several."""
    first, second = _plural(trials, "trial", "trials"), _plural(criteria, "criterion", "criteria")
    if not first and not second and shared:
        first, second = "shared", _plural(shared, "criterion", "criteria")
    template = _catalogue(language).WORTH[first, second]
    return str(template.format(trials=trials, criteria=criteria, shared=shared))


def _plural(count: int, one: str, many: str) -> str:
    return many if count > 1 else one if count else ""


def errand_word(errand: str, language: str = "en") -> str:
    """Return on which errand facts are found out: one blood draw, one look into the chart."""
    return str(_catalogue(language).ERRANDS[errand])


def unneeded_text(why: str, trial: str, criterion: str, language: str = "en") -> str:
    """Return why a fact no longer matters for a criterion of a trial."""
    return str(_catalogue(language).UNNEEDED[why].format(trial=trial, criterion=criterion))


def gap_text(enough: int, parts: Sequence[str], language: str = "en") -> str:
    """Return which of several open things are needed: all, any one, or at least so many."""
    if len(parts) == 1:
        return parts[0]
    word = "all" if enough == len(parts) else "any" if enough == 1 else "some"
    template = _catalogue(language).GAPS[word]
    return str(template.format(enough=enough, parts="; ".join(parts)))


def outcome_word(outcome: Outcome, kind: str, language: str = "en") -> str:
    """Return Met / Not met for an inclusion, Not present / Present for an exclusion."""
    words = _catalogue(language).OUTCOMES
    return str(words.get((kind, outcome.value)) or words["any", outcome.value])


def verdict_word(assessment: Assessment, language: str = "en") -> str:
    """Return the verdict; a trial that has no arm for the patient says Other disease."""
    words = _catalogue(language).VERDICTS
    if assessment.verdict is Verdict.NOT_ELIGIBLE and assessment.reason.code == "no_arm":
        return str(words["no_arm"])
    return str(words[assessment.verdict.value])


def _beside(language: str) -> Any:
    return _BESIDE.get(language.split("_", maxsplit=1)[0], english_beside)


def _catalogue(language: str) -> Any:
    return CATALOGUES.get(language.split("_", maxsplit=1)[0], english)


def _shown(name: str, value: object, vocabulary: Vocabulary, language: str) -> str:
    if isinstance(value, Said):
        return say(value, vocabulary, language)
    if isinstance(value, (tuple, list)):
        return ", ".join(_shown(name, one, vocabulary, language) for one in value)
    if name in _KEYS and isinstance(value, str) and _KEY.fullmatch(value):
        return vocabulary.label(value, language)
    return for_the_eye(str(value))
