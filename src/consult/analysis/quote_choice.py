"""Choosing the quotes of a finding: clear, short, and from different kinds of respondent."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from consult.analysis.clarity import clarity
from consult.analysis.consent import may_be_quoted
from consult.analysis.context import ends_passing_on, leans, start_with_subject
from consult.analysis.leads import only_leads
from consult.analysis.options import FindingOptions
from consult.analysis.standing import Spoken, Standing
from consult.domain.document import Span
from consult.domain.leaning import passes_on
from consult.domain.numbering import number_end
from consult.domain.quote import Quote
from consult.domain.sentences import sentence_spans

Similarity = Callable[[str, Sequence[str]], Sequence[float]]
"""Scores how near each text is to a point; used to find the sentence that says it."""

_WORD = re.compile(r"\w+")
_SPOKEN = re.compile(r"[“\"]?([^“”\"]{25,}?)[,.]?[”\"][ ,][^“”\"]{0,90}$")
_SAID = re.compile(
    r"[A-Z](?:(?! (?:but|while|which) | (?:welcomed|praised|agreed|criticised) )[^“”.!?]){2,200}? "
    r"(?:said|says|told (?:[\w’'-]+ ){1,5}?that|argued|argues|warned|warns|claimed|added|insisted"
    r"|stated|explained)(?: that)? (?P<words>(?!that\b)[^“”\"]{20,})$"
)
"""Indirect speech, and the words in it that are the speaker's."""
_MOST_SENTENCES = 3
_MOST_WORDS = 80
MOST_WORDS_SAID = 60
"""How many words of a quote a statement gives."""
_STEM = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A segment that may be quoted for a finding."""

    spoken: Spoken
    fit: float = 0.0
    """How surely the segment belongs to the finding, 0..1."""
    focus: Span | None = None
    """The stretch of the segment that must stand in the quote."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cut:
    quote: Quote
    spoken: Spoken
    score: float


def choose(
    candidates: Iterable[Candidate],
    standing: Standing,
    options: FindingOptions,
    *,
    point: str = "",
    shown: Iterable[Quote] = (),
    again: bool = False,
    similarity: Similarity | None = None,
) -> tuple[Quote, ...]:
    """Return up to ``quotes_per_finding`` quotes, the best first.

    Only what may be shown is cut. Each respondent gives one quote where others exist; a lone
    respondent may give several that do not overlap. Kinds of respondent take turns, then
    respondents unlike those already quoted come first. Segments with a quote in ``shown`` come
    last, or, unless they may be shown ``again``, only where their respondent says nothing else.
    """
    before = {q.segment_id for q in shown if q.segment_id is not None}
    cuts = [
        cut
        for candidate in candidates
        if (
            cut := _cut(
                candidate, standing, options, point=point, before=before, similarity=similarity
            )
        )
        is not None
    ]
    cuts.sort(key=lambda c: (-c.score, c.quote.document_id, c.quote.start, c.quote.id))
    cuts = [c for c in cuts if not only_leads(c.quote.text)] or cuts
    if not again:
        fresh = {c.spoken.respondent_id for c in cuts if c.quote.segment_id not in before}
        cuts = [
            c
            for c in cuts
            if c.quote.segment_id not in before or c.spoken.respondent_id not in fresh
        ]
    cuts = _without_repeats(cuts)
    if len({c.spoken.respondent_id for c in cuts}) <= 1:
        return tuple(c.quote for c in cuts[: options.quotes_per_finding])
    return _spread(_one_each(cuts), standing, options.quotes_per_finding)


def quote_span(
    text: str, focus: Span | None, point: str = "", similarity: Similarity | None = None
) -> Span:
    """Return the one to three sentences of ``text`` to quote, at most 80 words where possible.

    The stretch holds ``focus``, or else the sentence nearest to ``point``, and grows by the
    sentences after and before it while there is room; the one that names its subject comes first.
    """
    sentences = sentence_spans(text)
    if not sentences:
        return Span(start=0, end=len(text))
    if focus is not None:
        inside = [i for i, s in enumerate(sentences) if s.start < focus.end and focus.start < s.end]
        first, last = (inside[0], inside[-1]) if inside else (0, 0)
    else:
        first = last = _nearest(text, sentences, point, similarity)
    if first > 0 and leans(text[sentences[first].start : sentences[first].end]):
        first -= _fits(text, sentences[first - 1], sentences[last])
    while last - first + 1 < _MOST_SENTENCES:
        if last + 1 < len(sentences) and _fits(text, sentences[first], sentences[last + 1]):
            last += 1
        elif first > 0 and _fits(text, sentences[first - 1], sentences[last]):
            first -= 1
        else:
            break
    return Span(start=sentences[first].start, end=sentences[last].end)


