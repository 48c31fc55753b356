"""Office files of before 2007: whether they ask for a password."""

from __future__ import annotations

import io

_ENCRYPTED_WORD = 0x0100
"""The flag in a Word file's header that says that what follows is encrypted."""
_FILE_PASS = 0x002F
"""The record of an Excel workbook that says so, near its beginning."""
_FIRST_RECORDS = 30


def asks_for_password(data: bytes) -> bool:
    """Whether a DOC, XLS or PPT is encrypted; False for anything that cannot be opened as one."""
    import olefile  # type: ignore[import-untyped]  # it has no stubs

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            if ole.exists("EncryptedSummary"):
                return True
            for name in ("Workbook", "Book"):
                if ole.exists(name):
                    return _has_file_pass(ole.openstream(name).read(1 << 16))
            if ole.exists("WordDocument"):
                head = ole.openstream("WordDocument").read(12)
                return bool(int.from_bytes(head[10:12], "little") & _ENCRYPTED_WORD)
    except (OSError, ValueError, IndexError):
        return False
    return False


def _has_file_pass(stream: bytes) -> bool:
    at = 0
    for _ in range(_FIRST_RECORDS):
        head = stream[at : at + 4]
        if len(head) < 4:
            return False
        if int.from_bytes(head[:2], "little") == _FILE_PASS:
            return True
        at += 4 + int.from_bytes(head[2:], "little")
    return False
