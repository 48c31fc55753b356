"""Worker programs that misbehave, for the pool to survive: python bad_reader.py MODE."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time


def main(mode: str) -> int:
    if mode in {"memory", "program", "network", "echo"}:
        return real_worker_with(mode)
    if mode == "deaf":
        time.sleep(60)
    sys.stdin.buffer.read(1)
    if mode == "hang":
        subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
        time.sleep(60)
    elif mode == "crash":
        os.abort()
    elif mode == "flood":
        while True:
            os.write(1, b"\xff" * 65536)
    elif mode == "garbage":
        os.write(1, (4).to_bytes(8, "big") + b"oops")
        time.sleep(60)
    elif mode == "half":
        os.write(1, (400).to_bytes(8, "big") + b"half")
    return 0


def real_worker_with(mode: str) -> int:
    """The shipped worker, with a reader in its place that does what a hostile file might."""
    from consult.domain.errors import Problem, ProblemCode, Severity
    from consult.intake import worker
    from consult.intake.reading import Reading

    def read(arrival, **_):
        if mode == "memory":
            hoard = []
            while True:
                hoard.append(bytearray(16 << 20))
        if mode == "program":
            # Neither the reader nor its program holds too much, but both together do.
            from pathlib import Path

            from consult.intake.tools import allow, run_tool

            own = bytearray(b"x") * (180 << 20)
            code = "x = bytearray(b'x') * (300 << 20); import time; time.sleep(60)"
            run_tool([allow(Path(sys.executable)), "-c", code], seconds=60)
            return Reading(media_type=str(len(own)))
        tried = []
        for what in (
            lambda: socket.create_connection(("127.0.0.1", 9), timeout=1),
            lambda: socket.getaddrinfo("localhost", 80),
            lambda: subprocess.run(["true"], check=False),
            lambda: os.system("true"),
        ):
            try:
                what()
                tried.append("allowed")
            except PermissionError:
                tried.append("denied")
        problem = Problem(
            code=ProblemCode.UNSUPPORTED,
            where=arrival.name,
            message=" ".join(tried),
            severity=Severity.INFO,
        )
        return Reading(media_type="text/plain", problems=(problem,))

    worker.read = read
    return worker.main()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
