"""Training of the matcher."""
