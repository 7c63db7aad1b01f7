"""Medicines as courses: what ran on a day, at what dose, since when, for how long.

Every function takes courses, not one: a course entered in two pieces is the same as a whole one.
Nothing here knows whether the list of medicines is complete; who asks must.
"""
