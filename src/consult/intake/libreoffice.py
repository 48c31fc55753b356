"""LibreOffice: old office formats into new ones, without macros, links or a network."""

from __future__ import annotations

import hashlib
import re
import shutil
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from consult.intake.tools import allow, may_write, run_tool

_SECONDS = 90.0
_FILTERS = {"docx": "docx:MS Word 2007 XML", "pptx": "pptx:Impress MS PowerPoint 2007 XML"}
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
{items}
</oor:items>
"""
_SETTINGS = (
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Inet/Settings", "ooInetProxyType", "2"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "1"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "1"),
    ("Office.Writer/Content/Update", "Link", "0"),
)
"""Macros never run, links are never followed, and a proxy that is not there answers the rest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LibreOffice:
    """LibreOffice without its windows; every file has a profile and a folder of its own."""

    program: str
    name: str

    def convert(self, data: bytes, extension: str, wanted: str) -> bytes:
        """Return ``data`` as ``docx`` or ``pptx``.

        Raises:
            TimeoutError: when it takes too long.
            OSError: when nothing comes of it.
        """
        with may_write(), tempfile.TemporaryDirectory(prefix="convert-") as place:
            folder = Path(place)
            profile = folder / "profile" / "user"
            profile.mkdir(parents=True)
            (profile / "registrymodifications.xcu").write_text(_registry(), encoding="utf-8")
            source = folder / f"document.{extension}"
            source.write_bytes(data)
            run_tool(
                [
                    self.program,
                    f"-env:UserInstallation={(folder / 'profile').as_uri()}",
                    "--headless",
                    "--norestore",
                    "--nolockcheck",
                    "--convert-to",
                    _FILTERS[wanted],
                    "--outdir",
                    str(folder / "out"),
                    str(source),
                ],
                seconds=_SECONDS,
                environment={
                    "HOME": str(folder),
                    "TMPDIR": str(folder),
                    "http_proxy": "http://127.0.0.1:1",
                    "https_proxy": "http://127.0.0.1:1",
                },
            )
            return (folder / "out" / f"document.{wanted}").read_bytes()


@cache
def find_libreoffice() -> LibreOffice | None:
    """Return LibreOffice where it is installed, named with its version, else None."""
    found = shutil.which("soffice") or shutil.which("libreoffice")
    if found is None:
        return None
    program = Path(found).resolve()
    # Asking the program itself would start it, write a profile and take seconds.
    described = program.parent / "versionrc"
    text = described.read_text(encoding="utf-8", errors="replace") if described.is_file() else ""
    version = re.search(r"LibreOffice_(\d{1,3})", text)
    build = hashlib.sha256(text.encode()).hexdigest()[:8]
    name = f"libreoffice-{version[1] if version else 'unknown'}-{build}"
    return LibreOffice(program=allow(Path(found)), name=name)


def _registry() -> str:
    items = "\n".join(
        f'<item oor:path="/org.openoffice.{path}"><prop oor:name="{name}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
        for path, name, value in _SETTINGS
    )
    return _PROFILE.format(items=items)
