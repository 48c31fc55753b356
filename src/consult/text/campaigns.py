"""What many people sent: copies of one text, and the words that each sender added."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b

from consult.domain.document import Block, BlockKind, Span
from consult.domain.ids import make_id
from consult.domain.segment import Campaign, CampaignKind, CampaignMember
from consult.text.alignment import Aligned, align, words_of

MINIMUM_MEMBERS = 3
MINIMUM_WORDS = 20
THRESHOLD = 0.55
_NOT_BODY = frozenset({BlockKind.HEADING, BlockKind.FURNITURE})
_SHINGLE = 4
_PERMUTATIONS = 128
_SEED = 20_210_617
_LSH_THRESHOLD = 0.3
_LEAST_OVERLAP = 0.4
_CONTAINED = 0.8
_HALF = 0.5
_COMMON = 1 / 3
_CORE = 0.6
_CORE_SHINGLES = 17
"""Of twenty words in a row."""
_ALL_KEPT = 0.9


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

    @property
    def body(self) -> tuple[Span, ...]:
        """The spans that are compared, in order."""
        if not self.blocks:
            return (Span(start=0, end=len(self.text)),)
        return tuple(Span(start=b.start, end=b.end) for b in self.blocks if b.kind not in _NOT_BODY)


@dataclass(frozen=True, slots=True)
class _Folded:
    """A text in folded words; texts that fold alike share one."""

    words: tuple[str, ...]
    shingles: frozenset[int]
    key: str


def find_campaigns(
    texts: Sequence[CampaignText],
    *,
    threshold: float = THRESHOLD,
    minimum_members: int = MINIMUM_MEMBERS,
    minimum_words: int = MINIMUM_WORDS,
) -> tuple[Campaign, ...]:
    """Return the campaigns among responses, in order of id; the order of the texts is nothing.

    A text copies another when the Jaccard similarity of their runs of four folded words is
    ``threshold`` or more, or when it holds four fifths of the other, or of the core that many
    share, among words of its own up to one and a half times as many. Copies by at least
    ``minimum_members`` respondents are a campaign; texts under ``minimum_words`` never are. The
    template is the member nearest to what the copies share, the first by id of equals; what it
    adds to that is its own too. A member is identical when it adds nothing but a greeting, a
    name or a filled blank, and drops next to nothing.
    """
    folded = {t.document_id: _fold(t) for t in sorted(texts, key=lambda t: t.document_id)}
    by_id = {t.document_id: t for t in texts}
    long_enough = {d: f for d, f in folded.items() if len(f.words) >= minimum_words}
    distinct: dict[str, _Folded] = {}
    holders: dict[str, list[str]] = defaultdict(list)
    for document_id, one in long_enough.items():
        distinct.setdefault(one.key, one)
        holders[one.key].append(document_id)
    campaigns = []
    for group in _components(distinct, threshold):
        for star in _stars(sorted(group), distinct, holders, threshold):
            documents = sorted(d for key in star for d in holders[key])
            if len({by_id[d].respondent_id for d in documents}) >= minimum_members:
                campaigns.append(_campaign([by_id[d] for d in documents], long_enough))
    return tuple(sorted(campaigns, key=lambda c: c.id))


def near_duplicates(
    texts: Sequence[CampaignText], *, threshold: float = THRESHOLD
) -> Iterator[tuple[str, str]]:
    """Yield the pairs of document ids that are linked directly, each pair and all in order."""
    folded = {t.document_id: _fold(t) for t in sorted(texts, key=lambda t: t.document_id)}
    for one, other in sorted(_candidates(folded)):
        one_set, other_set = folded[one].shingles, folded[other].shingles
        if _copies(one_set, other_set, threshold) or _copies(other_set, one_set, threshold):
            yield one, other


def _fold(text: CampaignText) -> _Folded:
    words = tuple(w.text for w in words_of(text.text, text.body))
    key = blake2b(" ".join(words).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
    return _Folded(words, frozenset(_shingles(words)), key)


def _shingles(words: Sequence[str]) -> Iterator[int]:
    """Yield a 64-bit number for each run of four words."""
    for index in range(max(1, len(words) - _SHINGLE + 1)):
        raw = " ".join(words[index : index + _SHINGLE]).encode("utf-8", "surrogatepass")
        yield int.from_bytes(blake2b(raw, digest_size=8).digest(), "big")


def _components(distinct: dict[str, _Folded], threshold: float) -> list[list[str]]:
    """Return the groups of linked texts, by key; a pair already joined is not compared again."""
    parent = {key: key for key in distinct}

    def root(key: str) -> str:
        while parent[key] != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    for one, other in _candidates(distinct):
        first, second = root(one), root(other)
        if first != second and _linked(distinct[one].shingles, distinct[other].shingles, threshold):
            parent[max(first, second)] = min(first, second)
    groups: dict[str, list[str]] = defaultdict(list)
    for key in sorted(distinct):
        groups[root(key)].append(key)
    return list(groups.values())


def _stars(
    group: Sequence[str],
    distinct: dict[str, _Folded],
    holders: dict[str, list[str]],
    threshold: float,
) -> Iterator[list[str]]:
    """Part a chain of linked texts into stars: a shared core, and the texts that hold it.

    The middle is the text nearest to what many copies share, the core what most of its
    neighbours share with one another; it may stand nowhere without somebody's own words. What
    does not hold it is parted again, so two letters that only share neighbours are no campaign.
    """
    left = list(group)
    while left:
        common = _common(((distinct[key].shingles, len(holders[key])) for key in left), _COMMON)
        middle = min(left, key=lambda key: (len(distinct[key].shingles ^ common), key))
        around = [
            key
            for key in left
            if _linked(distinct[key].shingles, distinct[middle].shingles, threshold)
        ]
        core = _common(((distinct[key].shingles, len(holders[key])) for key in around), _CORE)
        near = [
            key
            for key in left
            if key == middle
            or _copies(distinct[key].shingles, distinct[middle].shingles, threshold)
            or (len(core) >= _CORE_SHINGLES and _copies(distinct[key].shingles, core, threshold))
        ]
        yield near
        reached = set(near)
        left = [key for key in left if key not in reached]


def _common(weighted: Iterable[tuple[frozenset[int], int]], share: float) -> frozenset[int]:
    """Return the shingles that this share of the copies hold, and two copies at least."""
    counts: Counter[int] = Counter()
    copies = 0
    for shingles, weight in weighted:
        copies += weight
        for shingle in shingles:
            counts[shingle] += weight
    enough = max(2.0, share * copies)
    return frozenset(shingle for shingle, count in counts.items() if count >= enough)


def _candidates(folded: dict[str, _Folded]) -> Iterator[tuple[str, str]]:
    """Yield pairs that MinHash finds similar, smaller key first, each once."""
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=_LSH_THRESHOLD, num_perm=_PERMUTATIONS)
    empty = MinHash(num_perm=_PERMUTATIONS, seed=_SEED, hashfunc=_as_is)
    for key in sorted(folded):
        sketch = empty.copy()
        sketch.update_batch([number & 0xFFFFFFFF for number in sorted(folded[key].shingles)])
        for other in sorted(index.query(sketch)):
            yield min(key, other), max(key, other)
        index.insert(key, sketch)


def _as_is(number: int) -> int:
    return number


def _linked(one: frozenset[int], other: frozenset[int], threshold: float) -> bool:
    """Whether two texts may be copies: alike, or half of the shorter in the longer."""
    shared = len(one & other)
    similarity = shared / (len(one) + len(other) - shared)
    partly = shared >= max(_CORE_SHINGLES, _HALF * min(len(one), len(other)))
    return similarity >= threshold or (partly and similarity >= _LEAST_OVERLAP)


def _copies(one: frozenset[int], template: frozenset[int], threshold: float) -> bool:
    """Whether a text copies a template: alike, or holding nearly all of it among its own words.

    A short text that is only a part of the template may be anybody's quotation of it.
    """
    shared = len(one & template)
    similarity = shared / (len(one) + len(template) - shared)
    holds = shared >= _CONTAINED * len(template)
    return similarity >= threshold or (holds and similarity >= _LEAST_OVERLAP)


def _campaign(members: Sequence[CampaignText], folded: dict[str, _Folded]) -> Campaign:
    template, words = _template(members, folded)
    known: dict[str, Aligned] = {}
    laid = []
    for member in members:
        spans = member.body
        whole = blake2b(repr((member.text, spans)).encode("utf-8", "surrogatepass")).hexdigest()
        if whole not in known:
            known[whole] = align(member.text, spans, words)
        aligned = known[whole]
        laid.append(
            CampaignMember(
                document_id=member.document_id,
                response_id=member.response_id,
                identical=not aligned.own and aligned.kept >= _ALL_KEPT,
                own=aligned.own,
            )
        )
    identical = all(member.identical for member in laid)
    return Campaign(
        id=make_id("campaign", template.document_id),
        template_document_id=template.document_id,
        kind=CampaignKind.IDENTICAL if identical else CampaignKind.VARIED,
        members=tuple(laid),
    )


def _template(
    members: Sequence[CampaignText], folded: dict[str, _Folded]
) -> tuple[CampaignText, tuple[str, ...]]:
    """Return the member nearest to what the copies share, and the organiser's words in it.

    The organiser's words are those that stand in runs which a third of the copies hold; where
    these are less than half of the member, all of its words.
    """
    common = _common(((folded[m.document_id].shingles, 1) for m in members), _COMMON)

    def distance(member: CampaignText) -> tuple[int, str]:
        return len(folded[member.document_id].shingles ^ common), member.document_id

    template = min(members, key=distance)
    words = folded[template.document_id].words
    covered = [False] * len(words)
    for index, shingle in enumerate(_shingles(words)):
        if shingle in common:
            covered[index : index + _SHINGLE] = [True] * len(covered[index : index + _SHINGLE])
    shared = tuple(word for word, is_shared in zip(words, covered, strict=True) if is_shared)
    return template, shared if len(shared) * 2 >= len(words) else words
