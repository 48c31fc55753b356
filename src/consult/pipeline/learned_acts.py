"""Which sentences the learned readers say to ask, to challenge evidence or to set a condition."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import compress

from consult.coding.asks import may_ask
from consult.coding.challenges import may_challenge
from consult.coding.conditions import may_set_condition
from consult.coding.rhetoric import LONGEST_SENTENCE
from consult.domain.ports import Embedder
from consult.domain.sentences import sentence_spans
from consult.engines.sentence_heads import SHA256, load_head
from consult.pipeline.engines import engine_id

_MAY = {"ask": may_ask, "challenge": may_challenge, "condition": may_set_condition}
"""Which sentences a reader is believed of; the others of any."""
_AT_ONCE = 4096
"""Sentences whose vectors are held at once."""


def learned_acts(texts: Iterable[str], embedder: Embedder) -> Mapping[str, frozenset[str]]:
    """Return for each act of the readers the sentences of texts that it finds.

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
            found[act].update(compress(part, head.finds(part, vectors)))
    return {act: frozenset(filter(_MAY.get(act, bool), those)) for act, those in found.items()}


def sentences_of(text: str) -> list[str]:
    """Return the sentences of a text as the readers are asked about them."""
    return [
        text[span.start : min(span.end, span.start + LONGEST_SENTENCE)]
        for span in sentence_spans(text)
    ]
