"""What many people sent: copies of one text, and the words that each sender added."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import pairwise
from typing import TYPE_CHECKING

from consult.domain.document import Block, BlockKind, Span
from consult.domain.ids import make_id
from consult.domain.segment import Campaign, CampaignKind, CampaignMember
from consult.text import minhash
from consult.text.alignment import Aligned, Supplied, align
from consult.text.shingles import RUN, Folder, Rows, fold, runs_of, shared_stretches
from consult.text.stars import COMMON, CORE_RUNS, stars

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Numbers = npt.NDArray[np.uint32]

MINIMUM_MEMBERS = 3
MINIMUM_WORDS = 20
THRESHOLD = 0.55
_NOT_BODY = frozenset({BlockKind.HEADING, BlockKind.FURNITURE})
_STRETCH = 5
"""Runs of four: eight words in a row."""
_LEAST_OVERLAP = 0.4
_CONTAINED = 0.8
_ALL_KEPT = 0.9
_ENOUGH_COPIES = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignText:
    """A response's text as it is compared: its body, without headings and furniture.

    Without any blocks the whole text is the body.
    """

    document_id: str
    response_id: str
    respondent_id: str
    text: str
    blocks: tuple[Block, ...] = ()
    organisation: str = ""
    """The organisation that the respondent is a branch of, if any; its branches count once."""

    @property
    def body(self) -> tuple[Span, ...]:
        """The spans that are compared, in order."""
        if not self.blocks:
            return (Span(start=0, end=len(self.text)),)
        return tuple(Span(start=b.start, end=b.end) for b in self.blocks if b.kind not in _NOT_BODY)

    @property
    def sender(self) -> str:
        """Who sent it: a respondent, or the organisation of several."""
        return self.organisation or self.respondent_id


@dataclass(frozen=True, slots=True)
class _Distinct:
    """Texts in the same folded words, as one."""

    row: int
    members: tuple[CampaignText, ...]
    """In order of document id."""

    @property
    def senders(self) -> int:
        return len({member.sender for member in self.members})


def find_campaigns(
    texts: Sequence[CampaignText],
    *,
    official: Iterable[str] = (),
    threshold: float = THRESHOLD,
    minimum_members: int = MINIMUM_MEMBERS,
    minimum_words: int = MINIMUM_WORDS,
) -> tuple[Campaign, ...]:
    """Return the campaigns among responses, in order of id; the order of the texts is nothing.

    Texts are compared by what they share with others: stretches of at least eight words, without
    the ``official`` wording (the paper, the form) that anybody may repeat. Texts whose shared
    stretches are alike (Jaccard of runs of four folded words ``threshold`` or more), or that hold
    half of the core which most of them share, are copies, however much their senders added.
    Copies by at least ``minimum_members`` senders are a campaign, if a quarter of them are mostly
    the shared core, since otherwise it may be a quotation; texts under ``minimum_words`` never are.
    The template is the member nearest to what the copies share, the first by id of equals; what
    it adds to that is its own too. A member is identical when it adds nothing but a greeting, a
    name or a filled blank, and drops next to nothing.
    """
    import numpy as np

    folder = Folder()
    distinct, rows = _distinct(texts, folder, minimum_words)
    copies = np.array([one.senders for one in distinct], dtype=np.int64)
    barred = np.unique(np.concatenate([np.empty(0, np.uint32), *map(folder.runs, official)]))
    shared = shared_stretches(rows, copies > 1, _STRETCH, barred)
    enough = np.flatnonzero(shared.sizes >= CORE_RUNS)
    compared, lengths, copies = shared.chosen(enough), rows.sizes[enough], copies[enough]
    campaigns = []
    for group in minhash.groups(compared):
        chain = compared.chosen(group)
        for star in stars(chain, lengths[group], copies[group], threshold):
            members = [distinct[row] for row in enough[group[star]].tolist()]
            if len({m.sender for one in members for m in one.members}) >= minimum_members:
                campaigns.append(_campaign(members, rows))
    return tuple(sorted(campaigns, key=lambda c: c.id))


def near_duplicates(
    texts: Sequence[CampaignText], *, threshold: float = THRESHOLD
) -> Iterator[tuple[str, str]]:
    """Yield the pairs of document ids that are alike as wholes, each pair and all in order.

    Alike are texts with a Jaccard similarity of ``threshold``, or of .4 where one holds four
    fifths of the other.
    """
    distinct, rows = _distinct(texts, Folder(), 1)
    rows = rows.unique()
    found = [
        (a.document_id, b.document_id)
        for one in distinct
        for number, a in enumerate(one.members)
        for b in one.members[number + 1 :]
    ]
    for first, second in minhash.pairs(rows):
        if _alike(rows[first], rows[second], threshold):
            found.extend(
                (min(a.document_id, b.document_id), max(a.document_id, b.document_id))
                for a in distinct[first].members
                for b in distinct[second].members
            )
    yield from sorted(found)


def _alike(one: Numbers, other: Numbers, threshold: float) -> bool:
    import numpy as np

    shared = len(np.intersect1d(one, other, assume_unique=True))
    similarity = shared / (len(one) + len(other) - shared)
    holds = shared >= _CONTAINED * min(len(one), len(other))
    return similarity >= threshold or (holds and similarity >= _LEAST_OVERLAP)


def _distinct(
    texts: Iterable[CampaignText], folder: Folder, minimum_words: int
) -> tuple[list[_Distinct], Rows[np.uint32]]:
    """Return texts of enough words, equal ones together, with their runs, ordered by their words.

    The runs are one row a text, as they follow one another.
    """
    runs: dict[bytes, Numbers] = {}
    members: dict[bytes, list[CampaignText]] = defaultdict(list)
    for text in texts:
        words = folder.words(text.text, text.body)
        if len(words) < max(1, minimum_words):
            continue
        key = blake2b(words.tobytes(), digest_size=16).digest()
        members[key].append(text)
        if key not in runs:
            runs[key] = runs_of(words)
    keys = sorted(runs)
    distinct = [
        _Distinct(row, tuple(sorted(members[key], key=lambda t: t.document_id)))
        for row, key in enumerate(keys)
    ]
    return distinct, Rows.of([runs.pop(key) for key in keys])


def _campaign(distinct: Sequence[_Distinct], rows: Rows[np.uint32]) -> Campaign:
    template, supplied = _supplied(distinct, rows)
    laid = []
    for one in distinct:
        known: dict[tuple[str, tuple[Span, ...]], Aligned] = {}
        for member in one.members:
            whole = (member.text, member.body)
            if whole not in known:
                known[whole] = align(member.text, whole[1], supplied)
            laid.append(_member(member, known[whole]))
    return Campaign(
        id=make_id("campaign", template.document_id),
        template_document_id=template.document_id,
        kind=CampaignKind.IDENTICAL if all(m.identical for m in laid) else CampaignKind.VARIED,
        members=tuple(sorted(laid, key=lambda member: member.document_id)),
    )


def _member(text: CampaignText, aligned: Aligned) -> CampaignMember:
    return CampaignMember(
        document_id=text.document_id,
        response_id=text.response_id,
        identical=not aligned.own and aligned.kept >= _ALL_KEPT,
        own=aligned.own,
        filled=aligned.filled,
    )


def _supplied(
    distinct: Sequence[_Distinct], all_rows: Rows[np.uint32]
) -> tuple[CampaignText, Supplied]:
    """Return the member nearest to what the copies share, and the organiser's words in it.

    The organiser's words are those that stand in runs which a third of the copies hold; where
    these are less than half of the member, all of its words.
    """
    import numpy as np

    rows = all_rows.chosen(one.row for one in distinct).unique()
    copies = np.array([one.senders for one in distinct], dtype=np.int64)
    numbers, local = np.unique(rows.flat, return_inverse=True)
    held = np.bincount(local, weights=np.repeat(copies, rows.sizes))
    common = held >= max(2.0, COMMON * float(copies.sum()))
    distance = rows.sizes + int(common.sum()) - 2 * rows.sums(common[local])
    nearest = min(
        zip(distance.tolist(), distinct, strict=True),
        key=lambda pair: (pair[0], pair[1].members[0].document_id),
    )[1]
    template = nearest.members[0]
    words = fold(template.text, template.body)
    covered = np.zeros(len(words), dtype=bool)
    for at in np.flatnonzero(np.isin(all_rows[nearest.row], numbers[common])).tolist():
        covered[at : at + RUN] = True
    if int(covered.sum()) * 2 < len(words):
        return template, Supplied([words])
    common_twos = _common_twos(distinct)
    for at, two in enumerate(pairwise(words)):
        if two in common_twos:
            covered[at : at + 2] = True
    cuts = np.flatnonzero(np.diff(covered)) + 1
    pieces = np.split(np.arange(len(words)), cuts)
    return template, Supplied([words[p[0] : p[-1] + 1] for p in pieces if covered[p[0]]])


def _common_twos(distinct: Sequence[_Distinct]) -> set[tuple[str, str]]:
    """Return the two words in a row that a third of the copies hold, by some hundreds of them.

    Beside a blank that everybody fills in otherwise, no four words in a row are common.
    """
    some = distinct[:_ENOUGH_COPIES]
    counts: Counter[tuple[str, str]] = Counter()
    for one in some:
        counts.update(set(pairwise(fold(one.members[0].text, one.members[0].body))))
    enough = max(2.0, COMMON * len(some))
    return {two for two, count in counts.items() if count >= enough}
