"""What a passage does besides taking a stance: asks, challenges to the evidence, conditions."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from consult.coding.asks import is_ask, leads_into_asks
from consult.coding.challenges import is_challenge
from consult.coding.conditions import conditional, without_condition
from consult.coding.no_side import no_side
from consult.domain.document import Span
from consult.domain.sentences import sentence_spans


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeechActs:
    """The first sentence of a passage that does each thing, or None.

    ``ask`` and ``evidence_challenge`` span the whole sentence, ``condition`` only its clause.
    """

    ask: Span | None
    evidence_challenge: Span | None
    condition: Span | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LearnedActs:
    """Sentences of which learned readers say that they do something, beside what the rules find."""

    asks: frozenset[str] = frozenset()
    challenges: frozenset[str] = frozenset()
    conditions: frozenset[str] = frozenset()
    no_sides: frozenset[str] = frozenset()
    """Those that take no side on what is proposed."""


NOTHING_LEARNED = LearnedActs()
LONGEST_SENTENCE = 1_500
"""What is read of a sentence; more without a full stop is no sentence, and costs no more."""


def speech_acts(text: str, lead: str = "", learned: LearnedActs = NOTHING_LEARNED) -> SpeechActs:
    """Return the first ask, the first challenge to the evidence and the first condition.

    An ask wants somebody to do something ("should", "must", "we call on", "would be welcome",
    an imperative); descriptions of what others propose, and "it should be noted that", are not.
    A challenge disputes how evidence was gathered or read ("this is not the view of", "guard
    against assuming", "the figures do not", "no evidence that"). Offsets are code points into the
    passage; ``lead`` is what leads into the list that the passage is an item of: what follows
    "Ministers should:" or "We call for:" is an ask. What sets a condition asks for
    nothing by that alone. Patterns are general English; linear in the length of the text.
    """
    spans = sentence_spans(text)
    condition = conditional(text)
    asked_for = spans[:1] if lead and leads_into_asks(lead[-LONGEST_SENTENCE:]) else ()
    return SpeechActs(
        ask=_first(text, spans, lambda one: _asks(one, learned)) or next(iter(asked_for), None),
        evidence_challenge=_first(
            text, spans, lambda one: one in learned.challenges or is_challenge(one)
        ),
        condition=Span(start=condition.start, end=condition.end)
        if condition
        else _first(text, spans, lambda one: one in learned.conditions),
    )


def takes_no_side(text: str, learned: LearnedActs = NOTHING_LEARNED) -> bool:
    """Tell whether each sentence of a passage says that its author takes no side."""
    sentences = sentences_of(text)
    return bool(sentences) and all(
        one in learned.no_sides or no_side(one) is not None for one in sentences
    )


def sentences_of(text: str) -> list[str]:
    """Return the sentences of a text, each as far as it is read."""
    return [_read(text, span) for span in sentence_spans(text)]


def _asks(sentence: str, learned: LearnedActs) -> bool:
    """Tell whether a sentence asks for something beside the condition that it sets."""
    if is_ask(sentence) and is_ask(without_condition(sentence)):
        return True
    conditions = sentence in learned.conditions or conditional(sentence) is not None
    return sentence in learned.asks and not conditions


def _first(text: str, spans: Iterable[Span], test: Callable[[str], bool]) -> Span | None:
    return next((span for span in spans if test(_read(text, span))), None)


def _read(text: str, span: Span) -> str:
    return text[span.start : min(span.end, span.start + LONGEST_SENTENCE)]
