"""The briefing for a decision-maker: a tagged PDF through Typst, safe to hand on."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import UTC, datetime
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from consult.domain.coding import Position
from consult.domain.errors import ProblemCode, ReportError
from consult.domain.finding import FindingKind
from consult.report.chart import FILLS, position_bar
from consult.report.glyphs import coverage, printable
from consult.report.names import Part
from consult.report.paging import paged
from consult.report.parts import (
    Cited,
    FindingGroup,
    FindingView,
    PropositionView,
    QuestionView,
    ReportView,
    TableView,
)
from consult.report.words import POSITION_LABELS, plural

QUOTES_PER_POSITION = 3
QUOTES_PER_POINT = 2
POINTS_SHOWN = 6
"""Points of one kind on one question; positions on propositions are always shown."""
SINGLES_SHOWN = 8
SHORT_STATEMENT = 180
QUESTION_WORDS = 110
"""How many characters of a question stand in the summary."""
NAMES_SHOWN = 6
CONTENTS_WITH_QUESTIONS = 9
"""Up to how many questions the contents name each."""

_SIDES = {FindingKind.AGREEMENT, FindingKind.DISAGREEMENT}
_CLEAR = set(Position) - {Position.NEITHER, Position.UNCLEAR}

_Clean = Callable[[str], str]


def render_briefing(view: ReportView, path: Path) -> Path:
    """Write the briefing as a PDF (PDF/UA-1 and PDF/A-3a as Typst checks them) to ``path``.

    Whatever the audience of the view, only cleared quotes and public names go in. Text that
    people sent travels as data and is never read as markup; fonts come from a package; the
    document is dated by the consultation, so equal views make equal bytes. Without any date it
    is PDF/UA-1 alone, since PDF/A asks for one.

    Raises:
        ReportError: ``BRIEFING`` when Typst refuses the document.
    """
    import typst

    moment = datetime(*(view.dated or (1970, 1, 1)), tzinfo=UTC)
    template = resources.files("consult.report") / "templates" / "briefing.typ"
    data = json.dumps(briefing_data(view), ensure_ascii=False)
    try:
        compiler = typst.Compiler(
            template.read_bytes(),
            font_paths=typst.Fonts(
                include_system_fonts=False,
                include_embedded_fonts=False,
                font_paths=[str(_fonts())],
            ),
            sys_inputs={"data": data},
        )
        pdf = compiler.compile(
            format="pdf",
            pdf_standards=["ua-1", "a-3a"] if view.dated else ["ua-1"],
            timestamp=moment,
        )
    except (typst.TypstError, RuntimeError) as error:
        raise ReportError("BRIEFING", f"the briefing could not be set: {error}") from error
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(pdf if isinstance(pdf, bytes) else b"".join(pdf or ()))
    return path


def briefing_data(view: ReportView) -> dict[str, Any]:
    """Return what the briefing's template lays out: JSON values, public-safe and printable."""
    characters = _characters()

    def clean(text: str) -> str:
        return printable(text, characters)

    return {
        "title": clean(view.title),
        "organisation": clean(view.organisation),
        "language": view.language,
        "opened": view.opened,
        "closed": view.closed,
        "date": list(view.dated) if view.dated else None,
        "caveat": view.method.caveat,
        "figures": _figures(view),
        "summary": _summary(view, clean),
        "legend": [
            {"label": label, "fill": FILLS[position]} for position, label in POSITION_LABELS.items()
        ],
        "chapters": [
            {
                "heading": clean(chapter.heading),
                "questions": paged(_questions(chapter.questions, clean)),
            }
            for chapter in view.chapters
            if chapter.questions
        ],
        "outside": _question(view.outside, clean) if view.outside else None,
        "depth": 2 if len(view.questions) <= CONTENTS_WITH_QUESTIONS else 1,
        "received": _table(view.received.states, clean),
        "notes": _notes(view),
        "conventions": list(view.method.conventions),
        "quantities": [list(row) for row in view.method.quantities],
        "engines": [f"{clean(name)} {clean(revision)}" for name, revision in view.method.engines],
        "code": view.method.code,
        "fingerprint": view.method.fingerprint,
    }


def _figures(view: ReportView) -> list[list[str]]:
    received = view.received
    unknown = [[f"{received.unknown:,}", "of a kind not known"]] if received.unknown else []
    return [
        [f"{received.responses:,}", "responses received"],
        [f"{received.analysed:,}", "analysed"],
        [f"{received.organisations:,}", "organisations"],
        [f"{received.individuals:,}", "individuals"],
        *unknown,
    ]


