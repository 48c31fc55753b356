"""Write the locks from what pyproject.toml and the large reader need, with hashes.

torch is left out, with everything that only its accelerated builds need: which file of torch is
right differs by machine, so it is pinned in pyproject.toml and installed apart (see Makefile).
Run by `make lock`; needs `uv` on the path. Versions in an existing lock stay unless --upgrade.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

from consult.engines.mpnet_base import REQUIREMENTS

ROOT = Path(__file__).parent.parent
APART = re.compile(r"(torch|triton|nvidia-[a-z0-9-]+|cuda-[a-z0-9-]+)==")
BUILD = ["hatchling", "editables"]
HEADER = "# Written by `make lock`; the Makefile installs it, and torch apart.\n"


def blocks(text: str) -> list[str]:
    """Split a lock into one block for each requirement with its hashes."""
    return re.split(r"\n(?=[A-Za-z0-9])", text.strip())


def compile_lock(
    requirements: list[str], target: Path, *, upgrade: bool, alone: bool = False
) -> None:
    """Resolve for every platform and write the target; ``alone``, without dependencies."""
    command = ["uv", "pip", "compile", "-", "--universal", "--python-version", "3.11"]
    command += ["--generate-hashes", "--no-header", "--no-annotate", "--quiet"]
    command += ["--no-deps"] if alone else []
    if target.exists() and not upgrade:
        pins = [b.split(" \\")[0] for b in blocks(target.read_text("utf-8")) if "==" in b]
        constraints = target.with_suffix(".pins")
        constraints.write_text("\n".join(p for p in pins if not p.startswith("#")), "utf-8")
        command += ["-c", str(constraints)]
    try:
        done = subprocess.run(
            command, input="\n".join(requirements), text=True, capture_output=True, check=False
        )
    finally:
        target.with_suffix(".pins").unlink(missing_ok=True)
    if done.returncode:
        sys.exit(done.stderr)
    kept = [block for block in blocks(done.stdout) if not APART.match(block)]
    target.write_text(HEADER + "\n".join(kept) + "\n", "utf-8")
    print(f"{target.name}: {len(kept)} packages")


def main() -> None:
    """Write all locks."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    upgrade = "--upgrade" in sys.argv[1:]
    runtime = project["dependencies"] + BUILD
    compile_lock(
        runtime + project["optional-dependencies"]["dev"],
        ROOT / "requirements-dev.lock",
        upgrade=upgrade,
    )
    compile_lock(runtime, ROOT / "requirements.lock", upgrade=upgrade)
    compile_lock(list(REQUIREMENTS), ROOT / "requirements-large.lock", upgrade=upgrade, alone=True)


if __name__ == "__main__":
    main()
