"""One course of a medicine: its fields, what follows from them, and what opens below."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from core.record import Medication
from gui.entry.offered import nearest, offered, words
from gui.entry.rows.about_fact import comment_of
from gui.entry.rows.fields_row import FieldsRow
from gui.entry.sections.medicines.courses import (
    begun,
    changed_later,
    corrected,
    in_force,
    meets,
    steps_of,
    went_on,
)
from gui.entry.sections.medicines.dose_steps import DoseSteps, with_unit
from gui.session.medicines import course_text
from gui.widgets.date_field import DateField
from gui.widgets.entry_line import EntryLine
from gui.widgets.labels import label, wrapping
from gui.widgets.pick import Pick
from gui.widgets.pick_line import PickLine

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from core.dates import Day
    from core.record import Fact
    from gui.session.session import Session

_ROUTES = (
    "oral",
    "intravenous",
    "subcutaneous",
    "intramuscular",
    "topical",
    "intra_articular",
    "inhaled",
)
_FORMS = ("tablet", "infusion", "depot", "intra_articular")
WIDTHS = {"of": 0, "dose": 76, "per": 72, "route": 114, "start": 105, "end": 105}


class MedicationRow(FieldsRow):
    """One course of one medicine."""

    second_line = ("route", "start", "end")

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, ("drugs", ""), parent)
        self._confirmed = ""
        self._start = DateField(session.read_day, self)
        self._end = DateField(session.read_planned_day, self)
        self._start.setPlaceholderText(self.tr("from"))
        self._end.setPlaceholderText(self.tr("ongoing"))
        self._medicine = PickLine(offered(session, "drugs"), self)
        self._medicine.setPlaceholderText(self.tr("add a medicine"))
        self._route = Pick(words(session, *_ROUTES), self)
        self._make_line()
        self._make_foot()
        self._more_of_it = QWidget(self)
        self._make_more()
        self.line_under().addWidget(self._more_of_it)
        self.steps = DoseSteps(session, self)
        self.add_cell("doses", self.steps, self.tr("Dose changes"), 0, self.line_under())
        self.add_about()
        self._medicine.textEdited.connect(lambda _text: self._show_foot())
        self.open(is_open=False)

    def _make_line(self) -> None:
        dose = EntryLine(self)
        dose.setPlaceholderText(self.tr("dose"))
        named = [("day", self.tr("day")), ("week", self.tr("week")), ("once", self.tr("once"))]
        self._add("of", self._medicine, self.tr("Medicine"))
        self._add("dose", dose, self.tr("Dose with unit"))
        self._add(
            "per",
            Pick([("", ""), *named], self),
            self.tr("Dose per day, per week, or given once"),
        )
        self._add("route", self._route, self.tr("Route"))
        self._add("start", self._start, self.tr("First day"))
        self._add("end", self._end, self.tr("Last day; empty while it goes on"))

    def _add(self, name: str, cell: QWidget, title: str) -> None:
        self.add_cell(name, cell, title, WIDTHS[name])

    def _make_foot(self) -> None:
        self._toggle = QPushButton(self)
        self._toggle.setProperty("kind", "link")
        self._toggle.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._toggle.setToolTip(self.tr("Dose changes, form, unchanged since (Alt+D)"))
        self._toggle.clicked.connect(lambda: self.open(is_open=self._more_of_it.isHidden()))
        self._follows = wrapping("", "hint", self)
        foot = self.line_under()
        foot.setContentsMargins(0, 0, 8, 2)
        foot.addWidget(self._toggle, 0, Qt.AlignmentFlag.AlignTop)
        foot.addWidget(self._follows, 1)

    def _make_more(self) -> None:
        line = QHBoxLayout(self._more_of_it)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        self._form = Pick(words(self.session, *_FORMS), self)
        self._stable = DateField(self.session.read_day, self)
        self._planned = label(self.tr("The last day is planned."), "hint", self)
        line.addWidget(label(self.tr("form"), "hint", self))
        self.add_cell("form", self._form, self.tr("Form"), 130, line)
        line.addWidget(label(self.tr("dose unchanged since"), "hint", self))
        title = self.tr("Dose unchanged since, where its changes are not known")
        self.add_cell("stable_since", self._stable, title, 120, line)
        line.addWidget(self._planned)
        line.addStretch(1)

    # What opens below

    def open(self, *, is_open: bool) -> None:
        """Show or hide the dose changes, the form, and since when the dose is unchanged."""
        for part in (self._more_of_it, self.steps):
            part.setVisible(is_open)
        self._show_foot()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the dose changes on Alt+D, or close them."""
        if (event.key(), event.modifiers()) != (Qt.Key.Key_D, Qt.KeyboardModifier.AltModifier):
            super().keyPressEvent(event)
            return
        was_open = not self.steps.isHidden()
        if was_open:
            self.take_focus()
        self.open(is_open=not was_open)
        if not was_open:
            self.steps.lines[-1].start.setFocus(Qt.FocusReason.TabFocusReason)

    def _show_foot(self) -> None:
        course = cast("Medication | None", self.fact)
        number = changed_later(course) if course else 0
        sign = "▸" if self.steps.isHidden() else "▾"
        said = self.tr("{n} changes") if number != 1 else self.tr("1 change")
        if not number:
            said = self.tr("Dose changes, form")
        self._toggle.setText(f"{sign} {said}".replace("{n}", str(number)))
        is_planned = course is not None and course.end is not None and course.planned_end == "yes"
        self._planned.setVisible(is_planned)
        follows = [course_text(course, self.session.as_of)] if course else []
        follows += [self.tr("last day planned")] if is_planned else []
        if course and course.form:
            follows.append(self.session.vocabulary.label(course.form, self.session.language))
        self._follows.setText(" · ".join(follows))
        is_shown = course is not None or bool(self._medicine.text())
        self._toggle.setVisible(is_shown)
        self._follows.setVisible(is_shown)

    # What is shown

    def texts(self, fact: Fact) -> dict[str, str]:
        """Return what each field shows of a course; its dose is the one in force today."""
        course = cast("Medication", fact)
        now = in_force(course.doses, self.session.as_of)
        per = (now.per if now else course.per) or ""
        return {
            "of": self._medicine.label_of(course.of, comment_of(course)[0]),
            "route": course.route or "",
            "dose": (now.dose if now else course.dose) or "",
            "per": "once" if course.once == "yes" else per,
            "start": str(course.start or ""),
            "end": str(course.end or ""),
            "form": course.form or "",
            "stable_since": str(course.stable_since or ""),
            "doses": "",
        }

    def show_fact(self, fact: Fact | None) -> None:
        """Show a course, its dose changes, and what follows from it."""
        if fact is not None:
            course = cast("Medication", fact)
            self.steps.show_steps(steps_of(course))
            # What was imported stays, even where it is not offered.
            for pick, key in ((self._form, course.form), (self._route, course.route)):
                if key and pick.findData(key) < 0:
                    pick.addItem(self.session.vocabulary.label(key, self.session.language), key)
        super().show_fact(fact)
        self._show_foot()

    # What is typed

    def build(self, start: Fact | None) -> Medication:
        """Return the course in the fields: the stored one, with only what was changed."""
        of = self.chosen("of", self.tr("medicine"))
        first, last = self._days()
        course = cast("Medication", start) if start else Medication(of=of)
        changes: dict[str, Any] = {"of": of, **self._dosed(course)}
        if self._medicine.is_changed:
            changes["comment"] = self._medicine.name_of_other() or course.comment
        if self._route.is_changed:
            changes["route"] = self._route.text() or None
        if self._form.is_changed:
            changes["form"] = self._form.text() or None
        if self._stable.is_changed:
            changes["stable_since"] = self._stable.day()
        if self._start.is_changed:
            changes["start"] = first
        if self._end.is_changed:
            changes |= {"end": last, "planned_end": "yes" if self._is_ahead(last) else "no"}
        return replace(course, **changes)

    def _days(self) -> tuple[Day | None, Day | None]:
        """Return the first and the last day; raise ValueError where they cannot both be."""
        first, last = self._start.day(), self._end.day()
        if first and last and last.last < first.first:
            raise ValueError(self.tr("The last day lies before the first. Check both."))
        if self.cells["per"].text() == "once" and last and last != first:
            said = self.tr("Given once, it has no last day. Write each dose in a line of its own.")
            raise ValueError(said)
        return first, last

    def _dosed(self, course: Medication) -> dict[str, Any]:
        """Return what is changed of the doses; the dose of the row is the one in force today."""
        changes: dict[str, Any] = {}
        doses = self.steps.changes()
        if self.steps.is_changed:
            changes["doses"] = doses
        dose, per = self.cells["dose"], self.cells["per"]
        if per.is_changed:
            changes["once"] = "yes" if per.text() == "once" else "no"
        if not (dose.is_changed or per.is_changed):
            return changes
        typed = with_unit(dose.text().strip())
        every = (
            cast("Literal['day', 'week']", per.text()) if per.text() in ("day", "week") else None
        )
        now = in_force(doses, self.session.as_of)
        if now is None or not (course.doses or self.steps.is_changed):
            return {**changes, "dose": typed or None, "per": every}
        if course.doses:
            return {**changes, "doses": corrected(doses, now, typed, every)}
        made = begun(course, (self._start.day(), typed, every), doses, now)
        return {**changes, "doses": made}

    def _is_ahead(self, day: Day | None) -> bool:
        return day is not None and day.first > self.session.as_of

    def progress(self) -> str:
        """Say that doses or the last day were only added: the course went on, nothing was wrong."""
        stored = cast("Medication | None", self.fact)
        try:
            draft = cast("Medication | None", self.draft()) if stored else None
        except ValueError:
            return ""
        is_more = stored is not None and draft is not None and went_on(stored, draft)
        return self.tr("the course went on") if is_more else ""

    def hold_for_question(self) -> bool:
        """Hold a medicine back that is on the list for the same days, until a second Enter."""
        asked = self.question()
        if asked:
            self._looking.stop()  # what Enter would settle is not said over the question
            self._confirmed = self._medicine.text()
            self.say(asked, "warning")
        return bool(asked)

    def leave(self) -> None:
        """Store what is typed; what is asked about, only a second Enter stores."""
        self._confirmed = ""
        super().leave()

    def question(self) -> str:
        """Ask about a second course of a medicine on the list: both doses would count."""
        name = self._medicine.text()
        if self.fact is not None or not name or self._confirmed == name:
            return ""
        try:
            draft = cast("Medication", self.draft())
        except ValueError:
            return ""
        record = self.session.record
        if not any(meets(draft, one) for one in (record.medications if record else ())):
            return ""
        return self.tr(
            "{medicine} is on the list for these days. Enter again adds it, and both doses count; "
            "a new dose is a change of the other line (Alt+D)."
        ).replace("{medicine}", name)

    def give_up(self) -> None:
        """Show the course in every field, and its dose changes."""
        self._confirmed = ""
        super().give_up()
        self._show_foot()

    def nearest(self, text: str) -> str:
        """Return the medicine that is most like a text, or ""."""
        return nearest(self.session, "drugs", text)
