"""Printed lines to paragraphs: what a page layout broke apart is put together again."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

from consult.domain.document import BlockKind
from consult.text.labels import LabelKind, TypedLabel, typed_label
from consult.text.letters import stands_alone
from consult.text.margins import margin_reasons

_SENTENCE_END = re.compile(r"[.?!:;…][\"'”’)\]]{0,3}(?:\d{1,3})?$")
_STARTS_LOWER = re.compile(r"[\"'“‘(\[]{0,2}[a-zà-öø-ÿ]")
_LEADERS = re.compile(r"(?:\.{4,}|(?:\. ){4,}|_{6,}|…{2,})\s*\d{0,4}$")
_LINE_HYPHEN = re.compile(r"[A-Za-zÀ-ÿ][-\u2010\u00ad]$")
_LAST_WORD = re.compile(r"([A-Za-zÀ-ÿ]+)[-\u2010\u00ad]$")
_LOOKED_BACK = 200
"""How much of what stands is looked at where a line is joined to it: no word is longer."""
_FIRST_WORD = re.compile(r"([A-Za-zÀ-ÿ]+)")
# fmt: off
_KEPT_PREFIXES = frozenset((
    "well", "long", "short", "self", "non", "high", "low", "full", "part", "half", "cross",
    "co", "multi", "one", "two", "three", "four", "five", "first", "second", "third", "large",
    "small", "decision", "policy", "evidence", "user",
))
# fmt: on
_BODY_LEVEL = 5
_LEAST_ENTRIES = 5
_PAGE_ALONE = re.compile(r"\d{1,3}$")


@dataclass(frozen=True, slots=True, kw_only=True)
class TextLine:
    """One printed line, in points from the top left of its upright page.

    ``flow`` numbers the column or band in reading order; lines of one flow stand under each
    other. ``cells`` holds the parts of a line that wide gaps divide, as in a table.
    """

    text: str
    page: int
    flow: int
    left: float
    top: float
    right: float
    bottom: float
    baseline: float
    size: float
    bold: bool = False
    cells: tuple[str, ...] = ()
    aside: bool = False
    """Printed at another angle than its page: a stamp or a margin note."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reflowed:
    """A paragraph, heading, row or piece of furniture, and the indices of its lines."""

    kind: BlockKind
    text: str
    lines: tuple[int, ...]
    level: int | None = None
    part: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Measures:
    """What is usual in a document."""

    body: float
    pitch: Mapping[float, float]
    flow_pitch: Mapping[tuple[int, float], float]
    edges: Mapping[int, tuple[float, float]]
    words: Counter[str] = field(default_factory=Counter)
    bold_body: bool = False

    def usual_pitch(self, flow: int, size: float) -> float:
        """The usual step between lines of this size here, or in the document, or in print."""
        here = self.flow_pitch.get((flow, _rounded(size)))
        return here or self.pitch.get(_rounded(size), size * 1.22)


def reflow(
    lines: Sequence[TextLine], pages: Mapping[int, tuple[float, float]]
) -> tuple[Reflowed, ...]:
    """Return the paragraphs of a document in reading order, each with its lines.

    ``pages`` gives width and height by page number. Running heads and feet, page numbers,
    footnotes, contents lines and stamps are FURNITURE; paragraphs run on over columns and pages;
    words cut at line ends are whole again; headings are told by size, weight and capitals.
    Linear in the number of lines but for sorting. Every line is in exactly one result.
    """
    if not lines:
        return ()
    measures = _measure(lines)
    reasons = margin_reasons(lines, pages, measures.body)
    for i, line in enumerate(lines):
        if (
            reasons[i] is None
            and _LEADERS.search(line.text)
            and any(c.isalpha() for c in line.text)
        ):
            reasons[i] = "contents"
    for i in _contents(lines):
        reasons[i] = reasons[i] or "contents"
    groups: list[list[int]] = []
    open_group: list[int] | None = None
    furniture: list[list[int]] = []
    for i, line in enumerate(lines):
        if reasons[i] is not None:
            last = furniture[-1] if furniture else None
            if last and last[-1] == i - 1 and _same_note(lines, reasons, last[-1], i):
                last.append(i)
            else:
                furniture.append([i])
            continue
        if open_group is not None and _continues(lines, open_group, line, measures):
            open_group.append(i)
        else:
            open_group = [i]
            groups.append(open_group)
    results = [_text_of(lines, g, measures) for g in groups]
    results += [
        Reflowed(
            kind=BlockKind.FURNITURE,
            text=_joined([lines[i].text for i in g], measures.words),
            lines=tuple(g),
            part=reasons[g[0]],
        )
        for g in furniture
    ]
    return tuple(sorted(results, key=lambda r: r.lines[0]))


