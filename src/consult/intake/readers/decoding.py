"""Bytes to text: byte order marks, declared charsets, and guesses that are owned up to."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 4096
_GUESS_SAMPLE = 65_536


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """A decoded text; ``guessed`` when neither a mark, a declaration nor UTF-8 told the charset."""

    text: str
    charset: str
    guessed: bool = False


def decode(data: bytes, *, declared: str | None = None) -> Decoded:
    """Return ``data`` as text, by mark, NUL pattern, UTF-8, declaration and lastly by guess.

    Valid UTF-8 wins over a declaration, because wrong declarations are common and text that is
    valid UTF-8 by chance is not. Never raises; bytes that fit no charset become U+FFFD.
    """
    for mark, charset in _MARKS:
        if data.startswith(mark):
            text = data[len(mark) :].decode(charset, "replace")
            return Decoded(text=text, charset=charset)
    wide = _wide_charset(data[:_SAMPLE])
    if wide:
        return Decoded(text=data.decode(wide, "replace"), charset=wide)
    if declared and _is_escape_coded(declared):
        return _as_declared(data, declared) or _guess(data)
    try:
        return Decoded(text=data.decode("utf-8"), charset="utf-8")
    except UnicodeDecodeError:
        pass
    if declared:
        told = _as_declared(data, declared)
        if told:
            return told
    return _guess(data)


def _is_escape_coded(charset: str) -> bool:
    """Whether a charset hides in seven bits, so that its bytes are always valid UTF-8."""
    return charset.lower().replace("_", "-") in {"utf-7", "hz", "iso-2022-jp", "iso-2022-kr"}


def _as_declared(data: bytes, declared: str) -> Decoded | None:
    try:
        text = data.decode(declared)
    except (LookupError, ValueError, TypeError):
        return None
    return Decoded(text=text, charset=declared.lower()) if isinstance(text, str) else None


def _wide_charset(sample: bytes) -> str | None:
    """Tell UTF-16 and UTF-32 without a mark by where their NULs stand."""
    size = len(sample) - len(sample) % 4
    if size < 4:
        return None
    zeros = [sample[i:size:4].count(0) / (size / 4) for i in range(4)]
    high, low = 0.7, 0.3
    if zeros[1] > high and zeros[2] > high and zeros[3] > high and zeros[0] < low:
        return "utf-32-le"
    if zeros[0] > high and zeros[1] > high and zeros[2] > high and zeros[3] < low:
        return "utf-32-be"
    even, odd = (zeros[0] + zeros[2]) / 2, (zeros[1] + zeros[3]) / 2
    if odd > high and even < low:
        return "utf-16-le"
    if even > high and odd < low:
        return "utf-16-be"
    return None


def _guess(data: bytes) -> Decoded:
    """Take Windows-1252 where its letters explain the bytes, since British offices send it.

    Only otherwise do the statistics of charset-normalizer decide.
    """
    charset = "cp1252" if _is_western(data[:_GUESS_SAMPLE]) else _by_statistics(data)
    return Decoded(text=data.decode(charset, "replace"), charset=charset, guessed=True)


_WESTERN_LETTERS = frozenset("£€‘’“”–—…•éèêëáàâäíìîïóòôöúùûüñçŵŷÉÀÂÖÜ°½¼¾©®™§ ·«»ß´`¬¢¥×ÿæøåØÅÆ")


def _is_western(sample: bytes) -> bool:
    try:
        text = sample.decode("cp1252")
    except UnicodeDecodeError:
        return False
    high = [c for c in text if ord(c) > 127]
    known = sum(c in _WESTERN_LETTERS for c in high)
    return len(high) * 3 <= len(text) and known * 10 >= len(high) * 9


def _by_statistics(data: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_GUESS_SAMPLE]).best()
    return best.encoding if best else "cp1252"
