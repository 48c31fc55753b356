"""Erasing a response: its bytes, texts and every artefact that holds it; the ledger row stays."""

from __future__ import annotations

import shutil
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from consult.domain.errors import ConsultError
from consult.domain.ledger import Item, Response, ResponseState
from consult.pipeline import recoded, theme_orders
from consult.pipeline.behind import is_merged
from consult.pipeline.decided import in_force
from consult.pipeline.times import now
from consult.pipeline.workspace import Workspace
from consult.store.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What erasing some responses takes away."""

    responses: tuple[Response, ...]
    """They, and those that were merged into them."""
    items: tuple[Item, ...]
    runs: tuple[str, ...]
    """The runs that hold them, which leave with their reports."""
    twins: tuple[str, ...]
    """Places of other responses with the same bytes, which stay."""
    places: tuple[str, ...]
    """Where the originals lie in the input folder, for the team to delete."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Erased:
    """What was taken away, and what a person must still do."""

    plan: Plan
    folders: tuple[str, ...]
    """The published runs that were deleted."""

    def as_lines(self) -> list[str]:
        """Return the facts for people."""
        plan = self.plan
        lines = [
            f"Erased: {len(plan.responses)} responses, {len(plan.items)} items, "
            f"{len(plan.runs)} runs with their reports.",
            *(f"  deleted {folder}" for folder in self.folders),
            "Still to do, outside of consult:",
            *(f"  delete {place} where it lies; it is not taken again" for place in plan.places),
            "  delete what was sent on: copies of reports and briefings, exports, backups",
            "  delete the sender's entry in consultation.toml, if there is one",
        ]
        lines += [f"  the same bytes stay under {twin}: erase that too?" for twin in plan.twins]
        return [*lines, "Then `consult run` makes a report without them."]


def plan_erasure(store: Store, response_ids: Iterable[str]) -> Plan:
    """Return what erasing these responses takes away.

    Raises:
        ConsultError: ``ERASE_TOGETHER`` when one came in a file that holds others' responses
            too and still has it: the file must lose it at its source first.
    """
    wanted = store.ledger.by_id(response_ids)
    lent = {item_id for r in wanted.values() for item_id in r.item_ids}
    merged = store.ledger.responses_in([ResponseState.MERGED])
    wanted.update({r.id: r for r in merged if lent.intersection(r.item_ids)})
    wanted.update(store.ledger.by_id(_merged_into(store, wanted)))
    known = {item.id: item for item in store.ledger.items()}
    family = _Family(known, _as_last_read(store))
    own = [known[i] for r in wanted.values() for i in r.item_ids if i in known]
    taken = {item.id: item for one in own for item in family.within(one)}
    for item in own:
        taken.update({version.id: version for version in family.holding(item, taken)})
    shas = {item.sha256 for item in taken.values()}
    buried = store.erasure.tombstones()
    return Plan(
        responses=tuple(wanted[i] for i in sorted(wanted)),
        items=tuple(taken[i] for i in sorted(taken)),
        runs=store.erasure.runs_with(wanted) if wanted else (),
        twins=tuple(
            sorted(
                item.source_key
                for item in known.values()
                if item.sha256 in shas and item.id not in taken and item.id not in buried
            )
        ),
        places=tuple(
            sorted(
                item.source_key
                for item in taken.values()
                if item.parent_id is None and item.id not in buried
            )
        ),
    )


def _merged_into(store: Store, wanted: Collection[str]) -> list[str]:
    """Return what people merged into these responses, be it by way of others, in a stable order.

    By the decisions, for a response that was merged on in turn does not show what was lent to it.
    """
    into: dict[str, list[str]] = defaultdict(list)
    for decision in in_force(store.decisions.all()).states.values():
        if is_merged(decision) and decision.other_id:
            into[decision.other_id].append(decision.subject_id)
    found: dict[str, None] = {}
    waiting = sorted(wanted)
    while waiting:
        fresh = [i for i in into[waiting.pop()] if i not in found and i not in wanted]
        found.update(dict.fromkeys(fresh))
        waiting.extend(fresh)
    return list(found)


