"""The body of a message: own words apart from reply chains, signatures and disclaimers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from consult.domain.document import BlockKind, Locator
from consult.intake.readers.drafts import Draft
from consult.text.letters import stands_alone

_QUOTED_LINE = re.compile(r"\s{0,3}>")
_WROTE = re.compile(
    r"\s*(?:On|Am|Le|El)\b.{4,200}\b(?:wrote|writes|schrieb|a écrit|escribió)\s*:\s*$"
    r"|\s*.{2,100}<[^<>\s]{3,100}@[^<>\s]{3,100}>\s*(?:wrote|writes)\s*:\s*$",
    re.IGNORECASE,
)
_ORIGINAL = re.compile(
    r"\s*(?:-{2,}|_{5,})\s*(?:original message|forwarded message|forwarded by\b.{0,80})"
    r"\s*(?:-{2,}|_{5,})?\s*$|\s*begin forwarded message\s*:?\s*$",
    re.IGNORECASE,
)
_HEADER = re.compile(r"\s*\*?(from|sent|to|cc|date|subject)\*?\s*:\s*(.*)$", re.IGNORECASE)
_RULE = re.compile(r"--\s?$|_{8,}\s*$")
_SENT_FROM = re.compile(
    r"\s*(?:sent from (?:my|yahoo|mail|outlook|windows|samsung)\b.{0,60}|get outlook for .{0,40})$",
    re.IGNORECASE,
)
_SIGNATURE_LINES = 12
_DISCLAIMER = re.compile(
    r"\b(?:intended\s+(?:only|solely|recipient)|confidential\b.{0,200}\b(?:addressee|recipient|"
    r"privileged|intended)|received\s+this\s+(?:e-?mail|message)\s+in\s+error|"
    r"legally\s+privileged|not\s+the\s+intended|consider\s+the\s+environment\s+before\s+printing|"
    r"scanned\s+(?:for|by)\b.{0,60}\bvirus)",
    re.IGNORECASE | re.DOTALL,
)


_UNWRAPPED = 100
"""Lines longer than this were not wrapped by a mail program, so each is a paragraph."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A run of lines of a body; ``part`` is ``body`` for own words, else what it is."""

    part: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SplitBody:
    """A body in stretches, and who wrote what was forwarded when nothing else was said."""

    stretches: tuple[Stretch, ...]
    forwarded_from: str = ""


def split_body(text: str) -> SplitBody:
    """Return the stretches of a plain text body in order; every line is in exactly one.

    Lines behind ``>``, and everything under an "Original Message" or a block of mail headers, are
    ``quoted``; the few lines under "-- ", and "Sent from my …", are ``signature``; boiler-plate is
    ``disclaimer``.
    When nothing was written above a forwarded message, the forwarded text is the body.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    parts: list[str] = []
    state = "body"
    forwarded = ""
    at = 0
    while at < len(lines):
        line = lines[at]
        headers = _header_block(lines, at)
        if _ORIGINAL.match(line) or headers:
            start = at + (0 if headers else 1)
            while start < len(lines) and not headers and not lines[start].strip():
                start += 1
            found = headers or _header_block(lines, start)
            end = start + len(found) if found else at + 1
            own = any(
                p == "body" and line.strip() for p, line in zip(parts, lines[:at], strict=False)
            )
            parts += ["forwarded headers"] * (end - at)
            at = end
            if own:
                state = "quoted"
            else:
                forwarded = forwarded or dict(found).get("from", "")
                state = "body"
            continue
        if _QUOTED_LINE.match(line) or _is_attribution(lines, at):
            parts.append("quoted")
        elif _SENT_FROM.match(line):
            parts.append("signature")
        elif state == "body" and _RULE.match(line) and _ends_soon(lines, at):
            state = "signature"
            parts.append(state)
        else:
            parts.append(state)
        at += 1
    return SplitBody(stretches=_stretches(lines, parts), forwarded_from=forwarded)


def body_drafts(stretches: Sequence[Stretch]) -> list[Draft]:
    """Return the drafts of a body: paragraphs of own words, and furniture for the rest."""
    drafts: list[Draft] = []
    for stretch in stretches:
        for paragraph in body_paragraphs(stretch.text):
            part = stretch.part
            if part == "body" and is_disclaimer(paragraph):
                part = "disclaimer"
            own = part == "body"
            drafts.append(
                Draft(
                    kind=BlockKind.PARAGRAPH if own else BlockKind.FURNITURE,
                    text=paragraph,
                    locator=Locator(part=part, paragraph=len(drafts) + 1),
                )
            )
    return drafts


def body_paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a plain text body: lines that were wrapped are together again.

    Empty lines divide; so does the end of a line too long to have been wrapped, of a greeting or
    closing formula, and of a sentence that stops well short of the wrap.
    """
    paragraphs: list[str] = []
    for stretch in re.split(r"\n[ \t\u00a0]*\n\s*", text):
        lines = [line for line in stretch.split("\n") if line.strip()]
        wrap = max((len(line) for line in lines), default=0)
        open_lines: list[str] = []
        closed = False
        for line in lines:
            rule = not any(c.isalnum() for c in line)
            if rule and open_lines:
                paragraphs.append("\n".join(open_lines))
                open_lines = []
            open_lines.append(line)
            alone = rule or stands_alone(line)
            closed = closed or (alone and not rule and len(paragraphs) > 0)
            short = len(line) < 0.7 * wrap and line.rstrip().endswith(
                (".", "?", "!", ":", "”", '"')
            )
            if alone or closed or len(line) > _UNWRAPPED or short:
                paragraphs.append("\n".join(open_lines))
                open_lines = []
        if open_lines:
            paragraphs.append("\n".join(open_lines))
    return paragraphs


