"""What the learned readers say that sentences do: ask, challenge, set a condition, take no side."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import compress

from consult.coding.asks import may_ask
from consult.coding.challenges import may_challenge
from consult.coding.conditions import may_set_condition
from consult.coding.rhetoric import LearnedActs, sentences_of
from consult.domain.ports import Embedder
from consult.engines.sentence_heads import SHA256, load_head
from consult.pipeline.engines import engine_id

MAY: Mapping[str, Callable[[str], bool]] = {
    "ask": may_ask,
    "challenge": may_challenge,
    "condition": may_set_condition,
    "no_side": bool,
}
"""Of which sentences the reader of an act is believed."""
_AT_ONCE = 4096
"""Sentences whose vectors are held at once."""


def learned_acts(texts: Iterable[str], embedder: Embedder) -> LearnedActs:
    """Return the sentences of texts that the readers find.

    None where the embedder is another than the one that a reader was made with: its weights say
    nothing of other vectors.
    """
    heads = {act: load_head(act) for act in SHA256}
    known = {act: head for act, head in heads.items() if head.embedder == engine_id(embedder)}
    found: dict[str, set[str]] = {act: set() for act in heads}
    sentences = sorted({sentence for text in texts for sentence in sentences_of(text)})
    for begin in range(0, len(sentences) if known else 0, _AT_ONCE):
        part = sentences[begin : begin + _AT_ONCE]
        vectors = embedder.encode(part)
        for act, head in known.items():
            found[act].update(filter(MAY[act], compress(part, head.finds(part, vectors))))
    return LearnedActs(
        asks=frozenset(found["ask"]),
        challenges=frozenset(found["challenge"]),
        conditions=frozenset(found["condition"]),
        no_sides=frozenset(found["no_side"]),
    )
