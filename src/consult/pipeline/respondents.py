"""Who a response comes from: what a person confirmed, then what the form or letter says."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from fnmatch import fnmatchcase

from consult.analysis.names import fold_name
from consult.domain.ids import make_id
from consult.domain.ledger import Consent, Respondent, RespondentKind
from consult.intake.reading import Sender
from consult.pipeline.senders import strictest
from consult.settings.model import RespondentSettings, Settings, SourceSettings
from consult.text.organisations import abbreviates, initials, is_acronym
from consult.text.who import Who

_INITIALS_ENOUGH = 4
"""Letters from which an acronym stands for the one known body that has these initials."""
_ATTRIBUTES_HELD = 10_000


class Respondents:
    """The respondents of a consultation, each once, found by confirmed names and aliases."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._by_id: dict[str, Respondent] = {}
        self._by_name: dict[str, str] = {}
        self._by_initials: dict[str, list[str]] = {}
        self._attributes: dict[tuple[tuple[str, str], ...], Mapping[str, str]] = {}
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
        who: Who | None = None,
    ) -> tuple[Respondent, bool]:
        """Return who sent a response, and whether that is more than a file's name.

        In order: a person's [[respondents]] files, the source's respondent, the form or
        letter's own word. Individuals are one for each submission unless a person tied them.
        ``who`` is the evidence that ``sender`` rests on; it stays with the respondent as long as
        no person has confirmed it, and its aliases are learnt.
        """
        confirmed = self._confirmed_by_file(source_key)
        if confirmed is not None:
            return self._merge(confirmed, consent, attributes), True
        name, kind = source.respondent, source.kind
        if name is None and sender is not None:
            name, kind = sender.name.strip(), sender.kind
        if not name:
            nameless = self._new(source_key, "", kind, consent, attributes)
            return (self._with_candidates(nameless, who) if who else nameless), False
        known = self._known(name)
        if known is not None and self._by_id[known].kind is not RespondentKind.INDIVIDUAL:
            found = self._merge(self._by_id[known], consent, attributes)
        elif kind is RespondentKind.ORGANISATION:
            found = self._organisation(name, consent, attributes)
        else:
            found = self._new(source_key, name, kind, consent, attributes)
        proposed = who is not None and source.respondent is None and who.name == name
        return (self._with_evidence(found, who) if who and proposed else found), True

    def speaking_for(self, organisation: str | None, speaker: str | None) -> str | None:
        """Return the id of the respondent that a reported voice speaks for, None for nobody.

        An organisation that did not respond itself becomes a respondent by its name, so that
        its statements can be shown beside the base.
        """
        for name in (organisation, speaker):
            known = self._known(name) if name else None
            if known is not None:
                return known
        if organisation:
            return self._organisation(organisation, Consent.PUBLISH, {}).id
        return None

    def learn_alias(self, name: str, short: str) -> None:
        """Learn that a known organisation is also called by a short form, or the reverse."""
        if not abbreviates(short, name):
            return
        known = self._by_name.get(fold_name(name)) or self._by_name.get(fold_name(short))
        if known is None or self._by_id[known].kind is RespondentKind.INDIVIDUAL:
            return
        self._also_called(known, name, short)

    def unite(self, whole: str, parts: Collection[str], gone: Collection[str]) -> None:
        """Make one respondent of those whose responses a person merged into that of ``whole``.

        It allows what the strictest of them allows, and goes by all their names. Of the parts,
        those ``gone`` have no response left of their own and allow no more than it does.
        """
        names = [n for i in sorted(parts) for n in (self._by_id[i].name, *self._by_id[i].aliases)]
        one = self._by_id[whole]
        # Each spelling counts: by these words a name is found in what may not show it.
        aliases = tuple(sorted({n for n in (*one.aliases, *names) if n} - {one.name}))
        consent = strictest(self._by_id[i].consent for i in (whole, *parts))
        self._by_id[whole] = replace(one, consent=consent, aliases=aliases)
        for part in gone:
            self._by_id[part] = replace(self._by_id[part], consent=consent)

    def _also_called(self, known: str, *names: str) -> None:
        respondent = self._by_id[known]
        folded = {fold_name(n) for n in (respondent.name, *respondent.aliases)}
        fresh: dict[str, str] = {}
        for name in names:
            owner = self._by_name.setdefault(fold_name(name), known)
            if owner == known and fold_name(name) not in folded:
                fresh.setdefault(fold_name(name), name)
            self._index(known, name)
        aliases = tuple(sorted({*respondent.aliases, *fresh.values()}))
        self._by_id[known] = replace(respondent, aliases=aliases)

    def _with_evidence(self, found: Respondent, who: Who) -> Respondent:
        """Keep with a respondent what names it, unless a person has; a full name is its name."""
        if found.kind is not RespondentKind.INDIVIDUAL:
            self._also_called(found.id, who.name, *who.aliases)
            found = self._by_id[found.id]
        if self._is_confirmed(found):
            return found
        evidence = tuple(dict.fromkeys((*found.evidence, *who.evidence)))
        found = replace(found, evidence=evidence)
        if is_acronym(found.name) and abbreviates(found.name, who.name):
            names = {*found.aliases, found.name} - {who.name}
            found = replace(found, name=who.name, aliases=tuple(sorted(names)))
        self._by_id[found.id] = found
        return found

    def _with_candidates(self, nameless: Respondent, who: Who) -> Respondent:
        found = replace(nameless, evidence=who.evidence)
        self._by_id[found.id] = found
        return found

    def _known(self, name: str) -> str | None:
        """Return the id of the respondent of this name, alias, or unmistakable initials."""
        known = self._by_name.get(fold_name(name))
        if known is not None:
            return known
        letters = name if is_acronym(name) else initials(name)
        if len(letters) < _INITIALS_ENOUGH:
            return None
        if not is_acronym(name):
            known = self._by_name.get(fold_name(letters))
            short = known is not None and any(
                is_acronym(n) for n in (self._by_id[known].name, *self._by_id[known].aliases)
            )
            spelt_out = known is not None and not is_acronym(self._by_id[known].name)
            return known if short and not spelt_out else None
        having = self._by_initials.get(letters.upper(), [])
        return having[0] if len(having) == 1 else None

    def _index(self, known: str, name: str) -> None:
        if self._by_id[known].kind is RespondentKind.ORGANISATION and not is_acronym(name):
            ids = self._by_initials.setdefault(initials(name), [])
            if known not in ids:
                ids.append(known)

    def _is_confirmed(self, respondent: Respondent) -> bool:
        return respondent.id == make_id("who", "confirmed", fold_name(respondent.name))

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
            self._index(respondent.id, name)

    def _organisation(
        self, name: str, consent: Consent, attributes: Mapping[str, str]
    ) -> Respondent:
        folded = fold_name(name)
        known = self._known(name)
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
        self._index(respondent.id, name)
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
            attributes=self._held_once(attributes),
            consent=consent,
        )
        if respondent.id in self._by_id:
            return self._merge(self._by_id[respondent.id], consent, attributes)
        self._by_id[respondent.id] = respondent
        return respondent

    def _held_once(self, attributes: Mapping[str, str]) -> Mapping[str, str]:
        """Return the attributes in order of name, equal ones of many people held once."""
        key = tuple(sorted(attributes.items()))
        if len(self._attributes) >= _ATTRIBUTES_HELD:
            return self._attributes.get(key) or dict(key)
        return self._attributes.setdefault(key, dict(key))

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
