"""What is on the lists of a record, and what their completeness makes of an absence."""
