"""What waits for a person's decision: totals by kind, a choice of it, a page or a table of that."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

from consult.domain.errors import ConsultError
from consult.domain.ledger import Proposal, ProposalKind
from consult.pipeline.places import Places
from consult.pipeline.resolve import CONFIRMED, SEPARATE, Order, open_proposals, possible_orders
from consult.pipeline.workspace import Workspace
from consult.settings.cells import sheet
from consult.store.store import Store

DECIDED = ("id", "as", "by", "reason", "of", "name", "kind", "consent")
"""The columns of a table that a person fills in, after the proposal's id."""
SHOWN = ("proposal", "proposed", "sender", "strength", "response", "other", "evidence")
"""Those that only tell what is to be decided."""
KINDS: Mapping[str, ProposalKind] = {k.value.lower().replace("_", "-"): k for k in ProposalKind}
PAGE = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Which proposals are meant: those that fit everything that is given."""

    kinds: tuple[ProposalKind, ...] = ()
    at_least: float = 0.0
    """Strength 0..1; above 0, proposals for which nothing was measured are left out."""
    channel: str | None = None
    response: str | None = None
    """A response by its id, or a pattern of its place with ``*``."""

    @property
    def is_all(self) -> bool:
        """Whether nothing is left out."""
        return self == Choice()


def choice_of(
    kinds: Iterable[str], at_least: float, channel: str | None, response: str | None
) -> Choice:
    """Return the choice that a command's words make.

    Raises:
        ConsultError: ``DECISION_INCOMPLETE`` for a kind that there is not.
    """
    given = [kind.strip().lower().replace("_", "-") for kind in kinds]
    unknown = [kind for kind in given if kind not in KINDS]
    if unknown:
        raise ConsultError(
            "DECISION_INCOMPLETE", f"--only {unknown[0]} is none of {', '.join(KINDS)}."
        )
    return Choice(
        kinds=tuple(KINDS[kind] for kind in given),
        at_least=at_least,
        channel=channel,
        response=response,
    )


def facts_of(proposal: Proposal) -> dict[str, Any]:
    """Return a proposal as facts for machines."""
    return {
        "id": proposal.id,
        "kind": proposal.kind.value,
        "subject_id": proposal.subject_id,
        "other_id": proposal.other_id,
        "proposed": proposal.proposed.value if proposal.proposed else None,
        "sender": json.loads(proposal.sender) if proposal.sender else None,
        "strength": proposal.strength,
        "evidence": proposal.evidence,
        "places": list(proposal.places),
        "along": list(proposal.along),
        "in_force": proposal.in_force,
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """What waits for a decision, and which of it was asked for, with the responses in words."""

    folder: str
    totals: Mapping[ProposalKind, int]
    """All that wait, by kind."""
    proposals: tuple[Proposal, ...]
    """Those that were asked for, in the order of the newest reading."""
    described: Mapping[str, str]
    page: int = 1
    limit: int = 0
    """How many are shown of those at once; 0 for all."""

    @property
    def shown(self) -> tuple[Proposal, ...]:
        """The proposals of the page."""
        if not self.limit:
            return self.proposals
        return self.proposals[(self.page - 1) * self.limit : self.page * self.limit]

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, -(-len(self.proposals) // self.limit)) if self.limit else 1

    def summary(self) -> dict[str, Any]:
        """Return the facts for machines."""
        return {
            "waiting": {kind.value: count for kind, count in self.totals.items()},
            "matching": len(self.proposals),
            "page": self.page,
            "pages": self.pages,
            "proposals": [facts_of(p) for p in self.shown],
        }

    def as_lines(self) -> list[str]:
        """Return the totals, then the page's proposals, each with how to answer it."""
        if not self.totals:
            return ["Nothing waits for a decision."]
        lines = [f"{sum(self.totals.values())} proposals wait for a decision."]
        matching = Counter(p.kind for p in self.proposals)
        for kind, count in self.totals.items():
            of_them = "" if matching[kind] == count else f", {matching[kind]} of them asked for"
            lines.append(f"  {kind.value}: {count}{of_them}")
        first = (self.page - 1) * self.limit + 1
        for number, proposal in enumerate(self.shown, start=first):
            lines += ["", *self._lines(number, proposal)]
        lines.append("")
        if len(self.shown) < len(self.proposals):
            lines.append(
                f"Page {self.page} of {self.pages}: --page N for another, --limit 0 for all, "
                "--to FILE.csv for a table to fill in; --only KIND --all --as confirmed --dry-run "
                "tries one answer for all of a kind."
            )
        if self.shown:
            lines.append("Each with --by NAME --reason TEXT.")
        return lines

    def _lines(self, number: int, proposal: Proposal) -> list[str]:
        force = ", followed until it is decided" if proposal.in_force else ""
        proposed = f" → {proposal.proposed.value}" if proposal.proposed else ""
        strength = "" if proposal.strength is None else f" ({proposal.strength:.2f})"
        about = [proposal.subject_id, proposal.other_id]
        return [
            f"{number:>3}. {proposal.id}  {proposal.kind.value}{proposed}{strength}{force}",
            f"     {proposal.evidence}",
            *(f"     {self.described[i]}" for i in about if i),
            f"     consult resolve {self.folder} {proposal.id} {_how(proposal)}",
        ]

    def table(self) -> str:
        """Return all that were asked for as a CSV with empty cells for what is decided.

        Filled in, ``consult resolve --from`` takes it; rows left empty stay open.
        """
        return sheet((*DECIDED, *SHOWN), (self._row(p) for p in self.proposals))

    def _row(self, proposal: Proposal) -> list[object]:
        sender = json.loads(proposal.sender) if proposal.sender else {}
        return [
            proposal.id,
            *("" for _ in DECIDED[1:]),
            proposal.kind.value.lower().replace("_", "-"),
            proposal.proposed.value.lower() if proposal.proposed else "",
            ", ".join(str(v) for v in (sender.get("name"), sender.get("kind")) if v),
            "" if proposal.strength is None else f"{proposal.strength:.2f}",
            self.described[proposal.subject_id],
            self.described.get(proposal.other_id or "", ""),
            proposal.evidence,
        ]


