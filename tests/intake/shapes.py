"""The same small survey as five survey tools export it, written here so that all is on purpose.

What the tools' exports look like was told from their documentation and from public scripts that
read them; the people and the answers are invented.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from consult.domain.consultation import Chapter, Consultation, Question, QuestionKind

SCALE = ("Strongly agree", "Agree", "Neither agree nor disagree", "Disagree", "Strongly disagree")
MODES = ("Bus", "Train, tram or metro", "Bicycle", "On foot")
AGREE = "Do you agree or disagree that the old mill should become a library?"
REASONS = "Please give your reasons."
MODE = "How would you travel to the library? Tick all that apply."
WISH = "What else should the council think about?"

CONSULTATION = Consultation(
    id="mill",
    title="The old mill",
    organisation="Nether Sallow Town Council",
    opened=None,
    closed=None,
    chapters=(Chapter(id="ch1", number="1"),),
    questions=(
        Question(
            id="agree",
            chapter_id="ch1",
            number="1",
            text=AGREE,
            kind=QuestionKind.CLOSED,
            options=SCALE,
            paired_with="reasons",
        ),
        Question(id="reasons", chapter_id="ch1", number="2", text=REASONS, paired_with="agree"),
        Question(
            id="mode",
            chapter_id="ch1",
            number="3",
            text=MODE,
            kind=QuestionKind.CLOSED,
            options=MODES,
        ),
        Question(id="wish", chapter_id="ch1", number="4", text=WISH),
    ),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One invented respondent and what she or he answers."""

    name: str
    agree: str
    reasons: str
    modes: tuple[str, ...]
    wish: str
    when: datetime


