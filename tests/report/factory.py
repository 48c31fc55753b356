"""An invented consultation with a finished run, made by hand and without a model.

Three chapters, five questions (one closed), twenty-five respondents, every kind of finding,
a campaign, exclusions, problems, and text that tries to break out of whatever shows it.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from consult.domain.coding import Position, QuestionCoding, StanceCoding, Theme, ThemeCoding
from consult.domain.consultation import Chapter, Consultation, Proposition, Question, QuestionKind
from consult.domain.document import (
    Block,
    BlockKind,
    Document,
    Locator,
    Role,
    SourceRun,
)
from consult.domain.ids import make_id, sha256_hex
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
from consult.domain.segment import (
    RESPONDENT_VOICE,
    Segment,
    Voice,
)

OPENED = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
CLOSED = datetime(2026, 5, 29, 22, 59, tzinfo=UTC)

SCRIPT = "<script>alert('x')</script>"
HOSTILE = (
    f"Please {SCRIPT} widen the gate {{{{7*7}}}} and #set page(fill: red) at $x^2$ "
    "[the wharf](javascript:alert(1)) 🚲, é, *now* _please_ @ref <tag> \\ end."
)
WELSH = (
    "Rydym yn croesawu’r cynllun, ond mae angen arwyddion dwyieithog ŵrth bob mynedfa i’r llwybr."
)
OVERRIDE_NAME = "Trevor \u202egnp.exe\u202c Pike"
CANARY_NAME = "Philippa Quillfeather"

OPTIONS = ("Strongly agree", "Agree", "Neither agree nor disagree", "Disagree", "Strongly disagree")
OPTION_POSITION = dict(
    zip(
        OPTIONS,
        (
            Position.AGREE,
            Position.AGREE,
            Position.NEITHER,
            Position.DISAGREE,
            Position.DISAGREE,
        ),
        strict=True,
    )
)

CONSULTATION = Consultation(
    id="river-path",
    title="A path for everyone: the future of the Ouzel river path",
    organisation="Fenwick Vale District Council",
    opened=OPENED,
    closed=CLOSED,
    chapters=(
        Chapter(id="ch1", number="1", title="Who the path is for"),
        Chapter(id="ch2", number="2", title="Light, safety and wildlife"),
        Chapter(id="ch3", number="3"),
    ),
    questions=(
        Question(
            id="q1",
            chapter_id="ch1",
            number="1.1",
            text="Do you agree that people should be allowed to cycle on the whole river path?",
            kind=QuestionKind.CLOSED,
            options=OPTIONS,
            paired_with="q2",
        ),
        Question(
            id="q2",
            chapter_id="ch1",
            number="1.2",
            text="Please explain your answer, and tell us what would make sharing the path work.",
            paired_with="q1",
        ),
        Question(
            id="q3",
            chapter_id="ch2",
            number="2.1",
            text="Should the path be lit at night between the lock and the railway bridge?",
        ),
        Question(
            id="q4",
            chapter_id="ch2",
            number="2.2",
            text="Have we understood correctly how people and wildlife use the path today?",
        ),
        Question(
            id="q5",
            chapter_id="ch3",
            number="3.1",
            text="How should the upkeep of the path be paid for?",
        ),
    ),
    propositions=(
        Proposition(
            id="p1",
            chapter_id="ch1",
            question_ids=("q1", "q2"),
            text="People should be allowed to cycle on the whole river path.",
        ),
        Proposition(
            id="p2",
            chapter_id="ch2",
            question_ids=("q3",),
            text="The path should be lit at night between the lock and the railway bridge.",
        ),
        Proposition(
            id="p3",
            chapter_id="ch2",
            question_ids=("q3",),
            text="Most people who avoid the path after dark do so because it is unlit.",
        ),
        Proposition(
            id="p4",
            chapter_id="ch3",
            question_ids=("q5",),
            text="Moorings should cost more so that the path can be kept up.",
        ),
    ),
    consulter_names=("Fenwick Vale District Council", "the council", "the plan"),
)

_ORGANISATIONS = (
    ("Ouzel Valley Walkers", Consent.PUBLISH),
    ("Fenwick Wheelers Cycling Club", Consent.UNKNOWN),
    ("Friends of the Ouzel Otters", Consent.PUBLISH),
    ("Lockside Boaters’ Association", Consent.PUBLISH),
    ("Disability Access Fenwick", Consent.PUBLISH),
    ("Ouzel Primary School governors", Consent.ANONYMOUS),
    ("Fenwick Anglers", Consent.PRIVATE),
    ("Chamber of Trade, Fenwick Vale", Consent.PUBLISH),
)
_INDIVIDUALS = (
    (CANARY_NAME, Consent.ANONYMOUS),
    ("Amir Dalal", Consent.PUBLISH),
    (OVERRIDE_NAME, Consent.UNKNOWN),
    ("Siân Prydderch", Consent.PUBLISH),
    ("Josephine Oakapple", Consent.UNKNOWN),
    ("Bertrand <b>Bold</b> Hare", Consent.PUBLISH),
    ("Greta Lindqvist", Consent.ANONYMOUS),
    ("Neville Stubbs", Consent.PRIVATE),
    ("Odalys Marsh", Consent.UNKNOWN),
    ("Hettie Crumb", Consent.UNKNOWN),
    ("Walter Penhaligon-Smythe", Consent.UNKNOWN),
    ("Iris Featherstone", Consent.UNKNOWN),
    ("Dilip Rangan", Consent.UNKNOWN),
    ("Maeve Tolland", Consent.UNKNOWN),
    ("Casper Voss", Consent.UNKNOWN),
    ("Ruth Ingleby", Consent.UNKNOWN),
    ("Yusuf Adair", Consent.UNKNOWN),
)

TEMPLATE = (
    "Our path has been for walkers for two hundred years and it must stay that way.",
    "A shared path cannot be made safe for small children, and painted lines change nothing.",
)


class Maker:
    """Collects the records of the invented run."""

    def __init__(self) -> None:
        """Start with the respondents and nothing else."""
        self.people: dict[str, Respondent] = {}
        for names, kind in (
            (_ORGANISATIONS, RespondentKind.ORGANISATION),
            (_INDIVIDUALS, RespondentKind.INDIVIDUAL),
        ):
            for name, consent in names:
                self.people[name] = Respondent(
                    id=make_id("who", name), name=name, kind=kind, consent=consent
                )
        self.items: list[Item] = []
        self.responses: list[Response] = []
        self.answers: list[Answer] = []
        self.documents: list[Document] = []
        self.segments: list[Segment] = []
        self.question_codings: list[QuestionCoding] = []
        self.theme_codings: list[ThemeCoding] = []
        self.stances: list[StanceCoding] = []
        self.themes: list[Theme] = []
        self.by_text: dict[str, Segment] = {}

    def who(self, name: str) -> str:
        return self.people[name].id

    def item(self, name: str, channel: str, media_type: str, days: int) -> Item:
        item = Item(
            id=make_id("item", channel, name),
            channel=channel,
            source_key=f"{channel}/{name}",
            name=name,
            sha256=sha256_hex(name.encode()),
            size=1000 + len(name),
            received=OPENED + timedelta(days=days),
            media_type=media_type,
        )
        self.items.append(item)
        return item

    def response(
        self,
        item: Item,
        name: str,
        state: ResponseState = ResponseState.VALID,
        marks: tuple[Mark, ...] = (),
        reason: str = "",
    ) -> Response:
        response = Response(
            id=make_id("resp", item.id),
            respondent_id=self.who(name),
            item_ids=(item.id,),
            channel=item.channel,
            received=item.received,
            state=state,
            marks=marks,
            reason=reason,
        )
        self.responses.append(response)
        return response

    def document(
        self,
        item: Item,
        name: str | None,
        blocks: list[tuple[BlockKind, str | tuple[str, ...], Locator, str | None]],
        *,
        role: Role = Role.RESPONSE,
        reader: str = "plain@1",
        language: str = "en",
        voices: dict[str, tuple[Voice, str | None]] | None = None,
        campaign_id: str | None = None,
    ) -> Document:
        text, made, spoken = "", [], []
        for kind, words, locator, question_id in blocks:
            text += "\n\n" if text else ""
            start = len(text)
            points = (words,) if isinstance(words, str) else words
            text += " ".join(points)
            spoken += [(len(made), text.index(point, start), point) for point in points]
            made.append(
                Block(
                    kind=kind,
                    start=start,
                    end=len(text),
                    locator=locator,
                    level=1 if kind is BlockKind.HEADING else None,
                    question_id=question_id,
                )
            )
        document = Document(
            id=make_id("doc", item.id),
            item_id=item.id,
            respondent_id=self.who(name) if name else None,
            role=role,
            media_type=item.media_type,
            reader=reader,
            text=text,
            blocks=tuple(made),
            language=language,
            source_map=(
                SourceRun(start=0, end=len(text), source_start=3, source_end=3 + len(text)),
            ),
            title=item.name,
        )
        self.documents.append(document)
        for index, start, words in spoken:
            block = made[index]
            if block.kind in {BlockKind.HEADING, BlockKind.FURNITURE}:
                continue
            voice, speaker_id = (voices or {}).get(
                words, (RESPONDENT_VOICE, document.respondent_id)
            )
            segment = Segment(
                id=make_id("seg", document.id, str(start), str(start + len(words))),
                document_id=document.id,
                respondent_id=speaker_id,
                start=start,
                end=start + len(words),
                text=words,
                locator=block.locator,
                voice=voice,
                context=document.heading_path(index),
                question_id=block.question_id,
                campaign_id=campaign_id,
                language=language,
            )
            self.segments.append(segment)
            self.by_text.setdefault(words, segment)
        return document

    def letter(
        self,
        name: str,
        *paragraphs: str | tuple[str, ...],
        days: int = 20,
        suffix: str = "docx",
        pages: bool = False,
        marks: tuple[Mark, ...] = (),
        campaign_id: str | None = None,
    ) -> Document:
        item = self.item(
            f"{name} letter.{suffix}",
            "letters",
            "application/pdf" if suffix == "pdf" else "application/vnd.docx",
            days,
        )
        self.response(item, name, marks=marks)
        blocks: list[tuple[BlockKind, str | tuple[str, ...], Locator, str | None]] = [
            (BlockKind.HEADING, f"Response of {name}", Locator(paragraph=1, page=1), None)
        ]
        for number, words in enumerate(paragraphs, start=1):
            blocks.append(
                (
                    BlockKind.PARAGRAPH,
                    words,
                    Locator(
                        paragraph=number + 1,
                        page=1 + number // 3 if pages else None,
                        number_label=f"{number}." if pages else None,
                    ),
                    None,
                )
            )
        return self.document(item, name, blocks, reader=f"{suffix}@1", campaign_id=campaign_id)

    def row(self, name: str, number: int, option: str | None, **answers: str) -> Response:
        item = self.item(f"online-survey.csv row {number}", "online survey", "text/csv", number)
        response = self.response(item, name)
        blocks = [
            (
                BlockKind.ANSWER,
                words,
                Locator(
                    sheet="responses",
                    row=number,
                    column=4 + int(question_id[1:]),
                    column_name=f"Answer to {question_id}",
                ),
                question_id,
            )
            for question_id, words in answers.items()
        ]
        if option is not None:
            self.answers.append(Answer(response_id=response.id, question_id="q1", value=option))
            self.stances.append(
                StanceCoding(
                    segment_id=None,
                    respondent_id=response.respondent_id,
                    question_id="q1",
                    proposition_id="p1",
                    position=OPTION_POSITION[option],
                    score=1.0,
                    coder="form",
                )
            )
        if blocks:
            document = self.document(item, name, blocks, reader="table@1")
            for block in document.blocks:
                self.answers.append(
                    Answer(
                        response_id=response.id,
                        question_id=str(block.question_id),
                        document_id=document.id,
                        start=block.start,
                        end=block.end,
                    )
                )
        return response

    def says(
        self,
        words: str,
        question_id: str,
        proposition_id: str | None = None,
        position: Position | None = None,
    ) -> Segment:
        """Code the segment that starts with ``words`` to a question, and take a position."""
        segment = next(s for t, s in self.by_text.items() if t.startswith(words))
        self.question_codings.append(
            QuestionCoding(
                segment_id=segment.id,
                question_id=question_id,
                score=0.81,
                coder="model:lexical-dense@1",
            )
        )
        if proposition_id and position and segment.respondent_id:
            self.stances.append(
                StanceCoding(
                    segment_id=segment.id,
                    respondent_id=segment.respondent_id,
                    question_id=question_id,
                    proposition_id=proposition_id,
                    position=position,
                    score=0.9,
                    coder="model:stance@0123abcd",
                )
            )
        return segment