def _summary(view: ReportView, clean: _Clean) -> list[dict[str, Any]]:
    """Return the first findings of every question, fewer for each where there are many."""
    spoken = [q for q in view.questions if q.base]
    each = 3 if len(spoken) <= 6 else 2 if len(spoken) <= 10 else 1
    rows = []
    for question in spoken:
        points = [clean(f.public_statement) for f in _leading(question.findings, each)]
        if not points and question.closed is not None:
            points = [_most_chosen(question, clean)]
        rows.append(
            {
                "number": clean(question.number),
                "text": clean(_first_words(question.text)),
                "base": plural(question.base, "respondent"),
                "points": points or ["No finding."],
            }
        )
    return rows


def _leading(findings: Sequence[FindingView], limit: int) -> list[FindingView]:
    """Return the first finding of each kind, whole, for the one page that must hold them all.

    Those of more than one or two respondents come first, and within a kind one that says it
    shortly is taken before a longer one. Where views differ, that says how many stand on each side.
    """
    differing = {f.proposition for f in findings if f.kind is FindingKind.VIEWS_DIFFER}
    firsts: dict[FindingKind, FindingView] = {}
    for finding in findings:
        if finding.kind in _SIDES and finding.proposition in differing:
            continue
        first = firsts.setdefault(finding.kind, finding)
        better = (finding.single_point, not _is_short(finding))
        if better < (first.single_point, not _is_short(first)):
            firsts[finding.kind] = finding
    return sorted(firsts.values(), key=lambda f: f.single_point)[:limit]


def _is_short(finding: FindingView) -> bool:
    return len(finding.public_statement) <= SHORT_STATEMENT


def _first_words(text: str) -> str:
    """Return a question's first words; the whole of it stands on its own page."""
    if len(text) <= QUESTION_WORDS:
        return text
    return text[:QUESTION_WORDS].rpartition(" ")[0].rstrip(" ,;") + "…"


def _most_chosen(question: QuestionView, clean: _Clean) -> str:
    closed = question.closed
    if closed is None or not closed.base:
        return "Nobody answered."
    option, count = max(closed.options, key=lambda pair: pair[1], default=("", 0))
    if not count:
        none = "None of the options was chosen; " if closed.options else ""
        return f"{none}{closed.others} of {closed.base} gave other answers."
    return f"Chosen most often: “{clean(option)}”, by {count} of {closed.base}."


def _questions(questions: Sequence[QuestionView], clean: _Clean) -> list[dict[str, Any]]:
    """Return a chapter's questions; a pair shows the positions on a proposition once."""
    shown: dict[str, set[str]] = {}
    rows = []
    for question in questions:
        partner = question.paired[0] if question.paired else ""
        said = shown.get(partner, set())
        shown[question.anchor] = {p.id for p in question.propositions}
        rows.append(_question(question, clean, said))
    return rows


def _question(question: QuestionView, clean: _Clean, said: Collection[str] = ()) -> dict[str, Any]:
    propositions = [p for p in question.propositions if p.id not in said and p.base]
    return {
        "number": clean(question.number),
        "text": clean(question.text),
        "base": _base(question),
        "closed": _closed(question, clean),
        "propositions": [_proposition(p, clean) for p in propositions],
        "groups": [_group(group, clean) for group in question.groups],
        "reported": [{**_finding(f, clean), "base": 0} for f in question.reported],
        "silent": _silent(question, clean),
    }


def _group(group: FindingGroup, clean: _Clean) -> dict[str, Any]:
    """Return a group with its positions and first points, and how many more the report has."""
    limit = SINGLES_SHOWN if group.kind is None else POINTS_SHOWN
    points = [f for f in group.findings if not f.proposition]
    beyond = {f.id for f in points[limit:]}
    return {
        "heading": group.heading,
        "single": group.kind is None,
        "findings": [_finding(f, clean) for f in group.findings if f.id not in beyond],
        "more": f"{plural(len(beyond), 'more point')} in the full report." if beyond else "",
    }


def _base(question: QuestionView) -> str:
    if not question.base:
        return "nobody speaks to this question."
    said = f"{plural(question.base, 'respondent')}, from {plural(question.responses, 'response')}"
    if question.respondents != question.base:
        said += f" by {plural(question.respondents, 'respondent')}"
    return said + "."


def _closed(question: QuestionView, clean: _Clean) -> dict[str, Any] | None:
    closed = question.closed
    if closed is None:
        return None
    return {
        "base": closed.base,
        "several": closed.several,
        "options": [[clean(option), count] for option, count in closed.public_rows],
    }


def _proposition(proposition: PropositionView, clean: _Clean) -> dict[str, Any]:
    return {
        "text": clean(proposition.text),
        "base": proposition.base,
        "counts": [count for _, count in proposition.counts],
        "chart": _chart(proposition),
        "alternative": proposition.summary,
    }


def _chart(proposition: PropositionView) -> str:
    """Return the bar where it helps: where two or more speak and somebody takes a position."""
    clear = sum(count for position, count in proposition.counts if position in _CLEAR)
    if proposition.base < 2 or not clear:
        return ""
    return position_bar(proposition.counts, proposition.summary)


