"""The first page: patients against trials."""
