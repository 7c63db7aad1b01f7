"""Scores for the window: what the answers to their items make."""
