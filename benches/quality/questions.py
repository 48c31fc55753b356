"""How well texts are assigned to questions, against simpler ways.

`python -m benches.quality.questions FOLDER`; FOLDER holds au_questions.json and
au_assignment.jsonl (answers of a real consultation, each with the one of its 20 questions that
it answers).
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np

from consult.coding.assign import (
    AssignOptions,
    QuestionProfile,
    assign,
    question_texts,
    score_questions,
)
from consult.coding.assignable import NOTHING, Segments, long_sentences
from consult.coding.lexical import LexicalSpace
from consult.domain.ports import Embedder
from consult.engines.embedder import load_embedder
from consult.engines.matcher import load_matcher


def top(scores: np.ndarray, gold: np.ndarray, count: int) -> float:
    ranked = np.argsort(-scores, axis=1)[:, :count]
    return float(np.mean([answer in row for answer, row in zip(gold, ranked, strict=True)]))


def centred(scores: np.ndarray) -> np.ndarray:
    return np.asarray((scores - scores.mean(axis=0)) / (scores.std(axis=0) + 1e-9))


def whole_columns(
    texts: list[str],
    vectors: np.ndarray,
    encoder: Embedder | None = None,
    points: np.ndarray | None = None,
) -> Segments:
    """The texts in the given order, with no headings, paragraphs, forms or documents.

    With an encoder, the sentences of long texts, too; with points, what answers have in common.
    """
    count = len(texts)
    sentences, owners = long_sentences(texts) if encoder else ([], [])
    return Segments(
        sentence_vectors=encoder.encode(sentences) if encoder and sentences else None,
        sentence_texts=owners,
        point_vectors=points,
        texts=texts,
        vectors=vectors,
        contexts=[""] * count,
        paragraphs=[str(i) for i in range(count)],
        form_questions=[None] * count,
        documents=[""] * count,
        positions=[0] * count,
        named=[NOTHING] * count,
        counted=[NOTHING] * count,
    )


def main(folder: Path) -> None:
    asked = json.loads((folder / "au_questions.json").read_text("utf-8"))
    rows = [
        json.loads(line)
        for line in (folder / "au_assignment.jsonl").read_text("utf-8").splitlines()
    ]
    profiles = [QuestionProfile(id=key, text=text) for key, text in asked.items()]
    gold = np.array([list(asked).index(str(row["question_id"])) for row in rows])
    texts = [row["text"] for row in rows]
    questions = [profile.text for profile in profiles]
    embedder, matcher = load_embedder("bundled"), load_matcher("bundled")
    dense = embedder.encode(texts) @ embedder.encode(questions).T
    vectors = matcher.encode(texts)
    question_vectors = matcher.encode(question_texts(profiles, {}))
    matched = vectors @ question_vectors[: len(profiles)].T
    lexical = LexicalSpace([*texts, *questions])
    letters = lexical.letters(texts, questions)
    options = AssignOptions()
    plain = embedder.encode(texts)
    plain_questions = embedder.encode(question_texts(profiles, {}))

    def scored(points: np.ndarray | None) -> tuple[np.ndarray, np.ndarray]:
        return (
            score_questions(
                whole_columns(texts, plain, embedder, points),
                profiles,
                plain_questions,
                {},
                options,
            ),
            score_questions(
                whole_columns(texts, vectors, matcher, points),
                profiles,
                question_vectors,
                {},
                options,
            ),
        )

    embedded, together = scored(vectors)
    embedded_apart, together_apart = scored(None)
    alone = np.vstack(
        [
            score_questions(
                whole_columns([text], vectors[i : i + 1], matcher),
                profiles,
                question_vectors,
                {},
                options,
            )
            for i, text in enumerate(texts)
        ]
    )
    print("| way | top-1 | top-3 |\n|---|---|---|")
    for name, scores in {
        "MiniLM cosine": dense,
        "letter TF-IDF": letters,
        "MiniLM, centred": centred(dense),
        "MiniLM and letters, centred": centred(dense) + centred(letters),
        "matcher, centred": centred(matched),
        "matcher and letters, centred": centred(matched) + centred(letters),
        "consult, embedder, all texts, no likeness of answers": embedded_apart,
        "consult, matcher, all texts, no likeness of answers": together_apart,
        "consult, embedder, all texts": embedded,
        "consult, matcher, all texts": together,
        "consult, matcher, each text alone": alone,
    }.items():
        print(f"| {name} | {top(scores, gold, 1):.2f} | {top(scores, gold, 3):.2f} |")
    for name, points in {"with": vectors, "without": None}.items():
        found = assign(whole_columns(texts, plain, embedder, points), profiles, plain_questions)
        right = sum(gold[a.segment_index] == a.question_index for a in found)
        answered = len({a.segment_index for a in found})
        print(
            f"\nAssigned by the embedder {name} likeness of answers: {answered} of {len(texts)} "
            f"texts, {len(found)} questions in all, precision {right / max(len(found), 1):.2f}, "
            f"recall {right / len(texts):.2f}."
        )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
