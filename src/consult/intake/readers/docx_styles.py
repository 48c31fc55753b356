"""What a DOCX says about paragraphs in styles.xml and numbering.xml."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from consult.intake.readers.archive import attribute, child, descendants, local

_HEADING_NAME = re.compile(r"(?:heading|überschrift|titre|título|titolo)\s*(\d)$", re.IGNORECASE)
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


@dataclass(slots=True)
class Style:
    """A paragraph style with what it inherits already filled in."""

    name: str = ""
    heading: int | None = None
    number: tuple[str, int] | None = None
    hidden: bool = False
    bold: bool = False
    based_on: str | None = None


@dataclass(slots=True)
class Level:
    """One level of a list: ``bullet``, ``decimal``, … and its pattern, "%1.%2"."""

    form: str = "bullet"
    pattern: str = ""
    start: int = 1


@dataclass(slots=True)
class Numbering:
    """Lists by number id, and the counters of this reading."""

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)
    abstract: dict[str, str] = field(default_factory=dict)
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)

    def label(self, number_id: str, depth: int) -> tuple[str, str] | None:
        """Count one more paragraph of a list; return (form, printed label), or None if no list."""
        levels = self.levels.get(number_id)
        if not levels:
            return None
        level = levels.get(depth) or Level()
        counts = self._counts.setdefault(self.abstract.get(number_id, number_id), {})
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [d for d in counts if d > depth]:
            del counts[deeper]
        if level.form in {"bullet", "none"}:
            return level.form, ""

        def printed(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            here = levels.get(at) or Level(form="decimal")
            return _figure(counts.get(at, here.start), here.form)

        return level.form, re.sub(r"%([1-9])", printed, level.pattern).strip()


def read_styles(root: etree._Element | None) -> dict[str, Style]:
    """Return style id -> style, with headings, list numbers and hiddenness inherited."""
    styles: dict[str, Style] = {}
    if root is None:
        return styles
    for element in root:
        if local(element) != "style":
            continue
        name = child(element, "name")
        based = child(element, "basedOn")
        properties = child(element, "pPr")
        runs = child(element, "rPr")
        style = Style(
            name=(attribute(name, "val") or "") if name is not None else "",
            based_on=attribute(based, "val") if based is not None else None,
        )
        match = _HEADING_NAME.match(style.name.strip())
        if match:
            style.heading = int(match[1])
        elif style.name.strip().lower() == "title":
            style.heading = 1
        if properties is not None:
            outline = child(properties, "outlineLvl")
            depth = attribute(outline, "val") if outline is not None else None
            if style.heading is None and depth and depth.isdigit() and int(depth) < 9:
                style.heading = int(depth) + 1
            style.number = number_of(properties)
        style.hidden = runs is not None and is_on(runs, "vanish")
        style.bold = runs is not None and is_on(runs, "b")
        styles[attribute(element, "styleId") or ""] = style
    for style in styles.values():
        for ancestor in _ancestors(style, styles):
            style.heading = style.heading or ancestor.heading
            style.number = style.number or ancestor.number
            style.hidden = style.hidden or ancestor.hidden
            style.bold = style.bold or ancestor.bold
    return styles


def read_numbering(root: etree._Element | None) -> Numbering:
    """Return the lists of numbering.xml."""
    numbering = Numbering()
    if root is None:
        return numbering
    abstracts: dict[str, dict[int, Level]] = {}
    for element in root:
        if local(element) == "abstractNum":
            key = attribute(element, "abstractNumId") or ""
            abstracts[key] = {d: v for e in element if local(e) == "lvl" for d, v in [_level(e)]}
    for element in root:
        if local(element) != "num":
            continue
        number_id = attribute(element, "numId") or ""
        reference = child(element, "abstractNumId")
        key = (attribute(reference, "val") or "") if reference is not None else ""
        levels = dict(abstracts.get(key, {}))
        for override in (e for e in element if local(e) == "lvlOverride"):
            own = child(override, "lvl")
            if own is not None:
                depth, level = _level(own)
                levels[depth] = level
        overridden = any(True for _ in descendants(element, "startOverride"))
        numbering.levels[number_id] = levels
        numbering.abstract[number_id] = f"num {number_id}" if overridden else f"abstract {key}"
    return numbering


def number_of(properties: etree._Element) -> tuple[str, int] | None:
    """Return (number id, depth from 0) that paragraph properties give; "0" switches a list off."""
    number = child(properties, "numPr")
    if number is None:
        return None
    which, depth = child(number, "numId"), child(number, "ilvl")
    value = attribute(which, "val") if which is not None else None
    deep = attribute(depth, "val") if depth is not None else "0"
    return (value or "0", int(deep)) if deep and deep.isdigit() else (value or "0", 0)


def is_on(properties: etree._Element, name: str) -> bool:
    """Whether a switch such as ``vanish`` or ``b`` is set and not set to false."""
    switch = child(properties, name)
    return switch is not None and (attribute(switch, "val") or "1").lower() not in {
        "0",
        "false",
        "off",
        "none",
    }


def _ancestors(style: Style, styles: dict[str, Style]) -> Iterator[Style]:
    seen = 0
    parent = styles.get(style.based_on or "")
    while parent is not None and seen < 20:
        yield parent
        parent = styles.get(parent.based_on or "")
        seen += 1


def _level(element: etree._Element) -> tuple[int, Level]:
    def value(name: str, default: str) -> str:
        found = child(element, name)
        return (attribute(found, "val") or default) if found is not None else default

    start = value("start", "1")
    depth = attribute(element, "ilvl") or "0"
    return int(depth) if depth.isdigit() else 0, Level(
        form=value("numFmt", "decimal"),
        pattern=value("lvlText", ""),
        start=int(start) if start.isdigit() else 1,
    )


def _figure(count: int, form: str) -> str:
    if form in {"lowerLetter", "upperLetter"}:
        letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 % 20 + 1)
        return letter.upper() if form == "upperLetter" else letter
    if form in {"lowerRoman", "upperRoman"}:
        roman = _roman(count)
        return roman.upper() if form == "upperRoman" else roman
    return f"{count:02d}" if form == "decimalZero" else str(count)


def _roman(count: int) -> str:
    tens, rest = divmod(max(count, 0), 10)
    out = "x" * min(tens, 30)
    for value, sign in _ROMAN[1:]:
        while rest >= value:
            out += sign
            rest -= value
    return out
