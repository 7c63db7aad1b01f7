"""The self-test: whether this installation still does what it did when it left the house.

`running.NAMES` are its checks; `running.run_check(name, ground)` runs one and never raises;
`report.text` and `report.document` say what came out. Nothing is written outside of a temporary
folder but a probe in the data folder, which is removed; the user's store is never opened.
"""
