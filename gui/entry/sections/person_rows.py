"""The rows of the person: sex and day of birth. They are no facts of a list."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QWidget

from core.dates import Day, ages
from gui.entry import words
from gui.entry.rows.row import Row
from gui.widgets.choice import Choice, Option
from gui.widgets.date_field import DateField
from gui.widgets.labels import label

if TYPE_CHECKING:
    from core.record import Sex
    from gui.session.session import Session


_YOUNGEST, _OLDEST = 12, 100


class PersonRow(Row):
    """What both rows share: they are stored with `put_person`, not as a fact."""

    def __init__(self, session: Session, name: str, parent: QWidget | None) -> None:
        super().__init__(session, ("person", name), parent)
        self.title = label(words.name(session, name), "", self)
        self.title.setFixedWidth(170)
        self.line.addWidget(self.title)

    def stored_fact(self) -> None:
        """Return None: there is no fact behind this row."""

    def draft(self) -> None:
        """Return None: nothing is put into a list."""

    def commit(self) -> bool:
        """Store the person as typed; False when it cannot be, and then what is typed stays."""
        if self.is_changed() and self.hold_for_question():
            return False
        try:
            sex, birth = self.typed()
            why = self.why.reason() if self._is_correction() else None
        except ValueError as error:
            self.say(str(error), "wrong")
            return False
        if self.is_changed():
            self.session.put_person(sex=sex, birth_date=birth, why=why)
        if self.is_changed():
            self.say(self.tr("This is not stored yet. It stays here; press Enter again."), "wrong")
            return False
        self.why.put_away()
        self.say("")
        return True

    def _is_correction(self) -> bool:
        if not self.has_stored() or not self.is_changed():
            return False
        self.why.ask("", self.last_field())
        return True

    def has_stored(self) -> bool:
        """Tell whether something is on record that a change would correct."""
        raise NotImplementedError

    def typed(self) -> tuple[Sex | None, Day | None]:
        """Return sex and day of birth with what is typed here; raise ValueError for no day."""
        raise NotImplementedError

    def show_draft(self) -> None:
        """Ask for the reason of a correction."""
        if self._is_correction():
            self.say(self.tr("Enter stores it."))
        else:
            self.why.put_away()
            self.say("")


class SexRow(PersonRow):
    """Female or male."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, "sex", parent)
        female, male = words.name(session, "female"), words.name(session, "male")
        self.choice = Choice([Option("female", female, "f女"), Option("male", male, "m男")], self)
        self.choice.set_name(words.name(session, "sex"))
        self.choice.set_staying()
        self.title.setBuddy(self.choice)
        self.line.addWidget(self.choice, 1)
        self.choice.chosen.connect(lambda _key: self._pressed())
        self.choice.entered.connect(self.enter)

    def _pressed(self) -> None:
        if self.has_stored():
            self.show_draft()
        else:
            self.commit()

    def has_stored(self) -> bool:
        """Tell whether the sex is on record."""
        return bool(self._stored())

    def _stored(self) -> str:
        return (self.session.record.sex if self.session.record else "") or ""

    def is_changed(self) -> bool:
        """Tell whether the other sex is pressed."""
        return self.choice.value != self._stored()

    def typed(self) -> tuple[Sex | None, Day | None]:
        """Return the pressed sex with the stored day of birth."""
        record = self.session.record
        pressed = cast("Sex | None", self.choice.value or None)
        return pressed, record.birth_date if record else None

    def give_up(self) -> None:
        """Show the stored sex."""
        self.choice.set_value(self._stored())

    def show_record(self) -> None:
        """Show the stored sex, unless a correction is being asked about."""
        if self.why.isHidden():
            self.choice.set_value(self._stored())

    def take_focus(self) -> None:
        """Give the keyboard to the answers."""
        self.choice.take_focus()


class BirthRow(PersonRow):
    """The day of birth, as far as it is known."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, "birth_date", parent)
        self.day = DateField(session.read_day, self)
        self.day.setAccessibleName(words.name(session, "birth_date"))
        self.day.setFixedWidth(130)
        self.title.setBuddy(self.day)
        self._confirmed = ""
        self._age = label("", "hint", self)
        self.line.addWidget(self.day)
        self.line.addWidget(self._age, 1)
        self.day.entered.connect(self.enter)
        self.day.textEdited.connect(lambda _text: self.show_draft())

    def has_stored(self) -> bool:
        """Tell whether a day of birth is on record."""
        return bool(self.day.stored)

    def is_changed(self) -> bool:
        """Tell whether another day is typed."""
        return self.day.is_changed

    def question(self) -> str:
        """Ask about a day that makes the patient a small child or older than anybody is screened.

        A day is soon typed in the wrong field; of today it would be read as a birth.
        """
        try:
            birth = self.day.day()
        except ValueError:
            return ""
        if birth is None or self._confirmed == self.day.text():
            return ""
        if birth.first > self.session.as_of:
            return ""  # refused where it is stored
        least, most = ages(birth, Day.on(self.session.as_of))
        if most >= _YOUNGEST and least <= _OLDEST:
            return ""
        return (
            self.tr("Born {day} the patient is {years} years old. Enter again stores it.")
            .replace("{day}", str(birth))
            .replace("{years}", str(most))
        )

    def hold_for_question(self) -> bool:
        """Hold an unlikely day back until Enter is pressed on it a second time."""
        asked = self.question()
        if not asked:
            return False
        self._confirmed = self.day.text()
        self.say(asked, "warning")
        return True

    def typed(self) -> tuple[Sex | None, Day | None]:
        """Return the stored sex with the typed day of birth."""
        record = self.session.record
        return record.sex if record else None, self.day.day()

    def give_up(self) -> None:
        """Show the stored day."""
        self._confirmed = ""
        self.day.accept_stored(self.day.stored)

    def show_record(self) -> None:
        """Show the stored day and the age today."""
        birth = self.session.record.birth_date if self.session.record else None
        self.day.set_day(birth)
        self._age.setText("")
        if birth is not None:
            least, most = ages(birth, Day.on(self.session.as_of))
            years = str(most) if least == most else f"{least}–{most}"
            self._age.setText(self.tr("{years} years today").replace("{years}", years))

    def take_focus(self) -> None:
        """Give the keyboard to the day."""
        self.day.setFocus()
        self.day.selectAll()
