"""Scores item by item: a page for each instrument, made from the vocabulary."""