def split_html_body(drafts: Sequence[Draft]) -> list[Draft]:
    """Set quoted replies, signatures and disclaimers of an HTML body apart."""
    out: list[Draft] = []
    state: str | None = None
    for draft in drafts:
        first = draft.text.strip().split("\n")[0]
        lines = draft.text.strip().split("\n")
        own = any(d.kind is not BlockKind.FURNITURE for d in out)
        if own and (_ORIGINAL.match(first) or _header_block(lines, 0) or _WROTE.match(first)):
            state = "quoted"
        elif state is None and _RULE.match(first) and len(drafts) - len(out) <= _SIGNATURE_LINES:
            state = "signature"
        part = (
            state
            or ("signature" if _SENT_FROM.fullmatch(draft.text.strip()) else None)
            or ("disclaimer" if is_disclaimer(draft.text) else None)
        )
        if part and draft.kind is not BlockKind.FURNITURE:
            out.append(
                replace(
                    draft,
                    kind=BlockKind.FURNITURE,
                    level=None,
                    locator=replace(draft.locator, part=part),
                )
            )
        else:
            out.append(draft)
    return out


def is_disclaimer(paragraph: str) -> bool:
    """Whether a paragraph is the boiler-plate that mail systems put under messages."""
    return len(paragraph) < 4000 and bool(_DISCLAIMER.search(paragraph[:2000]))


def _ends_soon(lines: Sequence[str], at: int) -> bool:
    """Whether few enough lines follow, up to any quoted message, to be a signature."""
    count = 0
    for here in range(at + 1, len(lines)):
        line = lines[here]
        if _QUOTED_LINE.match(line) or _ORIGINAL.match(line) or _is_attribution(lines, here):
            break
        if _header_block(lines, here):
            break
        count += bool(line.strip())
        if count > _SIGNATURE_LINES:
            return False
    return True


def _is_attribution(lines: Sequence[str], at: int) -> bool:
    """Whether a line, or it and the next, says "On … wrote:" above quoted lines."""
    joined = lines[at]
    if _WROTE.match(joined):
        return True
    if not re.match(r"\s*(?:On|Am|Le)\b", joined) or at + 1 >= len(lines):
        return bool(
            at
            and re.search(r"(?:wrote|writes)\s*:\s*$", joined)
            and _WROTE.match(lines[at - 1][:200] + " " + joined[:200])
        )
    return bool(_WROTE.match(joined[:200] + " " + lines[at + 1][:200]))


def _header_block(lines: Sequence[str], at: int) -> list[tuple[str, str]]:
    """Return the (name, value) lines of a quoted mail header that starts here, or nothing."""
    found: list[tuple[str, str]] = []
    for line in lines[at : at + 8]:
        match = _HEADER.match(line[:400])
        if not match:
            break
        found.append((match[1].lower(), match[2].strip(" *")))
    names = {name for name, _ in found}
    return found if "from" in names and len(names) >= 3 else []


def _stretches(lines: Sequence[str], parts: Sequence[str]) -> tuple[Stretch, ...]:
    runs: list[tuple[str, list[str]]] = []
    for part, line in zip(parts, lines, strict=True):
        if runs and runs[-1][0] == part:
            runs[-1][1].append(line)
        else:
            runs.append((part, [line]))
    return tuple(Stretch(part=part, text="\n".join(run)) for part, run in runs)
