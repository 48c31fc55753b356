"""Who a response comes from: what a person confirmed, then what the form or letter says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from fnmatch import fnmatchcase

from consult.analysis.names import fold_name
from consult.domain.ids import make_id
from consult.domain.ledger import Consent, Respondent, RespondentKind
from consult.intake.reading import Sender
from consult.settings.model import RespondentSettings, Settings, SourceSettings

_STRICTNESS = (Consent.PRIVATE, Consent.ANONYMOUS, Consent.PUBLISH, Consent.UNKNOWN)


def strictest(consents: Iterable[Consent]) -> Consent:
    """Return the strictest of several consents; unknown only when all are."""
    given = set(consents)
    return next((consent for consent in _STRICTNESS if consent in given), Consent.UNKNOWN)


def _abbreviates(short: str, name: str) -> bool:
    """Tell whether the capitals of ``short`` stand in order at the starts of words of ``name``."""
    initials = iter(word[0].casefold() for word in name.split() if word[0].isalnum())
    return all(letter in initials for letter in short.casefold() if letter.isalnum())


def _endings(folded: str) -> tuple[str, ...]:
    """Return a folded name and what is left when words before it are taken off."""
    words = folded.split()
    return tuple(" ".join(words[start:]) for start in range(max(1, len(words) - 1)))


class Respondents:
    """The respondents of a consultation, each once, found by confirmed names and aliases."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._by_id: dict[str, Respondent] = {}
        self._by_name: dict[str, str] = {}
        for confirmed in settings.respondents:
            self._add_confirmed(confirmed)

    def all(self) -> tuple[Respondent, ...]:
        """Return every respondent in order of id."""
        return tuple(self._by_id[key] for key in sorted(self._by_id))

    def names(self) -> Mapping[str, tuple[str, ...]]:
        """Return id -> name and aliases of every respondent."""
        return {r.id: (r.name, *r.aliases) for r in self.all()}

    def of_response(
        self,
        source_key: str,
        source: SourceSettings,
        sender: Sender | None,
        consent: Consent,
        attributes: Mapping[str, str],
    ) -> tuple[Respondent, bool]:
        """Return who sent a response, and whether that is more than a file's name.

        In order: a person's [[respondents]] files, the source's respondent, the form or
        letter's own word. Individuals are one for each submission unless a person tied them.
        """
        confirmed = self._confirmed_by_file(source_key)
        if confirmed is not None:
            return self._merge(confirmed, consent, attributes), True
        name, kind = source.respondent, source.kind
        if name is None and sender is not None:
            name, kind = sender.name.strip(), sender.kind
        if not name:
            return self._new(source_key, "", kind, consent, attributes), False
        known = self._by_name.get(fold_name(name))
        if known is not None and self._by_id[known].kind is not RespondentKind.INDIVIDUAL:
            return self._merge(self._by_id[known], consent, attributes), True
        if kind is RespondentKind.ORGANISATION:
            return self._organisation(name, consent, attributes), True
        return self._new(source_key, name, kind, consent, attributes), True

    def speaking_for(self, organisation: str | None, speaker: str | None) -> str | None:
        """Return the id of the respondent that a reported voice speaks for, None for nobody.

        An organisation that did not respond itself becomes a respondent by its name, so that
        its statements can be shown beside the base.
        """
        for name in (organisation, speaker):
            known = self._by_name.get(fold_name(name)) if name else None
            if known is not None:
                return known
        if organisation:
            return self._organisation(organisation, Consent.PUBLISH, {}).id
        return None

    def learn_alias(self, name: str, short: str) -> None:
        """Learn that a known organisation is also called by a short form, or the reverse."""
        folded, short_folded = fold_name(name), fold_name(short)
        if not _abbreviates(short, name):
            return
        known = next(
            (
                self._by_name[candidate]
                for candidate in (*_endings(folded), short_folded)
                if candidate in self._by_name
            ),
            None,
        )
        if known is None or self._by_id[known].kind is RespondentKind.INDIVIDUAL:
            return
        respondent = self._by_id[known]
        aliases = dict.fromkeys((*respondent.aliases, short))
        if short_folded == fold_name(respondent.name):
            aliases = dict.fromkeys((*respondent.aliases, name))
        aliases.pop(respondent.name, None)
        self._by_id[known] = replace(respondent, aliases=tuple(sorted(aliases)))
        self._by_name.setdefault(folded, known)
        self._by_name.setdefault(short_folded, known)

    def _confirmed_by_file(self, source_key: str) -> Respondent | None:
        for confirmed in self._settings.respondents:
            if any(fnmatchcase(source_key, pattern) for pattern in confirmed.files):
                return self._by_id[self._by_name[fold_name(confirmed.name)]]
        return None

    def _add_confirmed(self, confirmed: RespondentSettings) -> None:
        respondent = Respondent(
            id=make_id("who", "confirmed", fold_name(confirmed.name)),
            name=confirmed.name,
            kind=confirmed.kind,
            attributes=dict(sorted(confirmed.attributes.items())),
            consent=confirmed.consent,
            aliases=confirmed.aliases,
        )
        self._by_id[respondent.id] = respondent
        for name in (confirmed.name, *confirmed.aliases):
            self._by_name[fold_name(name)] = respondent.id

    def _organisation(
        self, name: str, consent: Consent, attributes: Mapping[str, str]
    ) -> Respondent:
        folded = fold_name(name)
        known = self._by_name.get(folded)
        if known is not None:
            return self._merge(self._by_id[known], consent, attributes)
        respondent = Respondent(
            id=make_id("who", "organisation", folded),
            name=name,
            kind=RespondentKind.ORGANISATION,
            attributes=dict(sorted(attributes.items())),
            consent=consent,
        )
        self._by_id[respondent.id] = respondent
        self._by_name[folded] = respondent.id
        return respondent

    def _new(
        self,
        source_key: str,
        name: str,
        kind: RespondentKind,
        consent: Consent,
        attributes: Mapping[str, str],
    ) -> Respondent:
        respondent = Respondent(
            id=make_id("who", "submission", source_key),
            name=name,
            kind=kind,
            attributes=dict(sorted(attributes.items())),
            consent=consent,
        )
        if respondent.id in self._by_id:
            return self._merge(self._by_id[respondent.id], consent, attributes)
        self._by_id[respondent.id] = respondent
        return respondent

    def _merge(
        self, respondent: Respondent, consent: Consent, attributes: Mapping[str, str]
    ) -> Respondent:
        merged = replace(
            respondent,
            consent=strictest((respondent.consent, consent)),
            attributes=dict(sorted({**attributes, **respondent.attributes}.items())),
        )
        self._by_id[merged.id] = merged
        return merged
