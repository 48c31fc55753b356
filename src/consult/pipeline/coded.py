"""Segments to codings: questions, then stance, then themes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from consult.analysis.standing import counts
from consult.coding.mutual import MutualReadings
from consult.coding.rhetoric import LearnedActs
from consult.coding.same_points import SamePoints
from consult.domain.coding import (
    Codebook,
    QuestionCoding,
    StanceCoding,
    Theme,
    ThemeCoding,
    ThemeStatus,
)
from consult.domain.outcome import Outcome
from consult.domain.quote import Quote
from consult.domain.segment import Segment
from consult.pipeline.assigned import assign_questions
from consult.pipeline.consulted import Consulted
from consult.pipeline.eligible import eligible, is_own
from consult.pipeline.engines import Engines
from consult.pipeline.fixed_themes import fix_themes, with_members
from consult.pipeline.kept import KeptEmbedder, KeptPointReader, KeptStanceModel
from consult.pipeline.languages import wait_for_people
from consult.pipeline.learned_acts import learned_acts
from consult.pipeline.marked import Marked
from consult.pipeline.outside import with_company
from consult.pipeline.progress import Progress
from consult.pipeline.received import Received
from consult.pipeline.recoded import (
    find_recodings,
    with_positions,
    with_questions,
    with_questions_of_positions,
)
from consult.pipeline.segmented import Segmented
from consult.pipeline.sided import sides_taken
from consult.pipeline.stances import closed_stances, code_stances, heed_ticks, heed_words
from consult.pipeline.surroundings import Surroundings
from consult.pipeline.taught import with_learned
from consult.pipeline.themed import Themer
from consult.settings.conventions import options_of
from consult.store.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """Every coding of a run, and the quotes of the themes' key points."""

    question_codings: tuple[QuestionCoding, ...]
    stance_codings: tuple[StanceCoding, ...]
    theme_codings: tuple[ThemeCoding, ...]
    themes: tuple[Theme, ...]
    codebooks: tuple[Codebook, ...]
    key_points: Mapping[str, Quote]
    learned: LearnedActs
    """What readers say that the sentences of all segments that somebody said do."""
    outcomes: tuple[Outcome[Segment], ...]


def code_segments(
    consulted: Consulted,
    received: Received,
    segmented: Segmented,
    engines: Engines,
    store: Store,
    progress: Progress,
) -> Coded:
    """Code every segment that is somebody's view; the rest is excluded with its reason."""
    settings = consulted.settings
    consultation = settings.consultation
    documents = {d.id: d for d in segmented.documents}
    surroundings = Surroundings(documents)
    asked = [question.text for question in consultation.questions]
    names = received.respondents.names()
    marked = Marked(consultation, surroundings)
    parted = eligible(
        segmented.segments,
        documents,
        settings.language,
        asked,
        titles=(consultation.title, *consultation.consulter_names),
        names=names,
        is_title=marked.is_title,
    )

    progress.begin("questions", len(parted.coded))
    matcher = KeptEmbedder(engines.matcher, store, progress.advance)
    points = KeptEmbedder(engines.point_matcher, store, progress.advance)
    recodings, lost = find_recodings(
        store.decisions.all(), segmented.segments, documents, consultation
    )
    own = [s for s in parted.coded if is_own(s, documents)]
    fixed = fix_themes(settings, store.decisions.all(), own, documents)
    settled = [r.segment_id for r in recodings if r.questions is not None]
    questions = with_members(
        with_questions(
            assign_questions(
                consultation, parted, surroundings, consulted.passages, matcher, points, marked
            ),
            recodings,
        ),
        fixed,
        settled,
    )
    questions = with_company(questions, own, surroundings, points, set(settled), names)
    questions = with_questions_of_positions(questions, recodings, consultation)
    answering = {c.segment_id for c in questions}
    progress.end(f"{len(answering)} of {len(segmented.segments)} segments answer a question")

    embedder = KeptEmbedder(engines.embedder, store)
    progress.begin("stance", 0)
    ticked = closed_stances(
        consultation,
        received.answers,
        [r for r in segmented.responses if counts(r, options_of(settings))],
        settings.option_positions,
    )
    learned = learned_acts(
        [s.text for s in segmented.segments if s.respondent_id is not None], embedder
    )
    model = KeptStanceModel(engines.stance, store, progress.advance)
    minimum = settings.analysis.stance_minimum
    written = code_stances(
        consultation,
        parted.coded,
        questions,
        surroundings,
        embedder,
        model,
        minimum,
        passages=consulted.passages,
        learned=learned,
    )
    by_id = {s.id: s for s in segmented.segments}
    decided = with_positions(written.codings, recodings, questions, by_id, consultation)
    taught = with_learned(decided, written.heard, by_id, consultation, embedder, model, minimum)
    stances = (*ticked, *heed_ticks(heed_words(taught), ticked))
    progress.end(f"{len(stances)} positions")

    progress.begin("themes", 0)
    reader, mutual = engines.point_reader, MutualReadings(model)
    themer = Themer(
        own,
        documents,
        segmented.sentences,
        engines,
        settings,
        embedder=embedder,
        matcher=points,
        fixed=fixed,
        mutual=mutual,
        same=SamePoints(KeptPointReader(reader, store, progress.advance), mutual)
        if reader
        else None,
        names=names,
    )
    sides = sides_taken(consultation, questions, stances, own, model, learned)
    themed = themer.find(consultation, questions, sides)
    candidates = sum(t.status is ThemeStatus.CANDIDATE for t in themed.themes)
    people = f", {len(themed.themes) - candidates} of people" if fixed.themes else ""
    progress.end(f"{candidates} candidate themes{people}")

    return Coded(
        question_codings=questions,
        stance_codings=stances,
        theme_codings=themed.codings,
        themes=themed.themes,
        codebooks=themed.codebooks,
        key_points=themed.key_points,
        learned=learned,
        outcomes=(
            Outcome(
                stage="code",
                given=len(segmented.segments),
                done=(*parted.coded, *parted.foreign),
                done_count=len(parted.coded) + len(parted.foreign),
                excluded=parted.excluded,
                notes=(
                    *wait_for_people(parted.foreign, {r.segment_id for r in recodings}),
                    *lost,
                    *fixed.problems,
                ),
            ).checked(),
        ),
    )
