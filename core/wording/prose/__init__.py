"""A rule back in words, to be compared with its text line by line.

`prose.prose_of(rule, words)` says what a rule computes; `criteria.read_trial_as(trial, words)`
says it of a whole trial; `lines.lines_of(prose)` writes it as an indented list.
"""
