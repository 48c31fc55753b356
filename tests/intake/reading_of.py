"""Reads bytes as the pipeline would, and shows what came of them."""

from __future__ import annotations

from consult.domain.document import Block, BlockKind
from consult.domain.errors import Severity
from consult.intake.read import read
from consult.intake.reading import Arrival, Part, Reading
from consult.settings.model import LimitSettings, SurveyMapping


def read_bytes(
    data: bytes,
    name: str,
    *,
    survey: SurveyMapping | None = None,
    closed: frozenset[str] = frozenset(),
    limits: LimitSettings | None = None,
) -> Reading:
    arrival = Arrival(channel="test", source_key=name, name=name, data=data)
    return read(arrival, survey=survey, limits=limits or LimitSettings(), closed=closed)


def only(reading: Reading) -> Part:
    assert not errors(reading), reading.problems
    assert len(reading.parts) == 1
    return reading.parts[0]


def errors(reading: Reading) -> list[str]:
    return [p.code.value for p in reading.problems if p.severity is Severity.ERROR]


def codes(reading: Reading) -> list[str]:
    return [p.code.value for p in reading.problems]


def words(part: Part, block: Block) -> str:
    return part.text[block.start : block.end]


def said(part: Part, *kinds: BlockKind) -> list[str]:
    """The words of the blocks of some kinds; without kinds, of all that is content."""
    wanted = set(kinds) or set(BlockKind) - {BlockKind.FURNITURE}
    return [words(part, b) for b in part.blocks if b.kind in wanted]


def apart(part: Part) -> dict[str, list[str]]:
    """What was set apart, by reason."""
    found: dict[str, list[str]] = {}
    for block in part.blocks:
        if block.kind is BlockKind.FURNITURE:
            found.setdefault(block.locator.part or "", []).append(words(part, block))
    return found


def check_blocks(part: Part) -> None:
    """Blocks stand in order, do not overlap, and leave out nothing but line breaks."""
    last = 0
    for block in part.blocks:
        assert part.text[last : block.start].strip("\n") == ""
        assert block.start < block.end
        last = block.end
    assert part.text[last:] == ""
