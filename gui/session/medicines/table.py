"""What all medicines of a record come to on a day, in sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gui.session.medicines.washouts import washouts
from gui.session.medicines.words import amounts_text, day_text, filled, range_text, translate

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from decimal import Decimal
    from fractions import Fraction

    from core.calculators.courses.course import Course
    from core.dates import Day
    from core.quantity import Interval
    from core.record import PatientRecord
    from core.site import Setting


def table_lines(
    record: PatientRecord, setting: Setting, as_of: date, language: str
) -> tuple[str, ...]:
    """Return what all medicines of a record come to on a day; () where it has none."""
    from core.calculators.courses.course import courses_of
    from core.evaluate.known import known_on

    known = known_on(record, as_of).record
    courses = courses_of(known.medications, as_of)
    if not courses:
        return ()
    lines = [
        _glucocorticoids(known, courses, setting, as_of),
        _csdmards(courses, setting, as_of),
        *(_last_of(courses, key, setting, as_of, language) for key in _lasts()),
        *_last_live_vaccine(known, setting),
        *washouts(courses, setting, language),
    ]
    if not _is_complete(known, as_of):
        lines.append(
            translate(
                "Medicines", "The list is not stated complete as of today: there may be more."
            )
        )
    return tuple(lines)


def _glucocorticoids(
    record: PatientRecord, courses: Sequence[Course], setting: Setting, as_of: date
) -> str:
    from core.calculators.courses.dosing import dose_on
    from core.calculators.courses.glucocorticoids import for_review_in, systemic
    from core.dates import Day, Window

    today = Day.on(as_of)
    sorted_out = systemic(courses, setting.vocabulary)
    if not sorted_out.counted and not for_review_in(sorted_out, Window(today, today)):
        return translate("Medicines", "Systemic glucocorticoids: none on the list")
    dose = dose_on(sorted_out.counted, today)
    sentence = filled(
        translate("Medicines", "Systemic glucocorticoids today, as prednisone: {dose}"),
        dose=amounts_text(dose, translate("Medicines", "mg/day")),
    )
    if dose.high != 0:
        sentence += _by_weight(record, dose, setting, today)
    if for_review_in(sorted_out, Window(today, today)):
        sentence += " · " + translate(
            "Medicines", "a depot, an injection or another route may act: not certain"
        )
    return sentence


def _by_weight(
    record: PatientRecord, dose: Interval[Fraction], setting: Setting, today: Day
) -> str:
    from core.calculators.courses.glucocorticoids import nearest_weight, per_kg

    weight = nearest_weight(_weights(record, setting), today)
    if weight is None or weight.kg.high == 0:
        return " · " + translate("Medicines", "no weight on record for a dose per kg")
    return " · " + filled(
        translate("Medicines", "{dose} with a weight of {weight}, {days} d away"),
        dose=amounts_text(per_kg(dose, weight.kg), translate("Medicines", "mg/kg/day")),
        weight=amounts_text(weight.kg, "kg"),
        days=range_text(weight.apart),
    )


def _weights(record: PatientRecord, setting: Setting) -> Iterator[tuple[Day, Interval[Decimal]]]:
    from core.quantity import interval
    from core.values import read_lab
    from core.vocabulary import Lab

    entry = setting.vocabulary.get(Lab, "weight")
    for one in record.observations:
        if entry is None or one.of != "weight" or one.value is None or one.date is None:
            continue
        try:
            quantity = read_lab(entry, one.value, setting).quantity
        except ValueError:
            continue
        yield one.date, interval(quantity, entry.units)


def _csdmards(courses: Sequence[Course], setting: Setting, as_of: date) -> str:
    from core.calculators.courses.course import of_class
    from core.calculators.courses.running import running
    from core.dates import Day

    number = running(of_class(courses, setting.vocabulary, "csdmard"), Day.on(as_of))
    sentence = filled(translate("Medicines", "csDMARDs running today: {n}"), n=range_text(number))
    return (
        sentence
        if number.low == number.high
        else sentence + " · " + translate("Medicines", "not certain")
    )


def _last_live_vaccine(record: PatientRecord, setting: Setting) -> Iterator[str]:
    """Yield the latest live vaccine among the events; nothing where none is on record."""
    from core.vocabulary import Happening

    given = [
        one.date
        for one in record.events
        if setting.vocabulary.belongs(Happening, one.of, "vaccination")
        and one.detail.get("live") == "yes"
        and one.planned == "no"
        and one.date
    ]
    if given:
        last = max(given, key=lambda day: (day.last, day.first))
        yield filled(translate("Medicines", "Last live vaccine: {day}"), day=day_text(last))


def _lasts() -> tuple[tuple[str, str], ...]:
    return (
        ("b_cell_targeted", translate("Medicines", "Last B-cell-targeted medicine")),
        ("colony_stimulating_factor", translate("Medicines", "Last colony-stimulating factor")),
    )


def _last_of(
    courses: Sequence[Course],
    named: tuple[str, str],
    setting: Setting,
    as_of: date,
    language: str,
) -> str:
    from core.calculators.courses.course import of_class
    from core.calculators.courses.running import last_dose, runs_on
    from core.dates import Day
    from core.truth import Truth

    key, title = named
    found = of_class(courses, setting.vocabulary, key)
    last = last_dose(found, as_of)
    if last.day is None:
        return filled(translate("Medicines", "{title}: none on the list"), title=title)
    latest = {
        one.of
        for one in found
        if (day := last_dose([one], as_of).day) is not None and day.last >= last.day.first
    }
    names = ", ".join(setting.vocabulary.label(of, language) for of in sorted(latest))
    if runs_on(found, Day.on(as_of)) is Truth.YES:
        return filled(
            translate("Medicines", "{title}: {names}, still given"), title=title, names=names
        )
    sentence = filled(
        translate("Medicines", "{title}: {names}, last day {day}"),
        title=title,
        names=names,
        day=day_text(last.day),
    )
    is_sure = last.certain and last.day.is_exact
    return sentence if is_sure else sentence + " · " + translate("Medicines", "not certain")


def _is_complete(record: PatientRecord, as_of: date) -> bool:
    return any(
        line.list == "medications"
        and line.of is None
        and line.since is None
        and line.as_of.first >= as_of
        for line in record.complete
    )
