"""What readers make of what arrived, made once and kept: a cut-off run reads only the rest."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from consult.domain.codec import dumps
from consult.domain.consultation import QuestionKind
from consult.domain.ids import make_id, sha256_hex
from consult.domain.ledger import Item
from consult.intake.aids import reader_versions
from consult.intake.readers.containers import is_container, read_container
from consult.intake.readers.refusal import Refusal
from consult.intake.reading import Arrival, Part, Reading
from consult.intake.sniff import TABLES, sniff
from consult.intake.wire import ReadingDecoder, WireError, encode_end, encode_part, parts_at
from consult.settings.model import Settings, SourceSettings, SurveyMapping
from consult.store.batches import in_batches
from consult.store.store import Store

_PARTS_PER_ROW = 500

ReadArrival = Callable[[Arrival, SurveyMapping | None], Reading]


class KeptReadings:
    """Readers over the store: the same bytes under the same name and settings are read once."""

    def __init__(self, settings: Settings, store: Store, read: ReadArrival) -> None:
        self._limits = settings.limits
        self._bounds = dumps((settings.limits, settings.reading))
        self._readers = reader_versions(settings.reading)
        closed = ",".join(sorted(closed_questions(settings)))
        self._table = f"{closed};{settings.timezone}"
        """What a table is read by beside its mapping; its times have no zone of their own."""
        self._store = store
        self._read = read

    def of_item(self, item: Item, source: SourceSettings) -> Reading:
        """Return what an item holds, from the store or by reading its bytes.

        An archive's members are unpacked here, under the limits, and each is read and kept on
        its own: a bad one costs only itself, and a cut-off run goes on within the archive. A
        survey mapping holds for the tables in an archive that its source names.
        """
        key = self._key(item.sha256, item.name, source.survey)
        kept = self._kept(key)
        if kept is not None:
            return kept
        data = self._store.raw.get(item.sha256)
        if len(data) <= self._limits.file_bytes and is_container(data, item.name):
            return self._of_container(item, data, source.survey)
        return self._make(key, item, item.name, data, item.sha256, source.survey)

    def _of_container(self, item: Item, data: bytes, survey: SurveyMapping | None) -> Reading:
        def member(inner: bytes, name: str) -> Reading:
            mapped = survey if survey and sniff(inner, name).kind in TABLES else None
            sha256 = sha256_hex(inner)
            key = self._key(sha256, name, mapped)
            kept = self._kept(key)
            if kept is not None:
                return kept
            return self._make(key, item, name, inner, sha256, mapped)

        try:
            reading = read_container(data, name=item.name, limits=self._limits, read_member=member)
        except Refusal as refusal:
            problem = refusal.problem(item.name)
            return Reading(media_type=sniff(data, item.name).media_type, problems=(problem,))
        return self._without_bytes(reading)

    def _key(self, sha256: str, name: str, survey: SurveyMapping | None) -> str:
        mapping = sha256_hex(dumps(survey).encode()) if survey else ""
        table = self._table if survey else ""
        return make_id("reading", self._readers, sha256, name, mapping, table, self._bounds)

    def _make(
        self,
        key: str,
        item: Item,
        name: str,
        data: bytes,
        sha256: str,
        survey: SurveyMapping | None,
    ) -> Reading:
        arrival = Arrival(channel=item.channel, source_key=item.source_key, name=name, data=data)
        reading = self._without_bytes(self._read(arrival, survey))
        self._keep(key, reading, sha256)
        return reading

    def _keep(self, key: str, reading: Reading, sha256: str) -> None:
        """Keep a reading, its parts in batches and its last line last: with that it counts.

        What lies there already could not be used, and is replaced.
        """
        lines = (encode_part(part, kept=True) for part in reading.parts)
        for number, batch in enumerate(in_batches(lines, _PARTS_PER_ROW)):
            self._store.readings.put(_batch_key(key, number), _text(batch), sha256, renew=True)
        end = encode_end(reading, len(reading.parts))
        self._store.readings.put(key, _text([end]), sha256, renew=True)

    def _kept(self, key: str) -> Reading | None:
        """Return the reading under a key; None also where a part of it is missing or spoilt."""
        end = self._store.readings.get(key)
        if end is None:
            return None
        decoder = ReadingDecoder(kept=True)
        try:
            for number in range(-(-parts_at(end.encode()) // _PARTS_PER_ROW)):
                batch = self._store.readings.get(_batch_key(key, number))
                if batch is None:
                    return None
                decoder.feed(batch.encode())
            decoder.feed(end.encode())
            return decoder.finish()
        except WireError:
            return None

    def _without_bytes(self, reading: Reading) -> Reading:
        """Return a reading whose attachments and members lie in the store of originals."""
        return replace(reading, parts=tuple(self._put(part) for part in reading.parts))

    def _put(self, part: Part) -> Part:
        if part.data is None:
            return part
        sha256 = self._store.raw.put(part.data)
        return replace(part, data=None, size=len(part.data), sha256=sha256)


def closed_questions(settings: Settings) -> frozenset[str]:
    """Return the ids of the questions that are answered by options or about the respondent."""
    return frozenset(
        q.id for q in settings.consultation.questions if q.kind is not QuestionKind.OPEN
    )


def _batch_key(key: str, number: int) -> str:
    return f"{key}/{number}"


def _text(lines: Sequence[bytes]) -> str:
    return b"\n".join(lines).decode("ascii")
