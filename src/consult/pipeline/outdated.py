"""Whether what people allow and decided is still what a kept run knew, before it is shown again."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from fnmatch import fnmatchcase

from consult.analysis.names import fold_name
from consult.domain.errors import IntegrityError
from consult.domain.ledger import Consent, Item, Mark, Respondent, Response, ResponseState
from consult.domain.run import Corpus, Decision, Run
from consult.pipeline.decided import Decided, in_force
from consult.pipeline.endangered import CONCERN, decided_danger
from consult.pipeline.senders import strictest
from consult.pipeline.sources import source_finder
from consult.settings.consents import consent_rules, first_broken
from consult.settings.model import RespondentSettings, Settings, SourceSettings

_TAKEN_BACK = {ResponseState.WITHDRAWN, ResponseState.ERASED}


def check_current(
    run: Run,
    corpus: Corpus,
    *,
    ledger: Collection[Response],
    decisions: Sequence[Decision],
    settings: Settings,
) -> None:
    """Refuse a run that would be shown as it was, though it may not be any more.

    ``ledger`` holds the responses as they stand now, and ``decisions`` all that were made, in
    their order. What was decided and undone since is no news.

    Raises:
        IntegrityError: ``QUOTE_WITHDRAWN`` when a response that the run counts on was withdrawn
            or erased since; ``STALE_RUN`` when a sender or state was decided since, or danger, or
            the settings allow less of somebody than they did, or read consent otherwise.
    """
    state = {response.id: response.state for response in corpus.responses}
    for response in ledger:
        if response.state in _TAKEN_BACK and state.get(response.id, response.state) not in (
            _TAKEN_BACK
        ):
            raise _refused(
                "QUOTE_WITHDRAWN",
                f"{response.id}, which run {run.id} holds, was withdrawn or erased",
            )
    for response_id in _decided_since(corpus, decisions):
        raise _refused("STALE_RUN", f"a person decided about {response_id} after run {run.id}")
    for response_id in _allows_less(corpus, settings, in_force(decisions)):
        raise _refused(
            "STALE_RUN",
            f"consultation.toml allows less of {response_id} than it did for run {run.id}",
        )
    rule = first_broken(run.consent_rules, consent_rules(settings))
    if rule is not None:
        raise _refused(
            "STALE_RUN",
            f"consultation.toml reads consent otherwise than it did for run {run.id}: "
            f"then it was {rule}",
        )


def _refused(code: str, why: str) -> IntegrityError:
    return IntegrityError(code, f"{why}; run `consult run` again, so that the report follows it.")


def _decided_since(corpus: Corpus, decisions: Sequence[Decision]) -> Iterator[str]:
    """Yield the responses of the run whose sender or state was decided since, or their danger."""
    then, now = in_force(corpus.decisions), in_force(decisions)
    endangered = {i for i, d in decided_danger(decisions).items() if d.after == CONCERN}
    for response in corpus.responses:
        if (
            then.sent.get(response.id) != now.sent.get(response.id)
            or (response.id in endangered and Mark.SAFEGUARDING not in response.marks)
            or _stands_elsewhere(response, then, now)
        ):
            yield response.id


def _stands_elsewhere(response: Response, then: Decided, now: Decided) -> bool:
    known, decided = then.states.get(response.id), now.states.get(response.id)
    if decided is None or (known is not None and known.id == decided.id):
        return False
    other = known.other_id if known else None
    return (decided.after, decided.other_id) != (response.state.value, other)


def _allows_less(corpus: Corpus, settings: Settings, decided: Decided) -> Iterator[str]:
    """Yield the responses that sources or confirmed respondents let show less than the run did."""
    items = {item.id: item for item in corpus.items}
    people = {who.id: who for who in corpus.respondents}
    source_of = source_finder(settings)
    for response in corpus.responses:
        who = people.get(response.respondent_id)
        item = items.get(next(iter(response.item_ids), ""))
        if who is None or item is None:
            continue
        said = [who.consent, *_confirmed(settings.respondents, who, item.source_key)]
        sent = decided.sent.get(response.id)
        if sent is None or sent.consent is None:
            said.append(_of_source(item, items, source_of))
        if strictest(said) is not who.consent:
            yield response.id


def _confirmed(
    confirmed: Sequence[RespondentSettings], who: Respondent, source_key: str
) -> Iterator[Consent]:
    names = {fold_name(name) for name in (who.name, *who.aliases) if name}
    for one in confirmed:
        known = {fold_name(name) for name in (one.name, *one.aliases)}
        if names & known or any(fnmatchcase(source_key, pattern) for pattern in one.files):
            yield one.consent


def _of_source(
    item: Item, items: Mapping[str, Item], source_of: Callable[[Item], SourceSettings | None]
) -> Consent:
    walked = {item.id}
    while (above := items.get(item.parent_id or "")) is not None and above.id not in walked:
        item = above
        walked.add(item.id)
    source = source_of(item)
    return source.consent if source is not None else Consent.UNKNOWN
