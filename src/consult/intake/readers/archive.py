"""Office packages: ZIP members and their XML, counted and refused before they can hurt."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator

from lxml import etree

from consult.domain.errors import ProblemCode
from consult.intake.readers.refusal import Refusal
from consult.settings.model import LimitSettings

_CHUNK = 1 << 16
_SMALL_MEMBER = 1 << 16
"""Members are taken to be at least this big when ratios are reckoned: tiny XML packs well."""
_DTD_MARKS = tuple("<!DOCTYPE".encode(c) for c in ("utf-8", "utf-16-le", "utf-16-be")) + tuple(
    "<!ENTITY".encode(c) for c in ("utf-8", "utf-16-le", "utf-16-be")
)


class OfficePackage:
    """An OOXML or OpenDocument file whose members are read under limits.

    Raises:
        Refusal: CORRUPT when it is no ZIP, ENCRYPTED when members are, ARCHIVE_LIMIT for too many,
            too big or too dense members and for names that are doubled or climb out.
    """

    def __init__(self, data: bytes, limits: LimitSettings) -> None:
        self._limits = limits
        self._read = 0
        self._size = len(data)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            infos = self._zip.infolist()
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise Refusal(
                ProblemCode.CORRUPT,
                f"the file is damaged and cannot be opened ({error}); ask for it again.",
            ) from error
        if len(infos) > limits.archive_members:
            raise _over(f"it holds {len(infos)} members, more than {limits.archive_members}")
        self._infos: dict[str, zipfile.ZipInfo] = {}
        for info in infos:
            name = info.filename
            if name in self._infos:
                raise _over(f"it holds two members called {name[:80]!r}")
            if name.startswith("/") or ".." in name.split("/"):
                raise _over(f"it holds a member that climbs out of it, {name[:80]!r}")
            self._infos[name] = info

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the members, sorted."""
        return tuple(sorted(self._infos))

    def __contains__(self, name: str) -> bool:
        return name in self._infos

    def read(self, name: str) -> bytes:
        """Return the bytes of a member, counted while they are inflated."""
        info = self._infos.get(name)
        if info is None:
            raise Refusal(
                ProblemCode.CORRUPT,
                f"the file lacks its part {name!r}; ask the sender to save it again.",
            )
        if info.flag_bits & 0x1:
            raise Refusal(
                ProblemCode.ENCRYPTED,
                "the file is protected by a password; ask the sender for an open copy.",
            )
        packed = max(min(info.compress_size, self._size), _SMALL_MEMBER)
        out = bytearray()
        try:
            with self._zip.open(info) as member:
                while chunk := member.read(_CHUNK):
                    out += chunk
                    self._read += len(chunk)
                    if len(out) > packed * self._limits.archive_ratio:
                        raise _over(
                            f"{name[:80]!r} inflates to more than "
                            f"{self._limits.archive_ratio} times its size"
                        )
                    if self._read > self._limits.archive_bytes:
                        raise _over(f"it inflates to more than {self._limits.archive_bytes} bytes")
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError) as error:
            raise Refusal(
                ProblemCode.CORRUPT,
                f"the part {name!r} is damaged ({error}); ask the sender for the file again.",
            ) from error
        return bytes(out)

    def xml(self, name: str) -> etree._Element:
        """Return the root of a member's XML."""
        return parse_xml(self.read(name), where=name)

    def xml_or_none(self, name: str) -> etree._Element | None:
        """Return the root of a member's XML, or None when there is no such member."""
        return self.xml(name) if name in self._infos else None

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """Return relation id -> (last word of its type, target part) of a part's own relations."""
        folder, _, leaf = part.rpartition("/")
        root = self.xml_or_none(posixpath.join(folder, "_rels", f"{leaf}.rels"))
        found: dict[str, tuple[str, str]] = {}
        if root is None:
            return found
        for relation in root:
            if not isinstance(relation.tag, str) or relation.get("TargetMode") == "External":
                continue
            target = relation.get("Target", "")
            full = target[1:] if target.startswith("/") else posixpath.join(folder, target)
            kind = relation.get("Type", "").rpartition("/")[2]
            found[relation.get("Id", "")] = (kind, posixpath.normpath(full))
        return found

    def close(self) -> None:
        """Close the archive."""
        self._zip.close()


def parse_xml(data: bytes, *, where: str) -> etree._Element:
    """Return the root of an XML document that has no DTD.

    Raises:
        Refusal: DTD_FORBIDDEN for any document type or entity declaration, CORRUPT for bad XML.
    """
    refuse_dtd(data, where=where)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
        huge_tree=False,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Refusal(
            ProblemCode.CORRUPT,
            f"the part {where!r} is not well-formed XML ({error}); ask for the file again.",
        ) from error
    if root is None:
        raise Refusal(ProblemCode.CORRUPT, f"the part {where!r} is empty; ask for the file again.")
    if root.getroottree().docinfo.internalDTD is not None:
        raise _dtd(where)
    return root


def refuse_dtd(data: bytes, *, where: str) -> None:
    """Refuse XML that declares a document type or entities, before any parser sees it.

    Raises:
        Refusal: DTD_FORBIDDEN.
    """
    if any(mark in data for mark in _DTD_MARKS):
        raise _dtd(where)


def local(element: etree._Element) -> str:
    """Return an element's name without namespace, in which strict and usual OOXML differ."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: etree._Element, name: str) -> str | None:
    """Return the attribute whose name without namespace is ``name``."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return None


def child(element: etree._Element, *path: str) -> etree._Element | None:
    """Return the first descendant along a path of local names, or None."""
    here: etree._Element | None = element
    for name in path:
        if here is None:
            return None
        here = next((c for c in here if local(c) == name), None)
    return here


def descendants(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """Yield all descendants with a local name, in document order."""
    return (e for e in element.iter("{*}" + name))


def _over(what: str) -> Refusal:
    return Refusal(
        ProblemCode.ARCHIVE_LIMIT,
        f"the file was not opened because {what}; ask the sender for a plain copy.",
    )


def _dtd(where: str) -> Refusal:
    return Refusal(
        ProblemCode.DTD_FORBIDDEN,
        f"the part {where!r} declares a document type or entities, which office programs never "
        "write; it was not read. Ask the sender to save the file again.",
    )