def _finding(finding: FindingView, clean: _Clean) -> dict[str, Any]:
    cleared = [cited for cited in finding.cited if cited.quote.cleared]
    chosen = _spread(cleared, QUOTES_PER_POSITION if finding.proposition else QUOTES_PER_POINT)
    return {
        "count": finding.count,
        "base": finding.base,
        "tag": finding.tag,
        "statement": clean(finding.public_statement),
        "who": _who(finding, clean),
        "quotes": [_quote(cited, clean) for cited in chosen],
    }


def _spread(cited: Sequence[Cited], limit: int) -> list[Cited]:
    """Return up to ``limit`` quotes, one of each stance before a second of any."""
    rank: dict[str, int] = {}
    ranked = []
    for place, one in enumerate(cited):
        rank[one.stance] = rank.get(one.stance, -1) + 1
        ranked.append((rank[one.stance], place, one))
    chosen = sorted(ranked, key=lambda entry: entry[:2])[:limit]
    return [one for _, _, one in sorted(chosen, key=lambda entry: entry[1])]


def _who(finding: FindingView, clean: _Clean) -> str:
    """Name the first respondents that may be named and count the rest; a single one is quoted."""
    if finding.count == 1:
        return ""
    named = [clean(name) for name in finding.public_who[:NAMES_SHOWN]]
    rest = finding.count - len(named)
    if not named:
        return ""
    if not rest:
        return "; ".join(named)
    return f"{'; '.join(named)} and {plural(rest, 'other')}"


def _quote(cited: Cited, clean: _Clean) -> dict[str, Any]:
    quote = cited.quote
    where = [quote.place]
    if quote.reported_by:
        where.insert(0, f"reported in {clean(quote.reported_by)}")
    return {
        "id": quote.id,
        "length": sum(len(part.text) for part in quote.public_parts),
        "parts": [_part(part, clean) for part in quote.public_parts],
        "who": clean(quote.public_who),
        "stance": cited.stance,
        "said": cited.in_statement,
        "place": clean(", ".join(filter(None, where))),
        "language": quote.language if len(quote.language) == 2 else "",
    }


def _part(part: Part, clean: _Clean) -> dict[str, Any]:
    return {"text": clean(part.text), "masked": part.masked}


def _silent(question: QuestionView, clean: _Clean) -> str:
    named = [clean(name) for name in question.silent_public]
    total = len(named) + question.silent_unnamed
    if question.id is None or not (question.silent_individuals or total):
        return ""
    said = [plural(question.silent_individuals, "individual")]
    if total:
        said.append(plural(total, "organisation"))
    text = "Not heard on it: " + " and ".join(said)
    listed = "; ".join(named[:NAMES_SHOWN])
    if len(named) > NAMES_SHOWN:
        listed += f" and {len(named) - NAMES_SHOWN} more"
    return f"{text} ({listed})." if named else f"{text}."


def _table(table: TableView, clean: _Clean) -> dict[str, Any]:
    return {
        "caption": table.caption,
        "head": list(table.head),
        "rows": [[clean(cell) for cell in row] for row in table.rows],
    }


def _notes(view: ReportView) -> list[str]:
    """Say what is not final, and what this paper leaves out."""
    # That somebody may be in danger is for the team alone.
    errors = sum(
        p.count
        for p in view.received.problems
        if p.severity == "error" and p.code != ProblemCode.SAFEGUARDING
    )
    notes = [
        "Names are shown by consent. Only quotations that are cleared for publication are "
        "printed; [name] stands over a name that is not.",
        "A quote is given exactly as written; where the font has no sign for a character, its "
        "name stands in square brackets. Each quote carries its id, which opens it in the full "
        "report and leads to the document that arrived.",
    ]
    waiting = view.method.candidates
    if waiting.count:
        notes.append(
            f"{waiting}, proposed by the machine, "
            f"{'waits' if waiting.count == 1 else 'wait'} for a person’s decision."
        )
    if errors:
        notes.append(f"{plural(errors, 'file or row')} could not be read; the report names each.")
    notes.extend(
        f"A campaign: {plural(campaign.members, 'response')} share a text, "
        f"{campaign.identical} of them without any change."
        for campaign in view.received.campaigns
    )
    return notes


@cache
def _characters() -> frozenset[int]:
    """Return what every font file of the briefing can print."""
    sets = [coverage(path) for path in _font_files(_fonts().iterdir())]
    return frozenset.intersection(*sets)


def _font_files(paths: Iterable[Path]) -> list[Path]:
    return sorted(path for path in paths if path.suffix == ".ttf")


def _fonts() -> Path:
    from fontpkg_noto_sans import ROOT

    return Path(str(ROOT)) / "files"