def _contents(lines: Sequence[TextLine]) -> list[int]:
    """Return the lines of contents lists without leaders: words apart from a rising page number.

    A run of at least ``_LEAST_ENTRIES`` such lines in one flow, none of which ends a sentence; a
    table of figures falls as often as it rises.
    """
    found: list[int] = []
    run: list[int] = []
    last = 0
    for i, line in enumerate(lines):
        number = _page_number_at_end(line)
        same = bool(run) and lines[run[-1]].flow == line.flow
        if number is not None and same and number >= last:
            run.append(i)
        else:
            found += run if len(run) >= _LEAST_ENTRIES and last > _page_at(lines, run) else []
            run = [i] if number is not None else []
        last = number or 0
    found += run if len(run) >= _LEAST_ENTRIES and last > _page_at(lines, run) else []
    return found


def _page_at(lines: Sequence[TextLine], run: Sequence[int]) -> int:
    return (_page_number_at_end(lines[run[0]]) or 0) if run else 0


def _page_number_at_end(line: TextLine) -> int | None:
    """Return the number that stands alone at the end of a line of a contents list."""
    if len(line.cells) not in {2, 3} or not _PAGE_ALONE.match(line.cells[-1]):
        return None
    words = line.cells[-2]
    if not any(c.isalpha() for c in words) or _SENTENCE_END.search(words):
        return None
    return int(line.cells[-1])


def _same_note(
    lines: Sequence[TextLine], reasons: Sequence[str | None], before: int, here: int
) -> bool:
    if reasons[before] != reasons[here] or reasons[here] != "footnote":
        return False
    return not re.match(r"\d{1,3}\b|[*†‡]", lines[here].text)


def _measure(lines: Sequence[TextLine]) -> _Measures:
    sizes: Counter[float] = Counter()
    bold = plain = 0
    words: Counter[str] = Counter()
    edges: dict[int, tuple[list[float], list[float]]] = defaultdict(lambda: ([], []))
    gaps: dict[float, list[float]] = defaultdict(list)
    flow_gaps: dict[tuple[int, float], list[float]] = defaultdict(list)
    for i, line in enumerate(lines):
        sizes[_rounded(line.size)] += len(line.text)
        bold += len(line.text) if line.bold else 0
        plain += 0 if line.bold else len(line.text)
        words.update(re.findall(r"[a-zà-ÿ]+(?:-[a-zà-ÿ]+)?", line.text.lower()))
        edges[line.flow][0].append(line.left)
        edges[line.flow][1].append(line.right)
        if i and lines[i - 1].flow == line.flow:
            step = line.baseline - lines[i - 1].baseline
            same = _rounded(line.size) == _rounded(lines[i - 1].size)
            if same and 0.8 * line.size < step < 3 * line.size:
                gaps[_rounded(line.size)].append(step)
                flow_gaps[line.flow, _rounded(line.size)].append(step)
    return _Measures(
        body=sizes.most_common(1)[0][0],
        pitch={size: _low_median(steps) for size, steps in gaps.items() if len(steps) >= 2},
        flow_pitch={key: _low_median(steps) for key, steps in flow_gaps.items() if len(steps) > 3},
        edges={f: (min(lefts), _upper(rights)) for f, (lefts, rights) in edges.items()},
        words=words,
        bold_body=bold > plain,
    )


