"""How well answers are found in whole documents: `python -m benches.quality.answer_spans FOLDER`.

FOLDER holds au_questions.json and au_documents_with_answers.jsonl: letters that copy questions of
a consultation, each with the spans of its answers. Scored by characters: the F1 of the characters
that are given to the right question. First as the letters are; then with the wordings of the
questions blanked, so that only what the answers say is left, for every answer and for those before
which the wording stands. The last rows see all documents together, with the encoders of a run's
default, first without and then with what answers have in common. The marks of this set are by
machine: some answers run on over the wording of the next question, or lack; so the plain figure has
a ceiling below 1.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from rapidfuzz.fuzz import partial_ratio

from consult.coding.answered import Answered
from consult.coding.assign import QuestionProfile, assign, question_texts
from consult.coding.assignable import NOTHING, Named, Segments
from consult.coding.reworded import Reworded
from consult.coding.told import Told
from consult.coding.wordings import Wordings
from consult.domain.ports import Embedder
from consult.engines.embedder import load_embedder
from consult.engines.matcher import load_matcher

WORDING = 80.0
"""How alike, 0..100, what stands before an answer must be to its question to be its wording."""
SURELY_WORDING = 84.0
FEWEST_LETTERS = 30
PART_END = re.compile(r"(?<=[.?!:])\s+")
SENTENCE_END = re.compile(r"(?<=[.?!])(?<!\b[a-h]\.)\s+")
"""The letter of a part, *a.*, ends no sentence."""
BLOCK_WORDS = 40
WIDEST_INDENT = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A document, and the question of each of its characters; -1 for none."""

    text: str
    gold: np.ndarray
    introduced: np.ndarray
    """Whether a character's answer has its question's wording before it and no other inside."""


Found = Callable[[Sequence[str]], list[np.ndarray]]


def documents(folder: Path, questions: dict[str, str]) -> list[Marked]:
    place = {key: index for index, key in enumerate(questions)}
    wordings = list(questions.values())
    result = []
    for line in (folder / "au_documents_with_answers.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        text = row["text"]
        gold = np.full(len(text), -1)
        introduced = np.zeros(len(text), dtype=bool)
        for answer in row["answers"]:
            index = place[str(answer["question_id"])]
            span = slice(answer["start"], answer["end"])
            gold[span] = index
            introduced[span] = stands_before(text[: answer["start"]], wordings[index]) and not any(
                stands_in(text[span], other) for i, other in enumerate(wordings) if i != index
            )
        result.append(Marked(text=text, gold=gold, introduced=introduced))
    return result


def stands_before(before: str, wording: str) -> bool:
    """Tell whether a wording, or its last sentence, ends right before an answer."""
    last = PART_END.split(wording)[-1]
    for form in {wording, last if len(letters(last)) >= FEWEST_LETTERS else wording}:
        tail = letters(before[-round(1.2 * len(form)) - 20 :])
        if tail and partial_ratio(letters(form), tail) >= WORDING:
            return True
    return False


def stands_in(answer: str, wording: str) -> bool:
    """Tell whether a wording's first sentence stands inside an answer, with small changes."""
    first = letters(SENTENCE_END.split(wording)[0])
    said = letters(answer)
    if not FEWEST_LETTERS <= len(first) <= len(said):
        return False
    return partial_ratio(first, said) >= SURELY_WORDING


def letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())


def by_telling(questions: Sequence[str], numbers: Sequence[str]) -> Found:
    """Return a way that goes by the wordings and labels of questions alone."""
    told = Told(questions, [[number] for number in numbers])

    def find(documents: Sequence[str]) -> list[np.ndarray]:
        found = []
        for text in documents:
            given = np.full(len(text), -1)
            for answered in told.answered_in(text):
                given[answered.answer.start : answered.answer.end] = answered.questions[-1]
            found.append(given)
        return found

    return find


def by_words(
    asked: dict[str, str], matcher: Embedder, *, telling: bool, points: Embedder | None = None
) -> Found:
    """Return a way that sees blocks of texts: each goes to its best question, if any.

    With ``telling`` it sees, too, what a text tells of its questions by labels and numbers; with
    ``points``, what the blocks of different texts have in common by its vectors.
    """
    profiles = [QuestionProfile(id=key, text=text) for key, text in asked.items()]
    vectors = matcher.encode(question_texts(profiles, {}))
    told = Told(list(asked.values()), [[number] for number in asked])

    def find(documents: Sequence[str]) -> list[np.ndarray]:
        spans: list[tuple[int, int, int]] = []
        named: list[Named] = []
        counted: list[Named] = []
        for number, text in enumerate(documents):
            labelled = told.answered_in(text) if telling else ()
            numbered = told.counted_in(text) if telling else ()
            cuts = {p for a in (*labelled, *numbered) for p in (a.answer.start, a.answer.end)}
            for start, end in blocks(text, cuts):
                spans.append((number, start, end))
                named.append(over(start, labelled, profiles))
                counted.append(over(start, numbered, profiles))
        texts = [documents[number][start:end] for number, start, end in spans]
        found = assign(
            Segments(
                texts=texts,
                vectors=matcher.encode(texts),
                documents=[f"d{number}" for number, _, _ in spans],
                positions=[start for _, start, _ in spans],
                named=named,
                counted=counted,
                point_vectors=points.encode(texts) if points else None,
            ),
            profiles,
            vectors,
        )
        given = [np.full(len(text), -1) for text in documents]
        best: dict[int, int] = {}
        for assignment in found:
            best.setdefault(assignment.segment_index, assignment.question_index)
        for index, question in best.items():
            number, start, end = spans[index]
            given[number][start:end] = question
        return given

    return find