def key_sentence(text: str, focus: Span | None = None, *, reported: bool = False) -> Span:
    """Return the sentence of ``text`` to say in a statement: that in focus, or the clearest.

    One whose subject only the sentence before it names ("This should …") comes with that
    sentence, where both are short enough to be said. A question's number at its head, and marks of
    quotation that close or open nothing inside it, are left out; of what is ``reported``, so is
    who said the words.
    """
    sentences = sentence_spans(text)
    if not sentences:
        return Span(start=0, end=len(text))
    span = _key_sentence(text, sentences, focus)
    spoken = _SPOKEN.match(text[span.start : span.end]) if reported else None
    if spoken:
        return Span(start=span.start + spoken.start(1), end=span.start + spoken.end(1))
    said = _SAID.match(text[span.start : span.end]) if reported else None
    if said:
        return Span(start=span.start + said.start("words"), end=span.end)
    answered = _with_its_answer(text, sentences, _with_its_subject(text, sentences, span))
    return _balanced(text, _unnumbered(text, answered))


def _key_sentence(text: str, sentences: Sequence[Span], focus: Span | None) -> Span:
    if focus is not None:
        held = [s for s in sentences if s.start < focus.end and focus.start < s.end]
        if held:
            return Span(start=held[0].start, end=held[-1].end)
    return _clearest(text, sentences)


def clearest_sentence(text: str) -> Span:
    """Return the sentence of ``text`` that stands alone best; the whole where it has none."""
    sentences = sentence_spans(text)
    return _clearest(text, sentences) if sentences else Span(start=0, end=len(text))


def _clearest(text: str, sentences: Sequence[Span]) -> Span:
    return max(sentences, key=lambda s: (clarity(text[s.start : s.end]), -s.start))


def _with_its_subject(text: str, sentences: Sequence[Span], span: Span) -> Span:
    """Return a sentence with those before it that name what it is about, or that it answers."""
    first = next(i for i, s in enumerate(sentences) if s.start == span.start)
    while first > 0 and (
        leans(text[sentences[first].start : span.end])
        or passes_on(text[sentences[first - 1].start : sentences[first - 1].end])
    ):
        longer = text[sentences[first - 1].start : span.end]
        if len(longer.split()) > MOST_WORDS_SAID or longer.count("?"):
            break
        first -= 1
    whole = Span(start=sentences[first].start, end=span.end)
    return span if leans(text[whole.start : whole.end]) else whole


def _with_its_answer(text: str, sentences: Sequence[Span], span: Span) -> Span:
    """Return a sentence that only passes on what others say together with the one that answers."""
    ending = next((i for i, s in enumerate(sentences) if s.end == span.end), None)
    if ending is None or ending + 1 == len(sentences):
        return span
    whole = Span(start=span.start, end=sentences[ending + 1].end)
    long = len(text[whole.start : whole.end].split()) > MOST_WORDS_SAID
    last = text[sentences[ending].start : sentences[ending].end]
    return whole if passes_on(last) and not long else span


def _unnumbered(text: str, span: Span) -> Span:
    """Leave out the number of the question that an answer begins with."""
    return Span(start=span.start + number_end(text[span.start : span.end]), end=span.end)


def _balanced(text: str, span: Span) -> Span:
    """Leave out a mark of quotation at either end whose partner is not inside."""
    start, end = span.start, span.end
    words = text[start:end]
    if words.startswith("“") and words.count("“") > words.count("”"):
        start += 1
    elif words.endswith("”") and words.count("”") > words.count("“"):
        end -= 1
    elif words.startswith("“") and words.endswith("”") and words.count("“") == 1:
        start, end = start + 1, end - 1
    return Span(start=start, end=end) if start < end else span


