"""Measured numbers, named states and scores against what a rule asks of them."""
