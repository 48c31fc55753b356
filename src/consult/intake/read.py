"""An arrival to a reading, by what its bytes are; never an exception for bad data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from consult.domain.errors import Problem, ProblemCode
from consult.intake.aids import NO_AIDS, Aids
from consult.intake.readers.converted import CONVERTED
from consult.intake.readers.refusal import Refusal, warning
from consult.intake.reading import Arrival, Part, Reading
from consult.intake.sniff import MEDIA_TYPES, TABLES, Kind, Sniffed, sniff
from consult.settings.model import LimitSettings, SurveyMapping

_NOT_READ = {
    Kind.DOC: "a Word 97 document; install LibreOffice, or save it as DOCX or PDF",
    Kind.PPT: "a PowerPoint 97 deck; install LibreOffice, or save it as PPTX or PDF",
    Kind.RTF: "a rich text file; install LibreOffice, or save it as DOCX or PDF",
    Kind.ODP: "an OpenDocument deck; install LibreOffice, or save it as PPTX or PDF",
    Kind.JSON: "JSON; export a CSV instead",
    Kind.XML: "XML; export a CSV or a document instead",
}
_LOOK_ALIKE = frozenset(
    (
        (Kind.TEXT, Kind.MAIL),
        (Kind.TEXT, Kind.HTML),
        (Kind.HTML, Kind.TEXT),
        (Kind.CSV, Kind.TEXT),
        (Kind.CSV, Kind.HTML),
        (Kind.CSV, Kind.MAIL),
        (Kind.XML, Kind.HTML),
        (Kind.TEXT, Kind.XML),
        (Kind.HTML, Kind.XML),
        (Kind.TEXT, Kind.JSON),
        (Kind.JSON, Kind.TEXT),
        (Kind.TEXT, Kind.CSV),
    )
)
"""Pairs of (claimed, found) that are no lie: all of them are text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Order:
    """What is asked of the readers besides the bytes."""

    survey: SurveyMapping | None
    closed: frozenset[str]
    limits: LimitSettings
    timezone: str
    aids: Aids
    emit: Callable[[Part], None] | None = None
    depth: int = 0


def read(
    arrival: Arrival,
    *,
    survey: SurveyMapping | None,
    limits: LimitSettings,
    closed: frozenset[str] = frozenset(),
    timezone: str = "Europe/London",
    aids: Aids = NO_AIDS,
    emit: Callable[[Part], None] | None = None,
) -> Reading:
    """Return what an arrival holds, read in this process by what its bytes are.

    ``survey`` tells tables into rows; ``closed`` names the question ids whose cells are options;
    dates of rows without a zone are in ``timezone``; without ``aids`` scans and old office files
    are refused. Whatever is wrong with the data is a problem
    of the reading, with severity ERROR when it gave nothing; hangs and crashes are for
    :class:`consult.intake.sandbox.ReaderPool` to contain. With ``emit``, the rows of a table are
    handed over as they are read and do not stand in the reading; they hold only when it has no
    ERROR.
    """

    def dated(part: Part) -> Part:
        known = part.received is not None or arrival.received is None
        return part if known else replace(part, received=arrival.received)

    order = _Order(
        survey=survey,
        closed=closed,
        limits=limits,
        timezone=timezone,
        aids=aids,
        emit=None if emit is None else lambda part: emit(dated(part)),
    )
    reading = _read_bytes(arrival.data, arrival.name, order)
    return replace(reading, parts=tuple(dated(part) for part in reading.parts))


def _read_bytes(data: bytes, name: str, order: _Order) -> Reading:
    too_large = len(data) > order.limits.file_bytes
    found = sniff(data[:65_536] if too_large else data, name)
    if too_large:
        refusal = Refusal(
            ProblemCode.TOO_LARGE,
            f"the file has {len(data)} bytes, more than {order.limits.file_bytes}; raise "
            "limits.file_bytes or ask for it in parts.",
        )
        return Reading(media_type=found.media_type, problems=(refusal.problem(name),))
    try:
        _refuse_unreadable(found, data, order.aids)
        reading = _dispatch(found.kind, data, name, order)
    except Refusal as refusal:
        return Reading(media_type=found.media_type, problems=(refusal.problem(name),))
    except MemoryError:
        return _failed(found, name, ProblemCode.OUT_OF_MEMORY, "reading it took too much memory")
    except RecursionError:
        return _failed(found, name, ProblemCode.CORRUPT, "it is nested too deep to be read")
    except Exception as error:  # noqa: BLE001 - one bad file must cost only itself
        return _failed(
            found, name, ProblemCode.READER_CRASH, f"its reader failed ({type(error).__name__})"
        )
    return replace(reading, problems=(*reading.problems, *_mismatch(found, name)))


def _dispatch(kind: Kind, data: bytes, name: str, order: _Order) -> Reading:
    """Call the reader of a kind; readers are imported when first needed."""
    if kind in {Kind.MAIL, Kind.MSG}:
        return _read_message(kind, data, name, order)
    if kind in {Kind.ZIP, Kind.MBOX}:
        return _read_container(data, name, order)
    if kind in TABLES:
        return _read_table(kind, data, name, order)
    if kind is Kind.HTML:
        from consult.intake.readers.html import read_html

        return read_html(data, name=name)
    if kind is Kind.TEXT:
        if order.survey is not None:
            return _read_table(Kind.CSV, data, name, order)
        from consult.intake.readers.plain import read_plain

        return read_plain(data, name=name)
    return _read_document(kind, data, name, order.limits, order.aids)