def _how(proposal: Proposal) -> str:
    if proposal.kind is ProposalKind.RESPONDENT:
        confirm = "--as confirmed, or " if proposal.sender else ""
        return f"{confirm}--name NAME --kind individual|organisation"
    if proposal.kind is ProposalKind.CAMPAIGN:
        return "--as confirmed|separate"
    if proposal.kind is ProposalKind.SAFEGUARDING:
        return "--as concern|no-concern"
    return f"--as {(proposal.proposed.value if proposal.proposed else '').lower()}|separate"


def list_proposals(
    workspace: Workspace, choice: Choice | None = None, *, page: int = 1, limit: int = 0
) -> Waiting:
    """Return what waits for a decision; nothing is changed by looking.

    ``limit`` is how many a page has, 0 for all on one.
    """
    with workspace.open_store() as store:
        return _waiting(workspace, store, choice or Choice(), page=page, limit=limit)


def _waiting(
    workspace: Workspace, store: Store, choice: Choice, *, page: int, limit: int
) -> Waiting:
    proposals = open_proposals(store)
    totals = Counter(p.kind for p in proposals)
    ids = [i for p in proposals for i in (p.subject_id, p.other_id) if i]
    places = Places(store)
    places.learn(ids)
    chosen = tuple(p for p in proposals if _fits(p, choice, places))
    named = dict.fromkeys(i for p in chosen for i in (p.subject_id, p.other_id) if i)
    return Waiting(
        folder=str(workspace.settings.folder),
        totals={kind: totals[kind] for kind in ProposalKind if totals[kind]},
        proposals=chosen,
        described={i: places.described(i) for i in named},
        page=page,
        limit=limit,
    )


def _fits(proposal: Proposal, choice: Choice, places: Places) -> bool:
    if choice.kinds and proposal.kind not in choice.kinds:
        return False
    if choice.at_least and (proposal.strength or 0.0) < choice.at_least:
        return False
    about = [
        r for i in (proposal.subject_id, proposal.other_id) if (r := places.response(i)) is not None
    ]
    if choice.channel and all(r.channel != choice.channel for r in about):
        return False
    wanted = choice.response
    return not wanted or any(
        r.id == wanted or fnmatchcase(places.source_key(r.id), wanted) for r in about
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Bulk:
    """One answer to all proposals of one kind that were asked for."""

    orders: tuple[Order, ...]
    left_open: int
    """Proposals that the answer does not fit: nobody is named whom it could confirm, or the other
    response counts no more."""


def bulk_orders(
    workspace: Workspace, choice: Choice, answer: str | None, *, by: str, reason: str
) -> Bulk:
    """Return an order for each proposal of the one kind that a choice names.

    Raises:
        ConsultError: ``DECISION_INCOMPLETE`` without exactly one kind, or for an answer other
            than confirmed or separate.
    """
    said: Sequence[str] = (CONFIRMED, SEPARATE)
    if len(choice.kinds) == 1 and choice.kinds[0] is ProposalKind.RESPONDENT:
        said = (CONFIRMED,)
    if choice.kinds == (ProposalKind.SAFEGUARDING,):
        raise ConsultError(
            "DECISION_INCOMPLETE", "whether somebody is in danger is decided one by one, by its id."
        )
    if len(choice.kinds) != 1:
        raise ConsultError(
            "DECISION_INCOMPLETE",
            f"--all decides one kind at a time: give --only with one of {', '.join(KINDS)}.",
        )
    if answer not in said:
        raise ConsultError("DECISION_INCOMPLETE", f"--all needs --as {'|'.join(said)}.")
    proposals = list_proposals(workspace, choice).proposals
    fitting = [p for p in proposals if p.kind is not ProposalKind.RESPONDENT or p.sender]
    orders = [Order(subject=p.id, answer=answer, by=by, reason=reason) for p in fitting]
    with workspace.open_store() as store:
        possible = possible_orders(store, orders)
    return Bulk(orders=possible, left_open=len(proposals) - len(possible))
