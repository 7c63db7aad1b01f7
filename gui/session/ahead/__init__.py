"""What is worked out about the open patient after the verdicts are on the screen."""
