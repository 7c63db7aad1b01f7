"""The one room of the window that asks to assess and to store."""
