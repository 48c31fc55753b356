"""Near-duplicate detection on real public comments: precision, recall, margins and time.

    python -m benches.campaigns FOLDER

FOLDER holds us_dockets.jsonl (id, docket, text) and us_dockets_pairs.jsonl (a, b, label). Only
pairs labelled near_dup or different count; those labels come from word-4-gram overlap of whole
texts, so two long letters around one organiser's paragraph are labelled different although they
are copies: the table says how many such pairs share twenty words in a row, word for word.
"""

from __future__ import annotations

import json
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from consult.domain.segment import Campaign
from consult.text.campaigns import (
    MINIMUM_WORDS,
    THRESHOLD,
    CampaignText,
    find_campaigns,
    near_duplicates,
)
from consult.text.fillers import filler
from consult.text.shingles import fold

IN_A_ROW = 20
MARGINS = (0.35, 0.45, THRESHOLD, 0.65, 0.7)
Row = dict[str, Any]
Pairs = Sequence[Row]
Says = Callable[[str, str], bool]


def rows(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def measured(says: Says, pairs: Pairs) -> tuple[float, float, int]:
    """Return precision, recall and how many pairs they are of."""
    gold = [pair["label"] == "near_dup" for pair in pairs]
    said = [says(pair["a"], pair["b"]) for pair in pairs]
    true = sum(g and s for g, s in zip(gold, said, strict=True))
    return true / max(1, sum(said)), true / max(1, sum(gold)), len(pairs)


def show(name: str, says: Says, pairs: Pairs, seconds: float | None = None) -> None:
    precision, recall, count = measured(says, pairs)
    took = "" if seconds is None else f"{seconds:.1f}"
    print(f"{name:<44} {count:>5} {precision:>9.3f} {recall:>9.3f} {took:>9}")


def linked(texts: Sequence[CampaignText], threshold: float = THRESHOLD) -> Says:
    found = set(near_duplicates(texts, threshold=threshold))
    return lambda a, b: (min(a, b), max(a, b)) in found


def together(campaigns: Iterable[Campaign]) -> Says:
    home = {member.document_id: c.id for c in campaigns for member in c.members}
    return lambda a, b: a in home and home.get(a) == home.get(b)


def word_for_word(texts: Sequence[CampaignText]) -> Says:
    """Whether two texts share twenty words in a row."""
    words = {text.document_id: fold(text.text, text.body) for text in texts}

    def runs(key: str) -> set[tuple[str, ...]]:
        own = words[key]
        return {tuple(own[at : at + IN_A_ROW]) for at in range(len(own) - IN_A_ROW + 1)}

    return lambda a, b: bool(runs(a) & runs(b))


def main(folder: Path) -> None:
    comments = rows(folder / "us_dockets.jsonl")
    texts = [
        CampaignText(
            document_id=row["id"], response_id=row["id"], respondent_id=row["id"], text=row["text"]
        )
        for row in comments
    ]
    pairs = [
        pair
        for pair in rows(folder / "us_dockets_pairs.jsonl")
        if pair["label"] in {"near_dup", "different"}
    ]
    print(f"{len(texts)} comments, {len(pairs)} labelled pairs")
    print(f"{'':<44} {'pairs':>5} {'precision':>9} {'recall':>9} {'seconds':>9}")
    began = time.process_time()
    says = linked(texts)
    show("near-duplicates", says, pairs, time.process_time() - began)
    for threshold in MARGINS:
        show(f"  with a threshold of {threshold}", linked(texts, threshold), pairs)
    by_docket: dict[str, list[Row]] = defaultdict(list)
    for pair in pairs:
        by_docket[pair["docket"]].append(pair)
    for docket, own in sorted(by_docket.items()):
        show(f"  docket {docket}", says, own)

    began = time.process_time()
    campaigns = find_campaigns(texts, minimum_members=2)
    copied = together(campaigns)
    show("in the same campaign", copied, pairs, time.process_time() - began)
    said = {text.document_id: text.text for text in texts}
    points = [p for p in pairs if not filler(said[p["a"]]) and not filler(said[p["b"]])]
    show("  without texts that only point elsewhere", copied, points)
    words = {text.document_id: len(fold(text.text, text.body)) for text in texts}
    long = [p for p in points if min(words[p["a"]], words[p["b"]]) >= MINIMUM_WORDS]
    show(f"  and of {MINIMUM_WORDS} words up", copied, long)
    shares = word_for_word(texts)
    unlike = [p for p in long if p["label"] == "different" and copied(p["a"], p["b"])]
    verbatim = sum(shares(p["a"], p["b"]) for p in unlike)
    print(
        f"{len(unlike)} pairs labelled different stand in one campaign; {verbatim} of them share "
        f"{IN_A_ROW} words in a row"
    )

    campaigns = tuple(c for c in campaigns if len(c.members) >= 3)
    sizes = sorted((len(c.members) for c in campaigns), reverse=True)
    identical = sum(m.identical for c in campaigns for m in c.members)
    print(f"{len(campaigns)} campaigns of 3 up, {sum(sizes)} members, {identical} identical")
    print(f"largest: {sizes[:8]}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
