"""Eligibility in plain Python: records and trials in, assessments out."""