def _low_median(steps: list[float]) -> float:
    """The usual step between lines of one paragraph: the median of the nearer three quarters."""
    ordered = sorted(steps)
    return median(ordered[: max(1, len(ordered) * 3 // 4)])


def _upper(values: list[float]) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]


def _rounded(size: float) -> float:
    return round(size * 2) / 2


def _continues(
    lines: Sequence[TextLine], group: list[int], line: TextLine, measures: _Measures
) -> bool:
    """Whether ``line`` goes on with the paragraph whose lines so far are ``group``."""
    before = lines[group[-1]]
    if _is_row(before) or _is_row(line):
        return False
    if abs(before.size - line.size) > 0.12 * max(before.size, line.size):
        return False
    if before.flow == line.flow:
        return _continues_below(lines, group, line, measures)
    return _continues_elsewhere(before, line, measures)


def _is_row(line: TextLine) -> bool:
    return len(line.cells) > 1


def _continues_below(
    lines: Sequence[TextLine], group: list[int], line: TextLine, measures: _Measures
) -> bool:
    before = lines[group[-1]]
    if stands_alone(before.text) or stands_alone(line.text):
        return False
    step = line.baseline - before.baseline
    if step > 1.27 * measures.usual_pitch(line.flow, line.size) or step < -0.5 * line.size:
        return False
    if _is_set_in_or_out(lines, group, line):
        return False
    return not _starts_afresh(before, line, measures)


def _is_set_in_or_out(lines: Sequence[TextLine], group: list[int], line: TextLine) -> bool:
    """Whether a line's indent makes it a first line: set in behind a sentence, or set out."""
    before, first = lines[group[-1]], lines[group[0]]
    indent = line.left - before.left
    if len(group) > 1:
        if line.left < lines[group[1]].left - 1.2 * line.size:
            return True
    elif typed_label(first.text) is not None:
        return indent < -0.5 * line.size
    return indent > 0.8 * line.size and bool(_SENTENCE_END.search(before.text))


def _starts_afresh(before: TextLine, line: TextLine, measures: _Measures) -> bool:
    """Whether label, weight or a short line before say that a paragraph starts here."""
    left, right = measures.edges[line.flow]
    width = max(right - left, 1.0)
    ended = bool(_SENTENCE_END.search(before.text))
    short = before.right < right - 0.12 * width
    label = typed_label(line.text)
    if label and ((label.kind is LabelKind.BULLET and not _is_word(label)) or ended or short):
        return True
    if _STARTS_LOWER.match(line.text):
        return False
    if before.bold != line.bold and (short or before.bold):
        return True
    middles = (line.left + line.right) - (before.left + before.right)
    centred = abs(middles) < 2 * line.size and abs(line.left - before.left) > line.size
    if not short or centred:
        return False
    much = before.right < left + 0.6 * width
    runs_on = before.text.endswith((",", "-", "–", "&", " and", " of"))
    return (ended or (much and not runs_on)) and not _same_heading(before, line, measures)


def _is_word(label: TypedLabel) -> bool:
    """Whether a bullet may as well be a word: "o" is one in Welsh, often before a capital."""
    return label.label.isalpha()


def _same_heading(before: TextLine, line: TextLine, measures: _Measures) -> bool:
    """Lines of one large title stay together although each is short."""
    large = 1.12 * measures.body
    return before.size > large and line.size > large and not _SENTENCE_END.search(before.text)


def _continues_elsewhere(before: TextLine, line: TextLine, measures: _Measures) -> bool:
    """Whether a paragraph runs on in the next column or on the next page."""
    if line.page - before.page > 2 or before.bold != line.bold or typed_label(line.text):
        return False
    if before.size > 1.12 * measures.body:
        return False
    if _STARTS_LOWER.match(line.text):
        return not before.text.endswith((".", "?", "!")) or before.text.endswith(("e.g.", "i.e."))
    if _SENTENCE_END.search(before.text):
        return False
    left, right = measures.edges[before.flow]
    full = before.right > right - 0.12 * max(right - left, 1.0)
    return full and (right - left) > 15 * before.size and len(before.text) > 40


def _text_of(lines: Sequence[TextLine], group: list[int], measures: _Measures) -> Reflowed:
    own = [lines[i] for i in group]
    if _is_row(own[0]):
        text = " | ".join(own[0].cells)
        return Reflowed(kind=BlockKind.TABLE_ROW, text=text, lines=tuple(group))
    text = _joined([line.text for line in own], measures.words)
    if not any(c.isalpha() for c in text):
        return Reflowed(kind=BlockKind.FURNITURE, text=text, lines=tuple(group), part="figure")
    level = _heading_level(own, text, measures)
    if level is not None:
        return Reflowed(kind=BlockKind.HEADING, text=text, lines=tuple(group), level=level)
    return Reflowed(kind=BlockKind.PARAGRAPH, text=text, lines=tuple(group))


def _heading_level(own: list[TextLine], text: str, measures: _Measures) -> int | None:
    label = typed_label(text)
    words = len(text.split())
    if label and label.kind is not LabelKind.NUMBER:
        return None
    if not 0 < words <= 30 or len(text) > 220:
        return None
    size = min(line.size for line in own)
    if size >= 1.12 * measures.body and not text.endswith((",", ";")):
        sentence = text.endswith(".") and words > 8
        ratio = size / measures.body
        return None if sentence else 1 if ratio > 1.7 else 2 if ratio > 1.35 else 3
    if text.endswith((".", ",", ";", ":")) or words > 20:
        return None
    if all(line.bold for line in own) and not measures.bold_body:
        return _BODY_LEVEL
    letters = [c for c in text if c.isalpha()]
    capitals = len(letters) >= 6 and all(not c.islower() for c in letters) and letters[0].isupper()
    return _BODY_LEVEL if capitals and words <= 15 and not any(c.isdigit() for c in text) else None


def _joined(texts: list[str], words: Counter[str]) -> str:
    """Join lines; a hyphen at a line end goes unless the document writes the word with one."""
    out = texts[0]
    for text in texts[1:]:
        tail = out[-_LOOKED_BACK:]
        if _LINE_HYPHEN.search(tail) and _STARTS_LOWER.match(text):
            out = (out[:-1] + "-" if _keeps_hyphen(tail, text, words) else out[:-1]) + text
        elif out.endswith(("/", "–")) and _STARTS_LOWER.match(text) and not out.endswith(" –"):
            out += text
        else:
            out += " " + text
    return out


def _keeps_hyphen(before: str, after: str, words: Counter[str]) -> bool:
    last, first = _LAST_WORD.search(before), _FIRST_WORD.match(after)
    if not last or not first or before[-1] == "\u00ad":
        return False
    head, tail = last[1].lower(), first[1].lower()
    hyphened, whole = words[f"{head}-{tail}"], words[head + tail]
    if hyphened or whole:
        return hyphened > whole
    return head in _KEPT_PREFIXES or bool(re.search(r"-[A-Za-z]+-$", before))
