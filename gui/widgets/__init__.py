"""Small painted things that every pane uses."""
