"""The entry form: what is typed about the open patient."""