def _cut(
    candidate: Candidate,
    standing: Standing,
    options: FindingOptions,
    *,
    point: str,
    before: set[str],
    similarity: Similarity | None,
) -> _Cut | None:
    spoken = candidate.spoken
    segment = spoken.segment
    respondent = standing.respondents.get(spoken.respondent_id)
    if respondent is None or not spoken.showable:
        return None
    quote = cut_quote(
        spoken, quote_span(segment.text, candidate.focus, point, similarity), standing
    )
    if not may_be_quoted(quote.text, respondent, options):
        return None
    score = candidate.fit + clarity(quote.text)
    score -= 0.2 if segment.campaign_id is not None else 0.0
    score -= 1.0 if segment.id in before else 0.0
    return _Cut(quote=quote, spoken=spoken, score=round(score, 6))


def cut_quote(spoken: Spoken, span: Span, standing: Standing) -> Quote:
    """Cut a quote, with what the respondent says before it where it leans on or answers that."""
    segment = spoken.segment
    document = standing.documents[segment.document_id]
    start, end = segment.start + span.start, segment.start + span.end
    first = next(iter(sentence_spans(segment.text[span.start : span.end])), None)
    earlier = standing.before.get(segment.id) if span.start == 0 and first is not None else None
    if earlier and first and (leans(segment.text[: first.end]) or ends_passing_on(earlier)):
        with_subject = start_with_subject(document.text, end, earlier, _MOST_WORDS)
        start = start if with_subject is None else with_subject
    return Quote.cut(
        document, start, end, segment_id=segment.id, respondent_id=spoken.respondent_id
    )


def _without_repeats(cuts: Iterable[_Cut]) -> list[_Cut]:
    """Drop quotes that overlap a better one or say the same words."""
    kept: list[_Cut] = []
    said: set[str] = set()
    taken: dict[str, list[tuple[int, int]]] = {}
    for cut in cuts:
        folded = " ".join(_WORD.findall(cut.quote.text.casefold()))
        spans = taken.setdefault(cut.quote.document_id, [])
        overlaps = any(a < cut.quote.end and cut.quote.start < b for a, b in spans)
        if folded in said or overlaps:
            continue
        said.add(folded)
        spans.append((cut.quote.start, cut.quote.end))
        kept.append(cut)
    return kept


def _one_each(cuts: Iterable[_Cut]) -> list[_Cut]:
    best: dict[str, _Cut] = {}
    for cut in cuts:
        best.setdefault(cut.spoken.respondent_id, cut)
    return list(best.values())


def _spread(cuts: list[_Cut], standing: Standing, limit: int) -> tuple[Quote, ...]:
    """Take turns between kinds; within one, prefer attributes not heard yet, then the score."""
    heard_kinds: Counter[str] = Counter()
    heard: Counter[tuple[str, str]] = Counter()
    chosen: list[Quote] = []
    waiting = list(cuts)

    def turn(cut: _Cut) -> tuple[int, float, str]:
        respondent = standing.respondents[cut.spoken.respondent_id]
        known = sum(1 for pair in respondent.attributes.items() if heard[pair])
        familiar = 0.3 * known / max(1, len(respondent.attributes))
        return (heard_kinds[respondent.kind.value], familiar - cut.score, cut.quote.id)

    while waiting and len(chosen) < limit:
        best = min(waiting, key=turn)
        waiting.remove(best)
        respondent = standing.respondents[best.spoken.respondent_id]
        heard_kinds[respondent.kind.value] += 1
        heard.update(respondent.attributes.items())
        chosen.append(best.quote)
    return tuple(chosen)


def _nearest(
    text: str, sentences: Sequence[Span], point: str, similarity: Similarity | None
) -> int:
    if not point or len(sentences) == 1:
        return 0
    texts = [text[s.start : s.end] for s in sentences]
    if similarity is not None:
        scores = [round(float(score), 4) for score in similarity(point, texts)]
    else:
        wanted = _stems(point)
        scores = [len(wanted & _stems(t)) / max(1, len(wanted)) for t in texts]
    return max(range(len(texts)), key=lambda i: (scores[i], -i))


def _stems(text: str) -> set[str]:
    return {w[:_STEM] for w in _WORD.findall(text.casefold()) if len(w) > 3}


def _fits(text: str, first: Span, last: Span) -> bool:
    return len(_WORD.findall(text[first.start : last.end])) <= _MOST_WORDS
