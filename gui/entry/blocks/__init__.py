"""The blocks of a section: tables, questions and lists, made of rows."""
