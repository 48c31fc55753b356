"""The invented run itself: who sent what, what they say, and what is found."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from consult.analysis.findings import find
from consult.analysis.options import FindingOptions
from consult.domain.coding import Position, Theme, ThemeCoding
from consult.domain.document import BlockKind, Locator, Role, Span
from consult.domain.errors import Problem, ProblemCode, Severity
from consult.domain.ids import make_id
from consult.domain.ledger import Mark, Proposal, ProposalKind, ResponseState
from consult.domain.outcome import Exclusion, StageCount
from consult.domain.run import Corpus, Decision, Engine, Run, RunInput, RunResult
from consult.domain.segment import (
    CONSULTER_VOICE,
    Campaign,
    CampaignKind,
    CampaignMember,
    Voice,
    VoiceKind,
)
from tests.report.factory import (
    CANARY_NAME,
    CLOSED,
    CONSULTATION,
    HOSTILE,
    OPTIONS,
    OVERRIDE_NAME,
    TEMPLATE,
    WELSH,
    Maker,
)

A, C, D, M, N, U = (
    Position.AGREE,
    Position.AGREE_WITH_CONDITIONS,
    Position.DISAGREE,
    Position.MIXED,
    Position.NEITHER,
    Position.UNCLEAR,
)

WALKERS_SPACE = (
    "The towpath is under two metres wide for most of its length, and bells and brakes do not "
    "make it wider. We do not agree that cycling should be allowed on all of it."
)
WHEELERS = (
    "Cycling the river path is how a great many of our members get to work without a car. "
    "We strongly support opening the whole of it."
)
SCHOOL = (
    "We would support shared use provided that there is a segregated stretch outside the school "
    "gate and a ten mile an hour limit that somebody enforces."
)
ACCESS = (
    "For wheelchair users the barriers at the lock are the problem, not bicycles: any gate that "
    "stops a motorbike also stops us."
)
OTTERS = (
    "Lighting would drive otters and bats from the only dark corridor left in the valley. The "
    "path should stay dark from October to March."
)
OTTERS_SURVEY = (
    "The plan’s wildlife survey was made on two days in January, when nothing that it counts is "
    "awake. We do not recognise the picture it paints."
)
BOATERS_PAY = (
    "Boaters already pay for a path that they hardly use. Raising mooring fees again would empty "
    "the moorings, and then nobody pays."
)
BOATERS_HISTORY = "The association was founded in 1961."
TRADE_PAY = (
    "The council should set up a small levy on new riverside development and ring-fence it for "
    "the path."
)
ANGLERS = "We are content with lights so long as they point at the ground and not at the water."
LIGHT_SAFE = "I do not walk there in winter because I cannot see my own feet. Please light it."
TORCHES = (
    "Walkers come here for the dark as well as the day, and most of our members would rather "
    "carry a torch."
)
LIGHT_LOW = "Low bollard lights, switched off at eleven, would be enough for me."
NIGHT_TRAINS = (
    "Nobody asked the night-shift nurses: I walk home at four in the morning and your count of "
    "users stops at ten."
)
PRYDDERCH = WELSH
OWN_A = "My daughter was knocked over outside the boathouse last May, and the rider did not stop."
OWN_B = "I would think again if the wharf were widened first."
SHARED = "Sharing works perfectly well on the next stretch of the river. Just get on with it."
GREETA = "I am for it, but only if the surface is mended before the bicycles come."
BOLD = "I cycle it already, and so does everybody. All the plan does is make honest people of us."
MIXED_ONE = (
    "In summer it would be lovely to cycle; in winter the mud makes it a danger to everyone."
)
OUTSIDE = "While you are at it, the car park at the lock has had no working lavatory since 2023."
PRESS_WALKERS = (
    "“This path is the last quiet place in the town,” said Joan Ferris of Ouzel Valley Walkers."
)
PRESS_TRAIN = (
    "The Riverside Traders’ Forum welcomed the idea of lights and called for them to be in place "
    "before Christmas."
)
PRESS_COUNCIL = "The council said the plan would “bring the river back to the people”."


def build() -> RunResult:
    """Return the finished run; the same every time."""
    maker = Maker()
    _letters(maker)
    _survey(maker)
    campaigns = _campaigns(maker)
    _press_and_evidence(maker)
    _left_out(maker)
    _code(maker)
    _themes(maker)
    corpus = Corpus(
        consultation=CONSULTATION,
        items=tuple(sorted(maker.items, key=lambda i: i.id)),
        responses=tuple(sorted(maker.responses, key=lambda r: r.id)),
        respondents=tuple(sorted(maker.people.values(), key=lambda r: r.id)),
        answers=tuple(maker.answers),
        documents=tuple(sorted(maker.documents, key=lambda d: d.id)),
        segments=tuple(sorted(maker.segments, key=lambda s: s.id)),
        campaigns=campaigns,
        themes=tuple(sorted(maker.themes, key=lambda t: t.id)),
        question_codings=tuple(maker.question_codings),
        theme_codings=tuple(maker.theme_codings),
        stance_codings=tuple(maker.stances),
        exclusions=_exclusions(maker),
        decisions=(
            Decision(
                id="decision_0001",
                actor="person:ada",
                at=CLOSED + timedelta(days=3),
                reason="Same club, two spellings.",
                subject_id=maker.who("Fenwick Wheelers Cycling Club"),
                before="Fenwick Wheelers",
                after="Fenwick Wheelers Cycling Club",
            ),
        ),
        proposals=_proposals(maker),
    )
    found = find(corpus, FindingOptions(), _acts(maker))
    return RunResult(run=_run(maker), corpus=corpus, findings=found.questions, quotes=found.quotes)


def _letters(maker: Maker) -> None:
    maker.letter("Ouzel Valley Walkers", WALKERS_SPACE, TORCHES, suffix="pdf", pages=True)
    maker.letter("Fenwick Wheelers Cycling Club", WHEELERS, days=31)
    maker.letter("Friends of the Ouzel Otters", OTTERS, OTTERS_SURVEY, suffix="pdf", pages=True)
    maker.letter("Lockside Boaters’ Association", (BOATERS_HISTORY, BOATERS_PAY), days=40)
    maker.letter("Disability Access Fenwick", ACCESS, HOSTILE, days=44)
    maker.letter("Ouzel Primary School governors", SCHOOL, days=45)
    maker.letter("Fenwick Anglers", ANGLERS, days=46)
    item = maker.item("chamber.pptx", "slides", "application/vnd.pptx", 50)
    maker.response(item, "Chamber of Trade, Fenwick Vale")
    maker.document(
        item,
        "Chamber of Trade, Fenwick Vale",
        [
            (BlockKind.HEADING, "Paying for the path", Locator(slide=4), None),
            (BlockKind.LIST_ITEM, TRADE_PAY, Locator(slide=4), None),
        ],
        reader="pptx@1",
    )
    maker.letter(
        CANARY_NAME,
        NIGHT_TRAINS,
        f"I am {CANARY_NAME} of Mill Lane, and I would write the same in my sleep. " + OUTSIDE,
        days=60,
    )
    maker.letter(
        "Siân Prydderch", PRYDDERCH, days=CLOSED.timetuple().tm_yday - 60, marks=(Mark.LATE,)
    )


def _survey(maker: Maker) -> None:
    rows: tuple[tuple[str, int | None, dict[str, str]], ...] = (
        ("Amir Dalal", 0, {"q2": SHARED, "q3": LIGHT_LOW}),
        (OVERRIDE_NAME, 1, {"q2": "Fine by me, as long as dogs come first on a lead."}),
        ("Josephine Oakapple", 4, {"q2": "Bicycles frighten my dog.", "q3": LIGHT_SAFE}),
        ("Bertrand <b>Bold</b> Hare", 0, {"q2": BOLD}),
        ("Greta Lindqvist", 1, {"q2": GREETA}),
        ("Neville Stubbs", 3, {"q2": "The council never listens and I want no name near this."}),
        ("Odalys Marsh", 2, {"q2": MIXED_ONE}),
        ("Hettie Crumb", 1, {"q3": "Yes, light it, and mend the lamp by the bridge."}),
        ("Maeve Tolland", 3, {}),
        ("Casper Voss", 0, {"q5": "A penny on the parking, and no more talk of moorings."}),
    )
    for number, (name, option, answers) in enumerate(rows, start=2):
        maker.row(name, number, None if option is None else OPTIONS[option], **answers)


def _campaigns(maker: Maker) -> tuple[Campaign, ...]:
    campaign_id = make_id("campaign", "path-for-walkers")
    members: list[CampaignMember] = []
    for name, own in (
        ("Walter Penhaligon-Smythe", None),
        ("Iris Featherstone", None),
        ("Dilip Rangan", None),
        ("Ruth Ingleby", OWN_A),
        ("Yusuf Adair", OWN_B),
    ):
        paragraphs = (*TEMPLATE, own) if own else TEMPLATE
        document = maker.letter(
            name,
            *paragraphs,
            days=55,
            suffix="eml",
            marks=(Mark.CAMPAIGN,),
            campaign_id=campaign_id,
        )
        last = document.blocks[-1]
        members.append(
            CampaignMember(
                document_id=document.id,
                response_id=maker.responses[-1].id,
                identical=own is None,
                own=(Span(start=last.start, end=last.end),) if own else (),
            )
        )
    maker.segments = [
        replace(s, campaign_id=None) if s.text in {OWN_A, OWN_B} else s for s in maker.segments
    ]
    return (
        Campaign(
            id=campaign_id,
            template_document_id=members[0].document_id,
            kind=CampaignKind.VARIED,
            members=tuple(sorted(members, key=lambda m: m.document_id)),
        ),
    )


def _press_and_evidence(maker: Maker) -> None:
    item = maker.item("valley-news.txt", "press", "text/plain", 30)
    maker.document(
        item,
        None,
        [
            (BlockKind.HEADING, "Row over bicycles on the river", Locator(paragraph=1), None),
            (BlockKind.PARAGRAPH, PRESS_WALKERS, Locator(paragraph=2), None),
            (BlockKind.PARAGRAPH, PRESS_TRAIN, Locator(paragraph=3), None),
            (BlockKind.PARAGRAPH, PRESS_COUNCIL, Locator(paragraph=4), None),
        ],
        role=Role.PRESS,
        voices={
            PRESS_WALKERS: (
                Voice(
                    kind=VoiceKind.REPORTED,
                    speaker="Joan Ferris",
                    organisation="Ouzel Valley Walkers",
                ),
                maker.who("Ouzel Valley Walkers"),
            ),
            PRESS_TRAIN: (
                Voice(kind=VoiceKind.REPORTED, organisation="Riverside Traders’ Forum"),
                None,
            ),
            PRESS_COUNCIL: (CONSULTER_VOICE, None),
        },
    )
    item = maker.item("counts-2024.txt", "evidence", "text/plain", 10)
    maker.document(
        item,
        None,
        [
            (
                BlockKind.PARAGRAPH,
                "Four counters recorded 1,204 people a day in July.",
                Locator(paragraph=1),
                None,
            )
        ],
        role=Role.EVIDENCE,
    )


def _left_out(maker: Maker) -> None:
    blank = maker.item("online-survey.csv row 30", "online survey", "text/csv", 50)
    maker.response(blank, "Hettie Crumb", ResponseState.BLANK, reason="Every answer is empty.")
    twice = maker.item("Amir again.eml", "e-mail", "message/rfc822", 51)
    maker.response(
        twice,
        "Amir Dalal",
        ResponseState.DUPLICATE,
        reason="The same words as in the online survey.",
    )
    gone = maker.item("withdrawn.eml", "e-mail", "message/rfc822", 52)
    maker.response(
        gone, "Maeve Tolland", ResponseState.WITHDRAWN, reason="Withdrawn by the sender."
    )
    maker.item("scan0007.pdf", "letters", "application/pdf", 53)


def _proposals(maker: Maker) -> tuple[Proposal, ...]:
    valid = sorted(r.id for r in maker.responses if r.state is ResponseState.VALID)
    return (
        Proposal(
            id="proposal_0001",
            kind=ProposalKind.ONE_PERSON,
            subject_id=valid[0],
            other_id=valid[1],
            proposed=ResponseState.MERGED,
            evidence="the same full name (letters, e-mail)",
        ),
    )


def _exclusions(maker: Maker) -> tuple[Exclusion, ...]:
    reasons = {
        ResponseState.BLANK: "Every answer is empty.",
        ResponseState.DUPLICATE: "The same words as in the online survey.",
        ResponseState.WITHDRAWN: "Withdrawn by the sender.",
    }
    return (
        *tuple(
            Exclusion(subject_id=r.id, stage="ledger", reason=reasons[r.state], actor="person:ada")
            for r in maker.responses
            if r.state in reasons
        ),
        Exclusion(subject_id=maker.items[-1].id, stage="read", reason="No text on the page."),
    )


def _code(maker: Maker) -> None:
    for words, question, proposition, position in (
        (WALKERS_SPACE, "q2", "p1", D),
        (WHEELERS, "q2", "p1", A),
        (SCHOOL, "q2", "p1", C),
        (ACCESS, "q2", "p1", U),
        (SHARED, "q2", "p1", A),
        ("Fine by me", "q2", "p1", C),
        ("Bicycles frighten", "q2", "p1", D),
        (BOLD, "q2", "p1", A),
        (GREETA, "q2", "p1", C),
        ("The council never", "q2", "p1", U),
        (MIXED_ONE, "q2", "p1", M),
        (OWN_A, "q2", "p1", D),
        (OWN_B, "q2", "p1", C),
        (OTTERS, "q3", "p2", D),
        (LIGHT_LOW, "q3", "p2", C),
        (LIGHT_SAFE, "q3", "p2", A),
        (LIGHT_SAFE, "q3", "p3", A),
        ("Yes, light it", "q3", "p2", A),
        (ANGLERS, "q3", "p2", C),
        ("Walkers come here", "q3", "p2", D),
        ("Walkers come here", "q3", "p3", N),
        (HOSTILE, "q2", None, None),
        (PRESS_WALKERS, "q2", "p1", D),
        (OTTERS_SURVEY, "q4", None, None),
        (NIGHT_TRAINS, "q4", None, None),
        (BOATERS_PAY, "q5", "p4", D),
        (TRADE_PAY, "q5", "p4", U),
        ("A penny on", "q5", "p4", D),
    ):
        maker.says(words, question, proposition, position)
    for segment in maker.segments:
        if segment.campaign_id and segment.text == TEMPLATE[0]:
            maker.by_text = {segment.text: segment, **maker.by_text}
            maker.by_text[segment.text] = segment
            maker.says(TEMPLATE[0], "q2", "p1", D)


def _theme(maker: Maker, question_id: str | None, label: str, words: tuple[str, ...]) -> Theme:
    theme = Theme(
        id=make_id("theme", question_id or "", label),
        question_id=question_id,
        label=label,
        definition=f"Respondents say: {label}.",
        origin="model:themes@1",
        stability=0.7,
    )
    maker.themes.append(theme)
    for text in words:
        segment = next(s for t, s in maker.by_text.items() if t.startswith(text) or text in t)
        maker.theme_codings.append(
            ThemeCoding(
                segment_id=segment.id,
                question_id=question_id,
                theme_id=theme.id,
                score=0.7,
                coder="model:themes@1",
            )
        )


def _themes(maker: Maker) -> None:
    for question_id, label, words in (
        ("q2", "Mend and widen the path first", (GREETA, OWN_B)),
        ("q2", "Gates shut out wheelchair users", (ACCESS, HOSTILE)),
        ("q4", "The wildlife survey was made in winter", (OTTERS_SURVEY,)),
        ("q4", "Night workers are not counted", (NIGHT_TRAINS,)),
        ("q5", "A levy on riverside development", (TRADE_PAY,)),
        (None, "Public lavatories at the lock", (OUTSIDE,)),
    ):
        _theme(maker, question_id, label, words)


@dataclass(frozen=True, slots=True)
class Acts:
    """Where a segment asks, challenges or sets a condition."""

    ask: Span | None = None
    evidence_challenge: Span | None = None
    condition: Span | None = None


def _acts(maker: Maker) -> dict[str, Acts]:
    acts: dict[str, Acts] = {}
    for segment in maker.segments:
        whole = Span(start=0, end=len(segment.text))
        if segment.text in {HOSTILE, TRADE_PAY}:
            acts[segment.id] = Acts(ask=whole)
        if segment.text == OTTERS_SURVEY:
            acts[segment.id] = Acts(evidence_challenge=whole)
        if segment.text in {GREETA, LIGHT_LOW}:
            acts[segment.id] = Acts(condition=whole)
    return acts


def _run(maker: Maker) -> Run:
    return Run(
        id="run_0123456789abcdef",
        started=CLOSED + timedelta(days=5),
        finished=CLOSED + timedelta(days=5, seconds=71),
        code="0.1.0",
        settings_sha256="ab" * 32,
        engines=(
            Engine(name="all-MiniLM-L6-v2", revision="53aa51172d14"),
            Engine(name="stance", revision="0123abcd"),
            Engine(name="themes", revision="1"),
        ),
        inputs=tuple(
            RunInput(item_id=i.id, name=i.name, sha256=i.sha256)
            for i in sorted(maker.items, key=lambda i: i.id)
        ),
        counts=(
            StageCount(
                stage="collect",
                given=len(maker.items),
                done=len(maker.items),
                excluded=0,
                problems=0,
            ),
            StageCount(
                stage="read",
                given=len(maker.items),
                done=len(maker.items) - 1,
                excluded=0,
                problems=1,
            ),
            StageCount(
                stage="segment",
                given=len(maker.documents),
                done=len(maker.documents),
                excluded=0,
                problems=0,
            ),
        ),
        problems=(
            Problem(
                code=ProblemCode.NO_TEXT,
                where="letters/scan0007.pdf",
                message="The page is a picture. Install the OCR extra, or type it out.",
            ),
            Problem(
                code=ProblemCode.CAMPAIGN_PROPOSED,
                where="5 e-mails",
                message="Five letters share a text. Confirm that it is a campaign.",
                severity=Severity.WARNING,
            ),
            Problem(
                code=ProblemCode.CHARSET_GUESSED,
                where="letters/<img src=x onerror=alert(1)>.txt",
                message="Read as Windows-1252. Check the accents.",
                severity=Severity.INFO,
            ),
        ),
    )
