"""All quality benches in one go: ``python -m benches.quality FOLDER``.

FOLDER holds ``stance/``, ``questions/`` and ``themes/`` in the form of the public ground truth;
every bench prints its own Markdown table, and one whose folder is missing says so.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

BENCHES = ("stance", "questions", "themes")


def main() -> int:
    if len(sys.argv) != 2 or sys.argv[1] in {"-h", "--help"}:
        print(__doc__)
        return 2
    folder = Path(sys.argv[1])
    worst = 0
    for bench in BENCHES:
        print(f"\n## {bench}\n", flush=True)
        if not (folder / bench).is_dir():
            print(f"there is no {folder / bench}")
            worst = 1
            continue
        command = [sys.executable, "-m", f"benches.quality.{bench}", str(folder / bench)]
        worst = max(worst, subprocess.run(command, check=False).returncode)
    return worst


if __name__ == "__main__":
    sys.exit(main())
