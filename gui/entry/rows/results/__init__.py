"""A row of results: its cells, its details, and what is typed into it."""
