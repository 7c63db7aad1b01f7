"""Formulas of the clinic, computed exactly."""