def _read_document(
    kind: Kind, data: bytes, name: str, limits: LimitSettings, aids: Aids
) -> Reading:
    if kind is Kind.PDF:
        from consult.intake.readers.pdf import read_pdf

        return read_pdf(data, name=name, limits=limits, aids=aids)
    if kind is Kind.IMAGE:
        from consult.intake.readers.image import read_image

        return read_image(data, name=name, limits=limits, aids=aids)
    if kind in CONVERTED and aids.office is not None:
        from consult.intake.readers.converted import read_converted

        return read_converted(kind, data, name=name, limits=limits, office=aids.office)
    if kind is Kind.DOCX:
        from consult.intake.readers.docx import read_docx

        return read_docx(data, name=name, limits=limits)
    if kind is Kind.PPTX:
        from consult.intake.readers.pptx import read_pptx

        return read_pptx(data, name=name, limits=limits)
    from consult.intake.readers.odt import read_odt

    return read_odt(data, name=name, limits=limits)


def _read_message(kind: Kind, data: bytes, name: str, order: _Order) -> Reading:
    if order.depth > order.limits.message_depth:
        raise Refusal(
            ProblemCode.ARCHIVE_LIMIT, "its messages are nested too deep; ask for their text."
        )

    def attachment(inner: bytes, inner_name: str, depth: int) -> Reading:
        return _read_bytes(
            inner,
            inner_name,
            replace(order, survey=None, closed=frozenset(), emit=None, depth=depth),
        )

    if kind is Kind.MAIL:
        from consult.intake.readers.mail import read_mail as read_message
    else:
        from consult.intake.readers.msg import read_msg as read_message
    return read_message(
        data, name=name, limits=order.limits, attachments=attachment, depth=order.depth
    )


def _read_container(data: bytes, name: str, order: _Order) -> Reading:
    """Read an archive or mailbox file in this process; a mapping holds for the tables in it."""
    from consult.intake.readers.containers import read_container

    def member(inner: bytes, inner_name: str) -> Reading:
        return _read_bytes(inner, inner_name, _of_member(order, inner, inner_name))

    return read_container(data, name=name, limits=order.limits, read_member=member)


def _of_member(order: _Order, data: bytes, name: str) -> _Order:
    if order.survey is None or sniff(data, name).kind in TABLES:
        return replace(order, emit=None)
    return replace(order, survey=None, closed=frozenset(), emit=None)


def _read_table(kind: Kind, data: bytes, name: str, order: _Order) -> Reading:
    from consult.intake.readers.table import read_csv, read_old_workbook, read_xlsx
    from consult.intake.readers.table_survey import plain_table_reading, survey_reading

    reader = {Kind.CSV: read_csv, Kind.XLSX: read_xlsx}.get(kind, read_old_workbook)
    tables = reader(data, name=name, limits=order.limits)
    media_type = MEDIA_TYPES[kind]
    if order.survey is None:
        return plain_table_reading(tables, name=name, media_type=media_type)
    if not order.survey.questions:
        from consult.intake.readers.table_profile import profile_reading

        return profile_reading(tables, name=name, media_type=media_type)
    return survey_reading(
        tables,
        name=name,
        media_type=media_type,
        survey=order.survey,
        closed=order.closed,
        timezone=order.timezone,
        emit=order.emit,
    )


def _refuse_unreadable(found: Sniffed, data: bytes, aids: Aids) -> None:
    """Refuse what no reader reads, with what to do instead."""
    kind, claimed = found.kind, found.claimed
    if kind is Kind.EMPTY:
        raise Refusal(ProblemCode.EMPTY, "the file holds no bytes; ask the sender for it again.")
    if kind is Kind.ENCRYPTED_OFFICE:
        raise Refusal(
            ProblemCode.ENCRYPTED,
            "the file is protected by a password; ask the sender for an open copy.",
        )
    if kind is Kind.BROKEN_ZIP:
        raise Refusal(
            ProblemCode.CORRUPT,
            "the file is cut off or damaged and cannot be opened; ask the sender for it again.",
        )
    if kind is Kind.BINARY:
        raise Refusal(
            ProblemCode.CORRUPT,
            "the file holds no text in any known form; ask the sender what it is.",
        )
    lies = claimed is not None and claimed is not kind
    if kind is Kind.IMAGE and lies:
        raise _lie(found)
    if kind is Kind.XML:
        from consult.intake.readers.archive import refuse_dtd

        refuse_dtd(data, where="file")
    if kind in _NOT_READ or (kind is Kind.ZIP and lies):
        if lies and (claimed, kind) not in _LOOK_ALIKE:
            raise _lie(found)
        if kind not in CONVERTED or aids.office is None:
            raise Refusal(ProblemCode.UNSUPPORTED, f"the file is {_NOT_READ[kind]}.")


def _lie(found: Sniffed) -> Refusal:
    return Refusal(
        ProblemCode.TYPE_MISMATCH,
        f"the file is called {found.claimed} but holds {found.kind}, which is not read; ask the "
        "sender what was meant.",
    )


def _mismatch(found: Sniffed, name: str) -> tuple[Problem, ...]:
    """A warning when a readable file is not what its name says."""
    claimed = found.claimed
    if claimed in {None, found.kind} or (claimed, found.kind) in _LOOK_ALIKE:
        return ()
    return (
        warning(
            ProblemCode.TYPE_MISMATCH,
            name,
            f"the file is called {claimed} but holds {found.kind}; it was read as what it holds.",
        ),
    )


def _failed(found: Sniffed, name: str, code: ProblemCode, what: str) -> Reading:
    message = f"the file could not be read: {what}; ask for it in another format."
    return Reading(
        media_type=found.media_type, problems=(Problem(code=code, where=name, message=message),)
    )
