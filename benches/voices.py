"""Who speaks: the rules against the marked pieces of tests/text/voices_corpus.

    python benches/voices.py

Prints every sentence that differs from its mark, then precision and recall of statements.
Pieces with "heldout" in their name were written after the rules and first measured untouched:
15-19 gave precision and recall .56/.53, 20-23 .67/.60, 24-26 .75/.71; the rules were then widened,
so today's figures over all pieces flatter. New articles are nearer to the last of those.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.text.voices_marks import marked_lines, measures

if __name__ == "__main__":
    lines = marked_lines()
    for line in lines:
        if not line.is_right:
            print(f"{line.piece}: marked {line.mark!r}, said {line.said!r}\n    {line.text}")
    for name, value in measures(lines).items():
        print(f"{name:<14} {value:.3f}" if isinstance(value, float) else f"{name:<14} {value}")