def carry_out(workspace: Workspace, store: Store, plan: Plan) -> Erased:
    """Erase what the plan names; killed anywhere, doing it again finishes it."""
    _forget_words(store, plan)
    store.erasure.erase(plan.items, _as_they_are(store, plan), plan.runs, now())
    folders = []
    for run_id in plan.runs:
        folder = workspace.run_folder(run_id)
        if folder.exists():
            shutil.rmtree(folder)
            folders.append(str(folder))
    _point_at_what_is_left(workspace, store.runs.ids())
    return Erased(plan=plan, folders=tuple(folders))


def _forget_words(store: Store, plan: Plan) -> None:
    """Take what decisions about passages and themes repeat of erased documents out of them.

    Before the runs leave, for only they know which documents came in what.
    """
    items = {item.id for item in plan.items}
    documents = {
        document.id
        for run_id in plan.runs
        for document in store.runs.load(run_id).corpus.documents
        if document.item_id in items
    }
    masked = []
    for decision in store.decisions.all():
        renewed = theme_orders.without_words_of(decision, documents)
        renewed = recoded.without_words_of(renewed, documents)
        if renewed != decision:
            masked.append(renewed)
    store.decisions.rewrite(*masked)


def _as_they_are(store: Store, plan: Plan) -> Sequence[Response]:
    """Return the planned responses with the state that the decision gave them since."""
    current = store.ledger.by_id(r.id for r in plan.responses)
    return [current[i] for i in sorted(current)]


def _as_last_read(store: Store) -> dict[str, Item]:
    ids = store.runs.ids()
    return {item.id: item for item in store.runs.items(ids[-1])} if ids else {}


def _point_at_what_is_left(workspace: Workspace, runs: Sequence[str]) -> None:
    link: Path = workspace.latest
    if link.exists():
        return
    link.unlink(missing_ok=True)
    left = [run_id for run_id in runs if workspace.run_folder(run_id).is_dir()]
    if left:
        link.symlink_to(left[-1])


class _Family:
    """What came in what, and which version of a file is the newest."""

    def __init__(self, known: Mapping[str, Item], read: Mapping[str, Item]) -> None:
        self._known = known
        self._read = read
        self._children: dict[str, list[Item]] = defaultdict(list)
        self._versions: dict[tuple[str, str], list[Item]] = defaultdict(list)
        for item in known.values():
            if item.parent_id is not None:
                self._children[item.parent_id].append(item)
            self._versions[item.channel, item.source_key].append(item)

    def within(self, item: Item) -> Iterator[Item]:
        """Yield a thing and everything that came in it."""
        waiting, walked = [item], set[str]()
        while waiting:
            one = waiting.pop()
            if one.id not in walked:
                walked.add(one.id)
                yield one
                waiting.extend(self._children[one.id])

    def versions(self, item: Item) -> list[Item]:
        """Return every version of the file that a thing is or came in, oldest first."""
        top = item
        while (above := self._known.get(top.parent_id or "")) is not None:
            top = above
        return self._versions[top.channel, top.source_key]

    def holding(self, item: Item, taken: Mapping[str, Item]) -> list[Item]:
        """Return the versions of its file that must leave with a thing.

        All of them with what came in them, unless they hold what others sent: then all but the
        newest, which must have lost the thing already.
        """
        versions = self.versions(item)
        if not any(self._others(version, taken) for version in versions):
            return [one for version in versions for one in self.within(version)]
        newest = versions[-1]
        seen = self._read.get(item.id)
        if newest.id not in self._read or (seen is not None and seen.parent_id == newest.id):
            raise ConsultError(
                "ERASE_TOGETHER",
                f"{item.source_key} came in {newest.source_key}, which holds responses of others "
                "too; delete it from that file at its source, `consult run` on the new version, "
                "then erase it.",
            )
        return versions[:-1]

    def _others(self, version: Item, taken: Mapping[str, Item]) -> bool:
        return any(child.id not in taken for child in self._children[version.id])
