"""The rows of scores: totals, joints, grades, core sets, and sets of criteria."""
