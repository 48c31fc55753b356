"""Who may be named, what stands in the place of a name, and masks over names in public text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from consult.analysis.consent import effective_consent
from consult.domain.ledger import Consent, Respondent, RespondentKind
from consult.domain.names import SHORTEST, Names
from consult.report.options import ReportOptions
from consult.report.words import shown

MASK = "[name]"
_WORD = re.compile(r"\w+")
_KIND_WORDS = {
    RespondentKind.INDIVIDUAL: "Individual",
    RespondentKind.ORGANISATION: "Organisation",
    RespondentKind.UNKNOWN: "Respondent",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A stretch of shown text: exact words, or a mask that stands over some of them."""

    text: str
    masked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """How every respondent of a run is called, and what its consent allows."""

    respondents: Mapping[str, Respondent]
    consents: Mapping[str, Consent]
    labels: Mapping[str, str]
    """What the public reads: the name, or ``Individual 12``."""
    hidden: Names
    """The full names and aliases of everybody whom the public may not read by name."""
    own_parts: Mapping[str, frozenset[str]]
    """By respondent: the words of its own hidden names, for its own documents."""

    def name(self, respondent_id: str | None) -> str:
        """Return the respondent's name as the analyst reads it."""
        who = self.respondents.get(respondent_id or "")
        return (shown(who.name) or self.labels[who.id]) if who else "Unknown respondent"

    def label(self, respondent_id: str | None) -> str:
        """Return what the public reads in place of the name."""
        return self.labels.get(respondent_id or "", "Unknown respondent")

    def may_name(self, respondent_id: str) -> bool:
        """Tell whether the public reads the respondent's name."""
        return self.consents.get(respondent_id) is Consent.PUBLISH

    def quotable(self, respondent_id: str | None) -> bool:
        """Tell whether consent allows the respondent's words to be shown to the public."""
        return self.consents.get(respondent_id or "") in {Consent.PUBLISH, Consent.ANONYMOUS}

    def kind(self, respondent_id: str) -> RespondentKind:
        """Return what kind of respondent somebody is."""
        who = self.respondents.get(respondent_id)
        return who.kind if who is not None else RespondentKind.UNKNOWN

    def is_organisation(self, respondent_id: str) -> bool:
        """Tell whether the respondent is an organisation."""
        return self.kind(respondent_id) is RespondentKind.ORGANISATION

    def masked(self, text: str, author_id: str | None = None) -> tuple[Part, ...]:
        """Return ``text`` in parts, with hidden names masked.

        Full names are masked wherever they stand, however they are written (see
        :class:`~consult.domain.names.Names`); the parts of the author's own name only in
        the author's own words. Unmasked parts hold the exact characters of ``text``.
        """
        spans = [(span.start, span.end) for span in self.hidden.spans(text)]
        own = self.own_parts.get(author_id or "", frozenset())
        if own:
            spans += [w.span() for w in _WORD.finditer(text) if w.group() in own]
            spans.sort(key=lambda span: (span[0], -span[1]))
        return _cut(text, spans)

    def masked_text(self, text: str, author_id: str | None = None) -> str:
        """Return ``text`` with hidden names masked, as one string."""
        return "".join(part.text for part in self.masked(text, author_id))


def naming(respondents: Iterable[Respondent], options: ReportOptions) -> Naming:
    """Decide how every respondent is called; numbers follow the order of ids within a kind."""
    ordered = sorted(respondents, key=lambda who: who.id)
    consents = {who.id: effective_consent(who, options.findings) for who in ordered}
    labels: dict[str, str] = {}
    numbers: dict[RespondentKind, int] = {}
    hidden: list[str] = []
    own_parts: dict[str, frozenset[str]] = {}
    for who in ordered:
        name = shown(who.name)
        if consents[who.id] is Consent.PUBLISH and name:
            labels[who.id] = name
            continue
        numbers[who.kind] = numbers.get(who.kind, 0) + 1
        labels[who.id] = f"{_KIND_WORDS[who.kind]} {numbers[who.kind]}"
        hidden.extend((who.name, name, *who.aliases))
        if who.kind is not RespondentKind.ORGANISATION:
            own_parts[who.id] = frozenset(
                word
                for called in (name, *who.aliases)
                for word in _WORD.findall(called)
                if len(word) >= SHORTEST
            )
    published = [labels[i] for i, c in consents.items() if c is Consent.PUBLISH]
    return Naming(
        respondents={who.id: who for who in ordered},
        consents=consents,
        labels=labels,
        hidden=Names(hidden, open_names=published),
        own_parts=own_parts,
    )


def _cut(text: str, spans: list[tuple[int, int]]) -> tuple[Part, ...]:
    parts: list[Part] = []
    position = 0
    for start, end in spans:
        if start < position:
            continue
        if start > position:
            parts.append(Part(text=text[position:start]))
        parts.append(Part(text=MASK, masked=True))
        position = end
    if position < len(text) or not parts:
        parts.append(Part(text=text[position:]))
    return tuple(parts)
