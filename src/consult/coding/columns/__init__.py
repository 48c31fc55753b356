"""Which column of a survey table is probably what, told by its header and its cells."""
