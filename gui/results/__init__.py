"""The trial panel: verdicts, criteria, and why each is as it is."""
