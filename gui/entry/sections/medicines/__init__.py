"""What belongs to a medicine beside its one line: its dose changes, and what follows from it."""
