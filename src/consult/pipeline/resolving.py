"""A person's decisions carried out: one, many of one kind, or a table; tried first if asked to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from consult.domain.run import Decision
from consult.pipeline.decision_table import BY, REASON, read_decisions
from consult.pipeline.erase import Erased, Plan, carry_out, plan_erasure
from consult.pipeline.places import Places
from consult.pipeline.resolve import Order, Resolved, decide, decisions_of, sender_of, subjects_of
from consult.pipeline.times import now
from consult.pipeline.waiting import DECIDED, SHOWN
from consult.pipeline.workspace import Workspace

_ERASED = "erased"
_TOLD = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What was decided, or would be."""

    resolved: Resolved
    erased: Erased | None
    described: dict[str, str]
    dry: bool = False
    """Whether nothing was kept."""
    plan: Plan | None = None
    """What erasing takes away, where anything is erased."""

    def summary(self) -> dict[str, Any]:
        """Return the facts for machines."""
        plan = self.plan
        return {
            "dry_run": self.dry,
            "decisions": [_row(decision) for decision in self.resolved.decisions],
            "erased": list(self.resolved.erased),
            "deleted_folders": list(self.erased.folders) if self.erased else [],
            "delete_too": list(plan.places) if plan else [],
            "same_bytes_stay": list(plan.twins) if plan else [],
        }

    def as_lines(self) -> list[str]:
        """Return how many decisions do what, each of the first few, and what follows."""
        decisions = self.resolved.decisions
        lines: list[str] = []
        if len(decisions) > 1 or self.dry:
            counted = Counter(_change(d) for d in decisions)
            verb = "Would decide" if self.dry else "Decided"
            lines.append(f"{verb} {len(decisions)}:")
            lines += [f"  {change}: {count}" for change, count in counted.most_common(_TOLD)]
        lines += [
            f"{d.id}  {self.described.get(d.subject_id, d.subject_id)}: {d.before} → {d.after}"
            for d in decisions[:_TOLD]
        ]
        if len(decisions) > _TOLD:
            lines.append(f"and {len(decisions) - _TOLD} more; --json lists all.")
        if self.dry:
            if self.plan is not None:
                lines.append(
                    f"Would erase {len(self.plan.responses)} responses for good, with "
                    f"{len(self.plan.runs)} runs and their reports."
                )
            return [*lines, "Nothing was decided; without --dry-run it is."]
        if self.erased is not None:
            return [*lines, *self.erased.as_lines()]
        return [*lines, "The next `consult run` counts and quotes so."]


def _change(decision: Decision) -> str:
    """Return what a decision changes, without names, so that equal ones can be counted."""
    if decision.after.startswith("{"):
        return "who sent it"
    return f"{decision.before} → {decision.after}" if decision.before else decision.after


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


def resolve_orders(workspace: Workspace, orders: Sequence[Order], *, dry_run: bool = False) -> Done:
    """Decide all orders or none, and erase what they say; nobody else may be at work.

    With ``dry_run`` the orders are checked as ever, and nothing is kept or erased.

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
        if dry_run:
            resolved = Resolved(decisions=decisions_of(store, orders, now()), erased=())
        else:
            resolved = decide(store, orders)
        places = Places(store)
        places.learn(d.subject_id for d in resolved.decisions)
        erased = None
        if plan is not None and not dry_run:
            erased = carry_out(workspace, store, plan)
        return Done(
            resolved=resolved,
            erased=erased,
            described={
                d.subject_id: d.subject_id if erased else places.described(d.subject_id)
                for d in resolved.decisions
            },
            dry=dry_run,
            plan=plan,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """What a table of decisions holds."""

    orders: tuple[Order, ...]
    left_open: int
    """Rows in which nothing was filled in."""


def orders_from(path: Path, by: str, reason: str) -> Filled:
    """Return the decisions of a CSV table; ``by`` and ``reason`` fill cells that it leaves empty.

    A row that says nothing but an id stays open; one with a reason or name of its own must decide.

    Raises:
        ConsultError: ``DECISION_TABLE`` as :func:`read_decisions` does, ``DECISION_INCOMPLETE``
            for a kind or consent that there is not.
    """
    needs, may = DECIDED[:1], [c for c in DECIDED[1:] if c not in (BY, REASON)]
    rows = read_decisions(path, needs=needs, may=may, shown=SHOWN, by=by, reason=reason)
    filled = [
        row for row in rows if any(row[c] for c in may) or (row[BY], row[REASON]) != (by, reason)
    ]
    return Filled(
        orders=tuple(
            Order(
                subject=row["id"],
                answer=row["as"].lower() or None,
                by=row[BY],
                reason=row[REASON],
                other=row["of"] or None,
                sent=sender_of(row["name"], row["kind"], row["consent"]),
            )
            for row in filled
        ),
        left_open=len(rows) - len(filled),
    )
