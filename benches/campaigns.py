"""Near-duplicate detection on real public comments: precision, recall and time.

    python benches/campaigns.py FOLDER

FOLDER holds us_dockets.jsonl (id, text) and us_dockets_pairs.jsonl (a, b, label). Only pairs
labelled near_dup or different count; those labels come from word-4-gram overlap.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from consult.text.campaigns import MINIMUM_WORDS, CampaignText, find_campaigns, near_duplicates


def rows(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def score(name: str, predicted, pairs: list[dict], seconds: float) -> None:
    gold = [p["label"] == "near_dup" for p in pairs]
    said = [predicted(p["a"], p["b"]) for p in pairs]
    true = sum(g and s for g, s in zip(gold, said, strict=True))
    precision, recall = true / max(1, sum(said)), true / max(1, sum(gold))
    print(f"{name:<28} {precision:>9.3f} {recall:>9.3f} {seconds:>9.1f}")


def main(folder: Path) -> None:
    texts = [
        CampaignText(
            document_id=row["id"], response_id=row["id"], respondent_id=row["id"], text=row["text"]
        )
        for row in rows(folder / "us_dockets.jsonl")
    ]
    pairs = [
        pair
        for pair in rows(folder / "us_dockets_pairs.jsonl")
        if pair["label"] in {"near_dup", "different"}
    ]
    print(f"{len(texts)} comments, {len(pairs)} labelled pairs")
    print(f"{'':<28} {'precision':>9} {'recall':>9} {'seconds':>9}")
    began = time.monotonic()
    linked = set(near_duplicates(texts))
    seconds = time.monotonic() - began
    score("pairs linked", lambda a, b: (min(a, b), max(a, b)) in linked, pairs, seconds)
    began = time.monotonic()
    campaigns = find_campaigns(texts, minimum_members=2)
    home = {m.document_id: c.id for c in campaigns for m in c.members}
    score(
        "in the same campaign",
        lambda a, b: a in home and home.get(a) == home.get(b),
        pairs,
        time.monotonic() - began,
    )
    words = {text.document_id: len(text.text.split()) for text in texts}
    score(
        "same, both of 20 words up",
        lambda a, b: a in home and home.get(a) == home.get(b),
        [p for p in pairs if min(words[p["a"]], words[p["b"]]) >= MINIMUM_WORDS],
        time.monotonic() - began,
    )
    campaigns = [c for c in campaigns if len(c.members) >= 3]
    sizes = sorted((len(c.members) for c in campaigns), reverse=True)
    identical = sum(m.identical for c in campaigns for m in c.members)
    print(f"{len(campaigns)} campaigns of 3 up, {sum(sizes)} members, {identical} identical")
    print(f"largest: {sizes[:8]}")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