def over(place: int, answers: Sequence[Answered], profiles: Sequence[QuestionProfile]) -> Named:
    """Return what is told of the text at a place."""
    for one in answers:
        if one.answer.start <= place < one.answer.end:
            return Named(questions=tuple(profiles[q].id for q in one.questions), by=one.by)
    return NOTHING


def blocks(text: str, cuts: Collection[int] = ()) -> list[tuple[int, int]]:
    """Return passages of some 40 words that end with a sentence at a line's end, a gap or a cut."""
    spans: list[tuple[int, int]] = []
    bounds = [0, *sorted(cut for cut in cuts if 0 < cut < len(text)), len(text)]
    for begin, end in pairwise(bounds):
        spans.extend((begin + start, begin + stop) for start, stop in _passages(text[begin:end]))
    return spans


def _passages(text: str) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    start, words = 0, 0
    for line in re.finditer(r"[^\n]*\n?", text):
        said = line.group().rstrip()
        gap = not said or len(said) - len(said.lstrip()) > WIDEST_INDENT
        if gap and words:
            spans.append((start, line.start()))
            start, words = line.start(), 0
        words += len(said.split())
        if words >= BLOCK_WORDS and said.endswith((".", "?", "!", ":", ";")):
            spans.append((start, line.end()))
            start, words = line.end(), 0
    if words:
        spans.append((start, len(text)))
    return spans


def blanked(text: str, questions: Sequence[str]) -> str:
    """Return a text with the wordings of questions blanked, of the same length."""
    copied = Wordings(questions).answered_in(text)
    marks = Wordings(questions).marks_in(text)
    reworded = Reworded(questions).marks_in(text, marks)
    for span in (*(one.mark for one in copied), *(mark.span for mark in reworded)):
        text = text[: span.start] + " " * (span.end - span.start) + text[span.end :]
    return text


def score(marked: Sequence[Marked], found: Sequence[np.ndarray], *, introduced: bool) -> str:
    """Return F1, precision and recall over characters that an answer or the finder claims."""
    right = claimed = wanted = 0
    for one, given in zip(marked, found, strict=True):
        counted = one.introduced | (one.gold < 0) if introduced else np.ones(len(given), dtype=bool)
        if introduced:
            # Outside the answers that count, only what is taken for their questions is wrong.
            theirs = np.unique(one.gold[one.introduced])
            counted &= (one.gold >= 0) | np.isin(given, theirs)
        right += int(((given == one.gold) & (one.gold >= 0) & counted).sum())
        claimed += int(((given >= 0) & counted).sum())
        wanted += int(((one.gold >= 0) & counted).sum())
    precision, recall = right / max(claimed, 1), right / max(wanted, 1)
    f1 = 2 * right / max(claimed + wanted, 1)
    return f"{f1:.3f} | {precision:.3f} | {recall:.3f}"


def main(folder: Path) -> None:
    asked = json.loads((folder / "au_questions.json").read_text("utf-8"))
    questions = list(asked.values())
    marked = documents(folder, asked)
    share = np.concatenate([one.introduced[one.gold >= 0] for one in marked]).mean()
    matcher = load_matcher("bundled")
    told = by_telling(questions, list(asked))
    words, both = (by_words(asked, matcher, telling=telling) for telling in (False, True))
    embedder = load_embedder("bundled")
    used, used_both, alike, alike_both = (
        by_words(asked, embedder, telling=telling, points=points)
        for points in (None, matcher)
        for telling in (False, True)
    )
    plain = [one.text for one in marked]
    without = [blanked(text, questions) for text in plain]
    print(
        f"{len(marked)} documents; the wording stands before {share:.0%} of answers' characters.\n"
    )
    print("| documents | answers | way | F1 | precision | recall |\n|---|---|---|---|---|---|")
    for label, texts, way, name in (
        ("as they are", plain, told, "wordings and labels"),
        ("as they are", plain, words, "words alone"),
        ("wordings blanked", without, told, "labels alone"),
        ("wordings blanked", without, words, "words alone"),
        ("wordings blanked", without, both, "labels, numbers and words"),
    ):
        found = [way([text])[0] for text in texts]
        for only in (True, False):
            answers = "after their wording" if only else "all"
            print(f"| {label} | {answers} | {name} | {score(marked, found, introduced=only)} |")
    for label, texts, way, name in (
        ("together, blanked", without, used, "words alone"),
        ("together, blanked", without, alike, "words and likeness of answers"),
        ("together, blanked", without, used_both, "labels, numbers and words"),
        ("together, blanked", without, alike_both, "the same and likeness of answers"),
    ):
        found = way(texts)
        for only in (True, False):
            answers = "after their wording" if only else "all"
            print(f"| {label} | {answers} | {name} | {score(marked, found, introduced=only)} |")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
