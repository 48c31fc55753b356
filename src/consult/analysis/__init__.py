"""Pure analysis: counts, positions, findings, and the words they are said in."""
