"""The desk at which a person decides: what waits, with ids, and what was decided, with effects."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from consult.domain.errors import ConsultError
from consult.domain.ledger import Proposal, ProposalKind
from consult.domain.run import Decision
from consult.pipeline.erase import Erased, carry_out, plan_erasure
from consult.pipeline.places import Places
from consult.pipeline.resolve import (
    Order,
    Resolved,
    decide,
    open_proposals,
    sender_of,
    subjects_of,
)
from consult.pipeline.workspace import Workspace

_COLUMNS = ("id", "as", "by", "reason", "of", "name", "kind", "consent")
_ERASED = "erased"


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """What waits for a decision, with the responses in words."""

    folder: str
    proposals: tuple[Proposal, ...]
    described: dict[str, str]

    def summary(self) -> dict[str, Any]:
        """Return the facts for machines."""
        return {
            "proposals": [
                {
                    "id": p.id,
                    "kind": p.kind.value,
                    "subject_id": p.subject_id,
                    "other_id": p.other_id,
                    "proposed": p.proposed.value if p.proposed else None,
                    "evidence": p.evidence,
                    "places": list(p.places),
                    "in_force": p.in_force,
                }
                for p in self.proposals
            ]
        }

    def as_lines(self) -> list[str]:
        """Return the proposals numbered, each with what it is about and how to answer it."""
        if not self.proposals:
            return ["Nothing waits for a decision."]
        lines = [f"{len(self.proposals)} proposals wait for a decision."]
        for number, proposal in enumerate(self.proposals, start=1):
            force = ", followed until it is decided" if proposal.in_force else ""
            proposed = f" → {proposal.proposed.value}" if proposal.proposed else ""
            lines.append("")
            lines.append(f"{number:>3}. {proposal.id}  {proposal.kind.value}{proposed}{force}")
            lines.append(f"     {proposal.evidence}")
            lines.append(f"     {self.described[proposal.subject_id]}")
            if proposal.other_id:
                lines.append(f"     {self.described[proposal.other_id]}")
            lines.append(f"     consult resolve {self.folder} {proposal.id} {_how(proposal)}")
        lines.append("")
        lines.append("Each with --by NAME --reason TEXT.")
        return lines


def _how(proposal: Proposal) -> str:
    if proposal.kind is ProposalKind.RESPONDENT:
        confirm = "--as confirmed, or " if proposal.sender else ""
        return f"{confirm}--name NAME --kind individual|organisation"
    if proposal.kind is ProposalKind.CAMPAIGN:
        return "--as confirmed|separate"
    return f"--as {(proposal.proposed.value if proposal.proposed else '').lower()}|separate"


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What was decided."""

    resolved: Resolved
    erased: Erased | None
    described: dict[str, str]

    def summary(self) -> dict[str, Any]:
        """Return the facts for machines."""
        return {
            "decisions": [_row(decision) for decision in self.resolved.decisions],
            "erased": list(self.resolved.erased),
            "deleted_folders": list(self.erased.folders) if self.erased else [],
            "delete_too": list(self.erased.plan.places) if self.erased else [],
            "same_bytes_stay": list(self.erased.plan.twins) if self.erased else [],
        }

    def as_lines(self) -> list[str]:
        """Return the facts for people."""
        lines = [
            f"{d.id}  {self.described.get(d.subject_id, d.subject_id)}: {d.before} → {d.after}"
            for d in self.resolved.decisions
        ]
        if self.erased is not None:
            return [*lines, *self.erased.as_lines()]
        return [*lines, "The next `consult run` counts and quotes so."]


def _row(decision: Decision) -> dict[str, Any]:
    return {
        "decision_id": decision.id,
        "actor": decision.actor,
        "at": decision.at.isoformat(),
        "reason": decision.reason,
        "subject_id": decision.subject_id,
        "before": decision.before,
        "after": decision.after,
        "other_id": decision.other_id,
        "proposal_id": decision.proposal_id,
    }


def list_proposals(workspace: Workspace) -> Waiting:
    """Return what waits for a decision; nothing is changed by looking."""
    with workspace.open_store() as store:
        proposals = open_proposals(store)
        places = Places(store)
        ids = [i for p in proposals for i in (p.subject_id, p.other_id) if i]
        places.learn(ids)
        return Waiting(
            folder=str(workspace.settings.folder),
            proposals=proposals,
            described={i: places.described(i) for i in ids},
        )


def resolve_orders(workspace: Workspace, orders: Sequence[Order]) -> Done:
    """Decide all orders or none, and erase what they say; nobody else may be at work.

    Raises:
        ConsultError: when an order cannot be followed; nothing is decided then.
        StoreError: ``LEASE_HELD`` while a run goes on, which would not know the decision.
    """
    with workspace.open_store() as store, store.lease("consult resolve"):
        erasing = [o for o in orders if o.answer == _ERASED]
        named = [i for o in erasing for i in subjects_of(store, o.subject)]
        plan = plan_erasure(store, named) if erasing else None
        if plan is not None:
            merged = [r.id for r in plan.responses if r.id not in named]
            orders = [*orders, *(replace(erasing[0], subject=i) for i in merged)]
        resolved = decide(store, orders)
        places = Places(store)
        places.learn(d.subject_id for d in resolved.decisions)
        erased = carry_out(workspace, store, plan) if plan is not None else None
        return Done(
            resolved=resolved,
            erased=erased,
            described={
                d.subject_id: d.subject_id if erased else places.described(d.subject_id)
                for d in resolved.decisions
            },
        )


def orders_from(path: Path, by: str, reason: str) -> list[Order]:
    """Return the decisions of a CSV table; ``by`` and ``reason`` fill cells that it leaves empty.

    Raises:
        ConsultError: ``DECISION_TABLE`` when it cannot be read, has other columns, or a row
            without an id.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            reader = csv.DictReader(stream)
            unknown = sorted(set(reader.fieldnames or ()) - set(_COLUMNS))
            if unknown or "id" not in (reader.fieldnames or ()):
                raise ConsultError(
                    "DECISION_TABLE",
                    f"{path} needs a column id and may have {', '.join(_COLUMNS[1:])}; "
                    f"it has {', '.join(reader.fieldnames or ()) or 'no header'}.",
                )
            rows = list(reader)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise ConsultError("DECISION_TABLE", f"{path} cannot be read: {error}") from error
    return [_order(path, number, row, by, reason) for number, row in enumerate(rows, start=2)]


def _order(path: Path, number: int, row: dict[str, Any], by: str, reason: str) -> Order:
    cells = {name: (row.get(name) or "").strip() for name in _COLUMNS}
    if not cells["id"] or None in row:
        raise ConsultError(
            "DECISION_TABLE", f"row {number} of {path} has no id, or more cells than the header."
        )
    return Order(
        subject=cells["id"],
        answer=cells["as"].lower() or None,
        by=cells["by"] or by,
        reason=cells["reason"] or reason,
        other=cells["of"] or None,
        sent=sender_of(cells["name"], cells["kind"], cells["consent"]),
    )
