"""What follows today from the medicines of a record, in sentences: doses, sums, washouts."""

from gui.session.medicines.course import course_text
from gui.session.medicines.table import table_lines

__all__ = ["course_text", "table_lines"]
