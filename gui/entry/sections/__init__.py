"""The sections of the form, each laid out by hand."""
