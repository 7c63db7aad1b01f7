"""Records, settings and assessments as files: in and out."""