PEOPLE = tuple(
    Person(
        name=f"{first} Tarrow",
        agree=SCALE[number % 5],
        reasons=f"I read there as a child, {number} times a week, and miss it." * (number % 3),
        modes=tuple(m for at, m in enumerate(MODES) if (5 * number + 3) >> at & 1),
        wish=f"Keep the weir and the {first.lower()} garden open until {number + 4} o'clock.",
        when=datetime(2026, 3, 1 + number, 9 + number % 8, 30, 15),
    )
    for number, first in enumerate(
        ("Ada", "Ben", "Cid", "Dot", "Eve", "Fay", "Gus", "Hal", "Ivy", "Jo", "Kit", "Lou")
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """An export and the ids by which its rows are known."""

    name: str
    file: str
    data: bytes
    ids: tuple[str, ...] | None
    """None where the tool exports no ids."""


def as_csv(rows: Sequence[Sequence[object]]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    return ("\ufeff" + out.getvalue()).encode()


def as_xlsx(rows: Sequence[Sequence[object]], sheet: str = "Sheet1") -> bytes:
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    page, day = book.add_worksheet(sheet), book.add_format({"num_format": "m/d/yy h:mm:ss"})
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            if isinstance(cell, datetime):
                page.write_datetime(row, column, cell, day)
            else:
                page.write(row, column, cell)
    book.close()
    return out.getvalue()


def citizen_space() -> Shape:
    ids = tuple(f"ANON-{n:04}-ZQ{n}" for n in range(len(PEOPLE)))
    head = [
        "Response ID",
        "Submitted Date",
        f"1: {AGREE} - Library",
        f"2: {REASONS} - Reasons",
        *(f"3: {MODE} - Travel - {mode}" for mode in MODES),
        f"4: {WISH} - Anything else",
        "What is your name? - Name",
        "What is your email address? - Email",
    ]
    rows = [
        [
            row_id,
            f"{p.when:%Y-%m-%d %H:%M:%S}",
            p.agree,
            p.reasons,
            *(mode if mode in p.modes else "" for mode in MODES),
            p.wish,
            p.name,
            f"{p.name.split()[0].lower()}@example.org",
        ]
        for row_id, p in zip(ids, PEOPLE, strict=True)
    ]
    return Shape(name="Citizen Space", file="cs.csv", data=as_csv([head, *rows]), ids=ids)


def microsoft_forms() -> Shape:
    head = ["ID", "Start time", "Completion time", "Email", "Name", "Last modified time"]
    rows = [
        [
            number,
            p.when.replace(minute=1),
            p.when,
            "anonymous",
            p.name,
            "",
            p.agree,
            p.reasons,
            "".join(f"{mode};" for mode in p.modes),
            p.wish,
        ]
        for number, p in enumerate(PEOPLE, start=1)
    ]
    data = as_xlsx([[*head, AGREE, "Why?", MODE, WISH], *rows])
    ids = tuple(str(n) for n in range(1, len(PEOPLE) + 1))
    return Shape(name="Microsoft Forms", file="forms.xlsx", data=data, ids=ids)


def smart_survey() -> Shape:
    ids = tuple(str(170_000_000 + 31 * n) for n in range(len(PEOPLE)))
    own = ["UserID", "UserNo", "Name", "Email", "IP Address", "Unique ID", "Started", "Ended"]
    head = [*own, f"Q1. {AGREE}", f"Q2. {REASONS}", f"Q3. {MODE}", "", "", "", f"Q4. {WISH}"]
    below = [""] * len(own) + ["", "", *MODES, ""]
    rows = [
        [
            row_id,
            number,
            p.name,
            "",
            f"10.0.0.{number}",
            f"u{number}",
            f"{p.when:%d/%m/%Y} 08:00:00",
            f"{p.when:%d/%m/%Y %H:%M:%S}",
            p.agree,
            p.reasons,
            *(mode if mode in p.modes else "" for mode in MODES),
            p.wish,
        ]
        for number, (row_id, p) in enumerate(zip(ids, PEOPLE, strict=True), start=1)
    ]
    return Shape(name="SmartSurvey", file="smart.csv", data=as_csv([head, below, *rows]), ids=ids)


def google_forms() -> Shape:
    head = ["Timestamp", AGREE, "Please explain your answer", MODE, WISH, "Your name"]
    rows = [
        [f"{p.when:%d/%m/%Y %H:%M:%S}", p.agree, p.reasons, ", ".join(p.modes), p.wish, p.name]
        for p in PEOPLE
    ]
    return Shape(name="Google Forms", file="google.csv", data=as_csv([head, *rows]), ids=None)


def qualtrics() -> Shape:
    ids = tuple(f"R_{n}a8Xk{n}" for n in range(len(PEOPLE)))
    columns = [
        ("StartDate", "Start Date", '{"ImportId":"startDate","timeZone":"Europe/London"}'),
        ("EndDate", "End Date", '{"ImportId":"endDate","timeZone":"Europe/London"}'),
        ("Status", "Response Type", json.dumps({"ImportId": "status"})),
        ("IPAddress", "IP Address", json.dumps({"ImportId": "ipAddress"})),
        ("Progress", "Progress", json.dumps({"ImportId": "progress"})),
        ("Duration (in seconds)", "Duration (in seconds)", json.dumps({"ImportId": "duration"})),
        ("Finished", "Finished", json.dumps({"ImportId": "finished"})),
        ("RecordedDate", "Recorded Date", '{"ImportId":"recordedDate","timeZone":"Europe/London"}'),
        ("ResponseId", "Response ID", json.dumps({"ImportId": "_recordId"})),
        ("RecipientLastName", "Recipient Last Name", json.dumps({"ImportId": "recipientLastName"})),
        ("UserLanguage", "User Language", json.dumps({"ImportId": "userLanguage"})),
        ("Q7", AGREE, json.dumps({"ImportId": "QID7"})),
        ("Q9", REASONS, json.dumps({"ImportId": "QID9_TEXT"})),
        ("Q12", f"{MODE} - Selected Choice", json.dumps({"ImportId": "QID12"})),
        ("Q13", WISH, json.dumps({"ImportId": "QID13_TEXT"})),
    ]
    rows = [
        [
            f"{p.when:%Y-%m-%d} 08:00:00",
            f"{p.when:%Y-%m-%d %H:%M:%S}",
            "IP Address",
            f"10.0.0.{number}",
            "100",
            "300",
            "True",
            f"{p.when:%Y-%m-%d %H:%M:%S}",
            row_id,
            "",
            "EN",
            p.agree,
            p.reasons,
            ",".join(p.modes),
            p.wish,
        ]
        for number, (row_id, p) in enumerate(zip(ids, PEOPLE, strict=True))
    ]
    head = [list(line) for line in zip(*columns, strict=True)]
    return Shape(name="Qualtrics", file="qualtrics.csv", data=as_csv([*head, *rows]), ids=ids)


SHAPES: tuple[Callable[[], Shape], ...] = (
    citizen_space,
    microsoft_forms,
    smart_survey,
    google_forms,
    qualtrics,
)
