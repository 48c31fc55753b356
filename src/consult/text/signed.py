"""Words in quotation marks that are signed: "“…” – Ann Lee, 29, parent", "“…” (Tenant, Hill)"."""

from __future__ import annotations

import re

from consult.text.names import title_runs
from consult.text.register import Register, Speaker
from consult.text.speakers import parse_speaker
from consult.text.speech import MASK

__all__ = ["signatory", "signature"]

_AFTER_DASH = re.compile(rf"{MASK}[,.]?\s*[–—\-]{{1,2}}\s*([A-Z][^{MASK}.;:!?]{{1,100}})\.?$")
_IN_BRACKETS = re.compile(rf"{MASK}[,.]?\s*\(([A-Z][^{MASK};:!?()]{{1,100}})\)\.?$")
_ALONE = re.compile(r"[–—\-]{1,2}\s*([A-Z][^.;:!?]{1,100})\.?$")
_PAGE = re.compile(r"\b(?:pp?\.|para|page|paragraph|section|table|19\d\d|20\d\d)\b", re.IGNORECASE)


def signature(masked_sentence: str) -> str | None:
    """Return how words in quotation marks are signed, as printed, or None."""
    text = masked_sentence.strip(" *_")
    found = _AFTER_DASH.search(text) or _IN_BRACKETS.search(text)
    return found.group(1).strip() if found and not _PAGE.search(found.group(1)) else None


def signature_alone(paragraph: str) -> str | None:
    """Return the signature of which a whole paragraph consists, below what is quoted, or None."""
    found = _ALONE.match(paragraph.strip(" *_"))
    return found.group(1).strip() if found and not _PAGE.search(found.group(1)) else None


def signatory(label: str, register: Register) -> Speaker:
    """Return who signs: a person by name with their body, a body, or the label as printed."""
    head = label.partition(",")[0].split()
    named = len(head) > 1 and all(word[:1].isupper() or len(word) < 4 for word in head)
    runs = list(title_runs(label.partition(",")[0])) if named else []
    if not runs or runs[0].text != " ".join(head):
        found = register.cast.short.get(label.lower())
        return register.note(Speaker(found)) if found else Speaker(label)
    return parse_speaker(label, register) or Speaker(label)
