"""The pages of a checklist: looked at, saved, and printed."""
