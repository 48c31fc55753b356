"""A small invented consultation, built step by step, for tests of the analysis."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from consult.domain.coding import Position, QuestionCoding, StanceCoding, Theme, ThemeCoding
from consult.domain.consultation import Chapter, Consultation, Proposition, Question, QuestionKind
from consult.domain.document import Document, Role, Span
from consult.domain.ids import make_id
from consult.domain.ledger import (
    Answer,
    Consent,
    Item,
    Mark,
    Respondent,
    RespondentKind,
    Response,
    ResponseState,
)
from consult.domain.run import Corpus
from consult.domain.segment import (
    RESPONDENT_VOICE,
    Campaign,
    CampaignKind,
    CampaignMember,
    Segment,
    Voice,
    VoiceKind,
)
from tests.builders import make_document, make_segment

ORGANISATION = RespondentKind.ORGANISATION
INDIVIDUAL = RespondentKind.INDIVIDUAL
MODEL = "model:test@1"

LANES = Proposition(
    id="prop_lanes",
    chapter_id="ch1",
    question_ids=("q1", "q2"),
    text="The council should build cycle lanes on main roads.",
)
PARKING = Proposition(
    id="prop_parking",
    chapter_id="ch1",
    question_ids=("q3",),
    text="Parking in the centre is too cheap.",
)
QUESTIONS = (
    Question(
        id="q1",
        chapter_id="ch1",
        number="1.1",
        text="Do you agree that the council should build cycle lanes on main roads?",
        kind=QuestionKind.CLOSED,
        options=("Agree", "Neither", "Disagree"),
        paired_with="q2",
    ),
    Question(id="q2", chapter_id="ch1", number="1.2", text="Please explain.", paired_with="q1"),
    Question(id="q3", chapter_id="ch1", number="1.3", text="What should change in the centre?"),
)
TICKS = {"Agree": Position.AGREE, "Neither": Position.NEITHER, "Disagree": Position.DISAGREE}


@dataclass(frozen=True)
class Acts:
    """What a segment does, as spans of its own text."""

    ask: Span | None = None
    evidence_challenge: Span | None = None
    condition: Span | None = None


@dataclass
class World:
    """Collects records; every method returns what it made."""

    propositions: tuple[Proposition, ...] = (LANES, PARKING)
    questions: tuple[Question, ...] = QUESTIONS
    respondents: dict[str, Respondent] = field(default_factory=dict)
    items: list[Item] = field(default_factory=list)
    responses: list[Response] = field(default_factory=list)
    documents: list[Document] = field(default_factory=list)
    segments: list[Segment] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    campaigns: list[Campaign] = field(default_factory=list)
    themes: list[Theme] = field(default_factory=list)
    question_codings: list[QuestionCoding] = field(default_factory=list)
    theme_codings: list[ThemeCoding] = field(default_factory=list)
    stance_codings: list[StanceCoding] = field(default_factory=list)
    acts: dict[str, Acts] = field(default_factory=dict)

    def who(
        self,
        name: str,
        kind: RespondentKind = INDIVIDUAL,
        consent: Consent = Consent.PUBLISH,
        attributes: Mapping[str, str] | None = None,
    ) -> str:
        respondent = Respondent(
            id=make_id("who", name),
            name=name,
            kind=kind,
            consent=consent,
            attributes=dict(attributes or {}),
        )
        self.respondents[respondent.id] = respondent
        return respondent.id

    def response(
        self,
        who: str,
        name: str,
        *,
        state: ResponseState = ResponseState.VALID,
        marks: tuple[Mark, ...] = (),
        channel: str = "letters",
        day: int = 1,
    ) -> Response:
        item = Item(
            id=make_id("item", name),
            channel=channel,
            source_key=name,
            name=name,
            sha256="0" * 64,
            size=1,
            received=None,
            media_type="text/plain",
        )
        response = Response(
            id=make_id("resp", name),
            respondent_id=who,
            item_ids=(item.id,),
            channel=channel,
            received=datetime(2026, 3, day, tzinfo=UTC),
            state=state,
            marks=marks,
        )
        self.items.append(item)
        self.responses.append(response)
        return response

    def letter(
        self,
        who: str,
        *paragraphs: str,
        name: str | None = None,
        role: Role = Role.RESPONSE,
        voice: Voice = RESPONDENT_VOICE,
        state: ResponseState = ResponseState.VALID,
        marks: tuple[Mark, ...] = (),
    ) -> list[Segment]:
        """A document with one segment for each paragraph, and its response."""
        name = name or f"letter of {who} {len(self.documents)}"
        if role is Role.RESPONSE:
            self.response(who, name, state=state, marks=marks)
        document = make_document(*paragraphs, name=name, role=role, respondent_id=who)
        self.documents.append(document)
        made = [make_segment(document, p, respondent_id=who, voice=voice) for p in paragraphs]
        self.segments.extend(made)
        return made

    def reported(self, who: str, *paragraphs: str, name: str = "article") -> list[Segment]:
        """Statements that a press item reports."""
        voice = Voice(kind=VoiceKind.REPORTED, speaker="A. Speaker", organisation="x")
        return self.letter(who, *paragraphs, name=name, role=Role.PRESS, voice=voice)

    def tick(self, who: str, option: str, question_id: str = "q1", day: int = 1) -> Response:
        """A form's closed answer with its position."""
        response = self.response(who, f"form of {who} {question_id} {day}", channel="form", day=day)
        self.answers.append(Answer(response_id=response.id, question_id=question_id, value=option))
        if option in TICKS:
            self.stance_codings.append(
                StanceCoding(
                    segment_id=None,
                    respondent_id=who,
                    question_id=question_id,
                    proposition_id=LANES.id,
                    position=TICKS[option],
                    score=1.0,
                    coder="form",
                )
            )
        return response

    def answers_question(self, segment: Segment, question_id: str) -> Segment:
        self.question_codings.append(
            QuestionCoding(segment_id=segment.id, question_id=question_id, score=0.9, coder=MODEL)
        )
        return segment

    def says(
        self,
        who: str,
        text: str,
        position: Position | None = None,
        *,
        question_id: str = "q2",
        proposition: Proposition = LANES,
        **kwargs: object,
    ) -> Segment:
        """One letter of one paragraph that answers a question, with a position perhaps."""
        (segment,) = self.letter(who, text, **kwargs)  # type: ignore[arg-type]
        self.answers_question(segment, question_id)
        if position is not None:
            self.stance(segment, position, question_id=question_id, proposition=proposition)
        return segment

    def stance(
        self,
        segment: Segment,
        position: Position,
        *,
        question_id: str = "q2",
        proposition: Proposition = LANES,
        score: float = 0.9,
        coder: str = MODEL,
    ) -> None:
        assert segment.respondent_id is not None
        self.stance_codings.append(
            StanceCoding(
                segment_id=segment.id,
                respondent_id=segment.respondent_id,
                question_id=question_id,
                proposition_id=proposition.id,
                position=position,
                score=score,
                coder=coder,
            )
        )

    def theme(self, label: str, question_id: str | None, *segments: Segment) -> Theme:
        theme = Theme(
            id=make_id("theme", label), question_id=question_id, label=label, definition=label
        )
        self.themes.append(theme)
        self.theme_codings.extend(
            ThemeCoding(
                segment_id=s.id, question_id=question_id, theme_id=theme.id, score=0.8, coder=MODEL
            )
            for s in segments
        )
        return theme

    def does(self, segment: Segment, **spans: str) -> None:
        """Say where a segment asks, challenges or sets a condition, by its words."""
        found = {}
        for act, words in spans.items():
            start = segment.text.index(words)
            found[act] = Span(start=start, end=start + len(words))
        self.acts[segment.id] = Acts(**found)

    def campaign(self, identical: Sequence[Segment], varied: Sequence[Segment] = ()) -> Campaign:
        """A campaign of the documents of these segments; the first is the template."""
        response_of = {item_id: r.id for r in self.responses for item_id in r.item_ids}
        item_of = {d.id: d.item_id for d in self.documents}
        members = [
            CampaignMember(
                document_id=s.document_id,
                response_id=response_of[item_of[s.document_id]],
                identical=s in identical,
            )
            for s in (*identical, *varied)
        ]
        campaign = Campaign(
            id=make_id("campaign", identical[0].text),
            template_document_id=identical[0].document_id,
            kind=CampaignKind.VARIED if varied else CampaignKind.IDENTICAL,
            members=tuple(members),
        )
        self.campaigns.append(campaign)
        return campaign

    def corpus(self) -> Corpus:
        return Corpus(
            consultation=Consultation(
                id="test",
                title="A plan for the streets",
                organisation="The council",
                opened=None,
                closed=None,
                chapters=(Chapter(id="ch1", number="1"),),
                questions=self.questions,
                propositions=self.propositions,
            ),
            items=tuple(self.items),
            responses=tuple(self.responses),
            respondents=tuple(self.respondents.values()),
            answers=tuple(self.answers),
            documents=tuple(self.documents),
            segments=tuple(self.segments),
            campaigns=tuple(self.campaigns),
            themes=tuple(self.themes),
            question_codings=tuple(self.question_codings),
            theme_codings=tuple(self.theme_codings),
            stance_codings=tuple(self.stance_codings),
        )
