"""Which sentences the learned reader of challenges calls so."""

from __future__ import annotations

from collections.abc import Iterable

from consult.coding.challenge_head import may_challenge
from consult.coding.challenges import is_challenge
from consult.coding.rhetoric import LONGEST_SENTENCE
from consult.domain.ports import Embedder
from consult.domain.sentences import sentence_spans
from consult.engines.challenges import load_challenge_head
from consult.pipeline.engines import engine_id


def learned_challenges(texts: Iterable[str], embedder: Embedder) -> frozenset[str]:
    """Return the sentences of texts that only the learned reader calls challenges to evidence.

    None where the embedder is another than the one that it was made with: its weights say nothing
    of other vectors.
    """
    head = load_challenge_head()
    if head.embedder != engine_id(embedder):
        return frozenset()
    asked = sorted(
        {
            sentence
            for text in texts
            for span in sentence_spans(text)
            if may_challenge(
                sentence := text[span.start : min(span.end, span.start + LONGEST_SENTENCE)]
            )
            and not is_challenge(sentence)
        }
    )
    flags = head.challenges(asked, embedder.encode(asked)) if asked else []
    return frozenset(sentence for sentence, flag in zip(asked, flags, strict=True) if flag)
