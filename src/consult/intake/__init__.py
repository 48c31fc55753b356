"""The edge where things arrive: channels and readers."""
