"""Campaigns among 100,000 responses with known truth: time, peak memory and quality of one run.

    python -m benches.campaigns_at_scale [--responses 100000] [--seed 1]

Two fifths are copies of six organisers' letters in fifteen ways, the rest are letters of 20 to
400 words of people's own, letters that quote the paper, filled-in forms and short answers. The
letters are written before anything is timed; peak memory is of the whole process with them.
"""

from __future__ import annotations

import argparse
import random
import resource
import time
from collections.abc import Iterator

from consult.text.campaigns import CampaignText, find_campaigns
from tests.text.letters_by_script import (
    CHANGES,
    Written,
    copy,
    independent,
    official,
    on_a_form,
    quoting,
    score,
    short,
)
from tests.text.organisers_letters import LETTERS

COPIED = 0.4
OTHERS = (independent, independent, independent, quoting, on_a_form, short)


def written(count: int, seed: int) -> Iterator[Written]:
    rng = random.Random(seed)
    for number in range(count):
        if rng.random() < COPIED:
            change = rng.choice(["identical", "identical", "framed", *CHANGES])
            yield copy(rng.choice(list(LETTERS)), change, number, rng)
        else:
            yield rng.choice(OTHERS)(number, rng)


def peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--responses", type=int, default=100_000)
    arguments.add_argument("--seed", type=int, default=1)
    given = arguments.parse_args()
    letters = list(written(given.responses, given.seed))
    texts = [
        CampaignText(
            document_id=one.document.id,
            response_id=one.response_id,
            respondent_id=one.respondent,
            text=one.document.text,
            blocks=one.document.blocks,
        )
        for one in letters
    ]
    words = sum(text.text.count(" ") + 1 for text in texts)
    print(f"{len(texts)} responses, {words} words; {peak():.0f} MB before", flush=True)
    began, cpu = time.monotonic(), time.process_time()
    campaigns = find_campaigns(texts, official=official())
    print(f"{time.monotonic() - began:.1f} s, {time.process_time() - cpu:.1f} s of CPU")
    print(f"peak {peak():.0f} MB")
    found = score(letters, campaigns)
    sizes = sorted((len(c.members) for c in campaigns), reverse=True)
    print(f"{len(campaigns)} campaigns: {sizes}")
    print(f"copies found {found.found:.4f}, least by change {min(found.by_change.values()):.4f}")
    print(f"own characters {found.own:.4f}, supplied characters {found.supplied:.4f}")
    print(f"false members {found.false:.5f}")


if __name__ == "__main__":
    main()
