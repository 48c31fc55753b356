"""Pure text: canonical form, structure, voices, campaigns, segments."""
