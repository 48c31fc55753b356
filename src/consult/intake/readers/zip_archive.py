"""ZIP archives of files that people sent: members out one by one, under limits."""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator

from consult.domain.errors import ProblemCode
from consult.domain.ids import sha256_hex
from consult.intake.readers.file_names import clean_name, clean_path, own_paths
from consult.intake.readers.members import AGAIN, Budget, Member, over_limit
from consult.intake.readers.refusal import Refusal

_CHUNK = 1 << 16
_SMALL = 1 << 16
"""Members are taken to be at least this big when ratios are reckoned: small texts pack well."""
_PACKINGS = frozenset((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))
_ENTRY, _END = b"PK\x01\x02", b"PK\x05\x06"
_ZIP64_RECORDS = 76
_LEFT_BEHIND = frozenset((".ds_store", "thumbs.db", "desktop.ini", ".localized", "icon\r"))
_APPLE = ("Index/Document.iwa", "Index.zip", "index.apxl", "index.xml.gz")


def zip_members(data: bytes, budget: Budget) -> Iterator[Member]:
    """Yield the files in a ZIP, in the order of its table; a bad one costs only itself.

    What programs leave behind (``__MACOSX``, ``.DS_Store``, lock files) and links are set apart.

    Raises:
        Refusal: CORRUPT when it cannot be opened, ARCHIVE_LIMIT for too many members, UNSUPPORTED
            for the packages of Apple's office programs.
    """
    budget.take_members(entry_count(data))
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise Refusal(
            ProblemCode.CORRUPT,
            f"the archive is damaged and cannot be opened ({error}); ask for it again.",
        ) from error
    with archive:
        infos = [info for info in archive.infolist() if not _is_folder(info)]
        if any(info.filename.endswith(_APPLE) for info in infos):
            raise Refusal(
                ProblemCode.UNSUPPORTED,
                "the file is a document of Apple's office programs; save it as DOCX or PDF.",
            )
        paths = _paths(archive, infos, budget, len(data))
        for info, (path, again) in zip(infos, paths, strict=True):
            yield _member(archive, info, path, budget, len(data), again=again)


def entry_count(data: bytes) -> int:
    """Return how many entries the table of a ZIP seems to hold, without opening it."""
    end = data.rfind(_END)
    if end < 0:
        return 0
    size = int.from_bytes(data[end + 12 : end + 16], "little")
    start = 0 if size >= end else max(0, end - size - _ZIP64_RECORDS)
    return data.count(_ENTRY, start, end)


def _is_folder(info: zipfile.ZipInfo) -> bool:
    return info.filename.endswith(("/", "\\")) and info.file_size == 0


def _paths(
    archive: zipfile.ZipFile, infos: list[zipfile.ZipInfo], budget: Budget, size: int
) -> list[tuple[str, bool]]:
    """Return a clean path of its own for each member, and whether it is a copy of one before.

    Members with one path are told apart by their bytes.
    """
    clean = [clean_path(_name(info)) for info in infos]
    count = Counter(clean)
    named: list[tuple[str, str]] = []
    for info, path in zip(infos, clean, strict=True):
        digest = ""
        if count[path] > 1:
            try:
                digest = sha256_hex(_inflate(archive, info, budget, size))
            except Refusal:
                digest = sha256_hex(f"{info.header_offset}".encode())
        named.append((path, digest))
    return own_paths(named)


def _name(info: zipfile.ZipInfo) -> str:
    """Return a member's name; many programs write UTF-8 without saying so."""
    if info.flag_bits & 0x800:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return info.filename


def _member(
    archive: zipfile.ZipFile,
    info: zipfile.ZipInfo,
    path: str,
    budget: Budget,
    size: int,
    *,
    again: bool,
) -> Member:
    raw = _name(info).replace("\\", "/")
    reason = AGAIN if again else _set_apart(info, raw)
    member = Member(path=path, name=clean_name(raw.rpartition("/")[2]), set_apart=reason)
    try:
        data = _inflate(archive, info, budget, size)
    except Refusal as refusal:
        if member.set_apart:
            return member
        return member.refused(refusal.code, refusal.message)
    return Member(path=path, name=member.name, data=data, set_apart=member.set_apart)


def _set_apart(info: zipfile.ZipInfo, raw: str) -> str | None:
    """Return why a member is nothing that anybody sent, or None when it is."""
    *folders, leaf = raw.split("/")
    if "__MACOSX" in folders or leaf.lower() in _LEFT_BEHIND or leaf.startswith("._"):
        return "left behind by an operating system"
    if leaf.lower().startswith(("~$", ".~lock.")):
        return "left behind by an office program"
    if leaf.startswith("."):
        return "a hidden file"
    if info.create_system == 3 and stat.S_ISLNK(info.external_attr >> 16):
        return "a link to another place, which is not followed"
    return None


def _inflate(archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: Budget, size: int) -> bytes:
    """Return a member's bytes, counted while they are unpacked."""
    limits = budget.limits
    if info.flag_bits & 0x1:
        raise Refusal(ProblemCode.ENCRYPTED, "it is protected by a password; ask for an open copy.")
    if info.compress_type not in _PACKINGS:
        raise Refusal(
            ProblemCode.UNSUPPORTED,
            f"it is packed in a way that is not read ({info.compress_type}); unpack it.",
        )
    packed = max(min(info.compress_size, size), _SMALL)
    out = bytearray()
    try:
        with archive.open(info) as stream:
            while chunk := stream.read(_CHUNK):
                out += chunk
                budget.take_bytes(len(chunk))
                if len(out) > packed * limits.archive_ratio:
                    raise over_limit(f"holds a file that is {limits.archive_ratio} times denser")
                if len(out) > limits.file_bytes:
                    raise Refusal(
                        ProblemCode.TOO_LARGE,
                        f"it has more than {limits.file_bytes} bytes; raise limits.file_bytes or "
                        "ask for it in parts.",
                    )
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError) as error:
        raise Refusal(
            ProblemCode.CORRUPT, f"it is damaged in the archive ({error}); ask for it again."
        ) from error
    except (NotImplementedError, RuntimeError) as error:
        raise Refusal(ProblemCode.UNSUPPORTED, f"it cannot be unpacked ({error}).") from error
    return bytes(out)
