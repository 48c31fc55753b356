"""MSG files for tests: an OLE compound file with the streams of a message, written by hand."""

from __future__ import annotations

import struct

_END, _FREE, _FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
_SECTOR, _SMALL, _CUTOFF = 512, 64, 4096


def compound(streams: dict[str, bytes]) -> bytes:
    """A compound file (version 3) with the streams in its root storage."""
    small = b""
    small_fat: list[int] = []
    large = b""
    large_fat: list[int] = []
    entries: list[tuple[str, int, int]] = []
    for name, data in sorted(streams.items(), key=lambda pair: (len(pair[0]), pair[0].upper())):
        if len(data) < _CUTOFF:
            entries.append((name, len(small) // _SMALL if data else _END, len(data)))
            small += _padded(data, _SMALL)
            small_fat += _chain(len(small_fat), -(-len(data) // _SMALL))
        else:
            entries.append((name, len(large) // _SECTOR, len(data)))
            large += _padded(data, _SECTOR)
            large_fat += _chain(len(large_fat), -(-len(data) // _SECTOR))

    def append(data: bytes) -> int:
        nonlocal large
        start = len(large) // _SECTOR
        large += _padded(data, _SECTOR)
        large_fat.extend(_chain(len(large_fat), -(-len(data) // _SECTOR)))
        return start

    small_start = append(small)
    fat_start = append(_numbers(small_fat))
    count = len(entries)
    directory = _entry("Root Entry", 5, small_start, len(small), child=1 if count else _FREE)
    for number, (name, start, size) in enumerate(entries, start=1):
        right = number + 1 if number < count else _FREE
        directory += _entry(name, 2, start, size, right=right)
    directory_start = append(directory)
    sectors = len(large_fat)
    fats = 1
    while fats * (_SECTOR // 4) < sectors + fats:
        fats += 1
    table = [*large_fat, *[_FAT] * fats]
    table += [_FREE] * (fats * (_SECTOR // 4) - len(table))
    header = (
        bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6)
    )
    header += bytes(6) + struct.pack("<IIIII", 0, fats, directory_start, 0, _CUTOFF)
    header += struct.pack("<IIII", fat_start, -(-len(small_fat) * 4 // _SECTOR) or 1, _END, 0)
    places = [sectors + i for i in range(fats)]
    header += _numbers([*places, *[_FREE] * (109 - fats)])
    return header + large + _numbers(table)


def msg(body: str, *, subject: str, sender: str, address: str) -> bytes:
    """A message as Outlook saves it, with plain text alone."""
    texts = {
        "001A": "IPM.Note",
        "0037": subject,
        "1000": body.replace("\n", "\r\n"),
        "0C1A": sender,
        "0C1F": address,
        "0C1E": "SMTP",
    }
    streams = {f"__substg1.0_{tag}001F": text.encode("utf-16-le") for tag, text in texts.items()}
    records = b"".join(
        struct.pack("<IIII", (int(tag, 16) << 16) | 0x1F, 6, 2 * len(text) + 2, 0)
        for tag, text in sorted(texts.items())
    )
    streams["__properties_version1.0"] = bytes(32) + records
    return compound(streams)


def _padded(data: bytes, size: int) -> bytes:
    return data + bytes(-len(data) % size)


def _chain(first: int, length: int) -> list[int]:
    return [*range(first + 1, first + length), _END] if length else []


def _numbers(values: list[int]) -> bytes:
    return _padded(struct.pack(f"<{len(values)}I", *values), 4)


def _entry(
    name: str, kind: int, start: int, size: int, *, child: int = _FREE, right: int = _FREE
) -> bytes:
    written = name.encode("utf-16-le") + b"\0\0"
    entry = written.ljust(64, b"\0") + struct.pack("<HBB", len(written), kind, 1)
    entry += struct.pack("<III", _FREE, right, child) + bytes(36)
    return entry + struct.pack("<IQ", start, size)
