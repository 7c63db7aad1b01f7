"""The window. It depends on the core; nothing depends on it."""
