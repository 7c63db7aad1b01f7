"""The rows of the form: what is stored, what is typed, and how it is committed."""
