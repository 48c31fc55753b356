"""The public files of a run obey their schemas, and nothing in them rests on trust."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections import Counter, defaultdict

import jsonschema
import pytest

import consult
from consult.pipeline.opened import find_trace
from consult.report.contract import schema, schema_names
from consult.store.store import Store
from tests.e2e.recount import CLEAR, Recount

pytestmark = [pytest.mark.e2e, pytest.mark.model]

QUOTE_ID = re.compile(r"quote_[0-9a-f]{16}")
QUOTED = re.compile(r"“.*”", re.DOTALL)
COUNT = re.compile(r"(\d+) of (\d+)")
SIDES = ("AGREE_WITH_CONDITIONS", "AGREE", "DISAGREE", "MIXED")
IN_WORDS = re.compile(
    r"(\d+) (?:(agrees? with conditions)|(agrees?)|(disagrees?)|((?:has|have) mixed views))"
)
PRINTED = ("report.html", "report-public.html", "briefing.pdf")
PLAIN = {"text/plain", "text/markdown"}


@pytest.fixture(scope="module")
def recount(finished) -> Recount:
    return Recount(finished)


@pytest.fixture(scope="module")
def opened(finished):
    return consult.open(finished.folder)


@pytest.mark.parametrize("name", schema_names())
def test_every_record_obeys_its_schema(finished, name):
    """Each result file is there, and each of its records is valid and has the schema's version."""
    whole = finished.folder / f"{name}.json"
    rows = [json.loads(whole.read_bytes())] if whole.exists() else finished.rows(name)
    validator = jsonschema.Draft202012Validator(schema(name))
    for row in rows:
        validator.validate(row)
        assert row["schema_version"] == 1


def test_a_run_writes_the_files_of_the_contract_and_no_others(finished):
    """One file for each schema, two reports and a briefing."""
    there = {p.name for p in finished.folder.iterdir()}
    named = {n if (finished.folder / n).exists() else "" for n in PRINTED}
    files = {p for p in there if p.endswith((".json", ".jsonl"))}
    assert {p.rsplit(".", 1)[0] for p in files} == set(schema_names())
    assert there == files | named


def test_segments_and_quotes_are_the_text_at_their_offsets(finished):
    """``text[start:end]`` of the document is the text, for every segment and quote."""
    rows = [*finished.segments.values(), *finished.quotes.values()]
    assert finished.segments
    assert finished.quotes
    for row in rows:
        text = finished.documents[row["document_id"]]["text"]
        assert 0 <= row["start"] < row["end"] <= len(text)
        assert text[row["start"] : row["end"]] == row["text"]


def test_every_character_is_in_a_segment_or_set_apart(finished):
    """Of each analysed document, segments and exclusions hold every word, each once."""
    apart = defaultdict(list)
    whole = set()
    for exclusion in finished.rows("exclusions"):
        document_id, _, span = exclusion["subject_id"].partition(":")
        if exclusion["stage"] == "segment" and span:
            start, end = map(int, span.split("-"))
            apart[document_id].append((start, end))
        elif exclusion["stage"] == "segment":
            whole.add(document_id)
    for segment in finished.segments.values():
        apart[segment["document_id"]].append((segment["start"], segment["end"]))
    for document_id, document in finished.documents.items():
        spans = sorted(apart[document_id])
        if document_id in whole:
            assert not spans
            continue
        left, end = [], 0
        for start, stop in [*spans, (document["characters"], document["characters"])]:
            assert start >= end, (document_id, start, "two spans hold the same words")
            left.append(document["text"][end:start])
            end = stop
        assert not "".join(left).strip(), document_id


def own_words_before(finished, quote, segment):
    """Whether what a quote takes along is all the end of what the same one says right before."""
    text = finished.documents[quote["document_id"]]["text"]
    return any(
        before["document_id"] == quote["document_id"]
        and before["respondent_id"] == quote["respondent_id"]
        and before["start"] <= quote["start"] < before["end"] <= segment["start"]
        and not text[before["end"] : segment["start"]].strip()
        for before in finished.segments.values()
    )


def test_ids_lead_to_records(finished):
    """What a record names is there: items, documents, respondents, questions, themes, quotes."""
    questions = {q["question_id"]: q for q in finished.rows("questions")}
    propositions = {p["proposition_id"] for q in questions.values() for p in q["propositions"]}
    themes = {t["theme_id"]: t for t in finished.rows("themes")}
    for item in finished.items.values():
        assert item["parent_id"] is None or item["parent_id"] in finished.items
        assert set(item["document_ids"]) == {
            d["document_id"] for d in finished.documents.values() if d["item_id"] == item["item_id"]
        }
    for response in finished.responses:
        assert response["respondent_id"] in finished.respondents
        assert set(response["item_ids"]) <= finished.items.keys()
    for segment in finished.segments.values():
        assert segment["document_id"] in finished.documents
        assert segment["respondent_id"] in {None, *finished.respondents}
    for coding in finished.codings:
        assert coding["segment_id"] in {None, *finished.segments}
        assert coding["question_id"] in {None, *questions}
        assert coding["theme_id"] in {None, *themes}
        assert coding["proposition_id"] in {None, *propositions}
    for theme in themes.values():
        assert theme["key_point"] in {None, *finished.quotes}
    for quote in finished.quotes.values():
        segment = finished.segments[quote["segment_id"]]
        assert quote["document_id"] == segment["document_id"]
        assert quote["start"] < quote["end"] <= segment["end"]
        assert quote["respondent_id"] == segment["respondent_id"] is not None
        if quote["start"] < segment["start"]:
            assert own_words_before(finished, quote, segment)


def test_stages_account_for_everything(finished):
    """What each stage was given is the sum of what became of it."""
    counts = finished.run["counts"]
    assert list(counts) == ["collect", "read", "respond", "segment", "code"]
    for count in counts.values():
        assert count["given"] == count["done"] + count["excluded"] + count["problems"]
    assert counts["respond"]["given"] == len(finished.responses)
    assert counts["respond"]["done"] == sum(r["state"] == "VALID" for r in finished.responses)
    assert counts["segment"]["given"] == len(finished.documents)
    assert counts["code"]["given"] == len(finished.segments)


def test_bases_and_the_three_counts_recount(finished, recount):
    """Responses, respondents and respondents with campaigns collapsed, question by question."""
    for found in finished.questions:
        counted = recount.base_of(found["question_id"])
        base = set(found["base_respondent_ids"])
        name = found["question_id"]
        assert found["received"] == {
            "responses": len(counted.responses),
            "respondents": len(counted.speaking),
            "campaign_collapsed": counted.collapsed,
        }, name
        assert found["base"] == len(base) == len(found["base_respondent_ids"]), name
        assert base <= counted.speaking, name
        in_campaigns = frozenset().union(*counted.groups)
        assert counted.speaking - in_campaigns == base - in_campaigns, name
        assert all(len(group & base) == 1 for group in counted.groups), name


def test_who_is_silent_recounts(finished, recount):
    """Organisations that say nothing to a question are named, individuals are counted."""
    everybody = {r["respondent_id"] for r in recount.valid.values()}
    organisations = {i for i in everybody if finished.respondents[i]["kind"] == "ORGANISATION"}
    for found in finished.questions:
        silent = everybody - recount.base_of(found["question_id"]).speaking
        assert set(found["silent"]["organisation_ids"]) == silent & organisations
        assert found["silent"]["individuals"] == len(silent - organisations)


def test_positions_recount(finished, recount):
    """Every respondent of a base stands on a proposition as its segments and ticks fold."""
    for found in finished.questions:
        for result in found["propositions"]:
            positions = recount.positions(found["question_id"], result["proposition_id"])
            base = set(found["base_respondent_ids"])
            said = {who: p for p, people in result["positions"].items() for who in people}
            assert said == {who: p for who, p in positions.items() if who in base}
            assert result["base"] == sum(map(len, result["positions"].values())) == len(said)


def test_tables_of_closed_questions_recount(finished, recount):
    """The options of closed and demographic questions, from the answers alone."""
    for found in finished.questions:
        if found["question_id"] is None or found["closed"] is None:
            question = recount.questions.get(found["question_id"])
            assert question is None or question["kind"] == "OPEN"
            continue
        ticks = recount.ticks(found["question_id"])
        table = Counter(option for options in ticks.values() for option in options)
        stated = {o["option"]: o["respondents"] for o in found["closed"]["options"]}
        assert {option: n for option, n in stated.items() if n} == table
        assert found["closed"]["base"] == len(ticks)


def test_themes_recount(finished):
    """A theme's respondents and segments, from the codings."""
    members = defaultdict(set)
    for coding in finished.codings:
        if coding["kind"] == "theme":
            members[coding["theme_id"]].add(coding["segment_id"])
    for theme in finished.rows("themes"):
        segments = [finished.segments[i] for i in members[theme["theme_id"]]]
        assert theme["segments"] == len(segments)
        assert theme["respondents"] == len({s["respondent_id"] for s in segments})


def test_numbers_in_statements_recount(finished, recount):
    """Every "n of base" of a statement is its respondents and base; sides are those of the table"""
    for found in finished.questions:
        results = {r["proposition_id"]: r["positions"] for r in found["propositions"]}
        for finding in found["findings"]:
            n = len(finding["respondent_ids"])
            assert n == len(set(finding["respondent_ids"])) >= 1
            assert finding["base"] == found["base"]
            assert set(finding["respondent_ids"]) <= set(found["base_respondent_ids"])
            assert finding["single_point"] == (n <= 2 < found["base"])
            said = QUOTED.sub("", finding["statement"])
            for count, base in COUNT.findall(said):
                assert (int(count), int(base)) == (n, found["base"]), finding["statement"]
            for base in re.findall(r"of (\d+) respondents who answered, ", said):
                assert int(base) == found["base"], finding["statement"]
            positions = results.get(finding["proposition_id"])
            if finding["kind"] == "VIEWS_DIFFER":
                tail = said[said.rindex("respondents who answered, ") :]
                told = {
                    position: int(count)
                    for count, *verbs in IN_WORDS.findall(tail)
                    for position, verb in zip(SIDES, verbs, strict=True)
                    if verb
                }
                assert told == {p: len(w) for p, w in positions.items() if w and p in CLEAR}
                assert n == sum(told.values())
            side = {
                "AGREEMENT": "AGREE",
                "DISAGREEMENT": "DISAGREE",
                "CONDITION": "AGREE_WITH_CONDITIONS",
            }.get(finding["kind"])
            if side and positions is not None:
                assert set(finding["respondent_ids"]) == set(positions[side])


def test_quotes_of_findings_are_of_their_respondents(finished):
    """A finding is supported by words of those whom it counts, and of nobody else."""
    for found in finished.questions:
        for finding in [*found["findings"], *found["reported"]]:
            for quote_id in finding["quote_ids"]:
                assert finished.quotes[quote_id]["respondent_id"] in finding["respondent_ids"]


def test_reported_findings_stand_beside_the_base(finished):
    """They rest on statements that others report, and only on those."""
    for found in finished.questions:
        for finding in found["reported"]:
            for quote_id in finding["quote_ids"]:
                segment = finished.segments[finished.quotes[quote_id]["segment_id"]]
                assert segment["voice"]["kind"] == "REPORTED"
                assert finished.documents[segment["document_id"]]["role"] != "EVIDENCE"


@pytest.mark.parametrize("name", PRINTED)
def test_every_printed_quote_id_is_a_quote(finished, name):
    """The reports and the briefing name quotes that are in quotes.jsonl, and no others."""
    ids = _printed_ids(finished.folder / name)
    assert ids
    assert ids <= finished.quotes.keys()


def test_every_quote_of_a_finding_is_in_the_analysts_report(finished):
    """Nothing that a finding rests on is left out of the report."""
    cited = {
        quote_id
        for found in finished.questions
        for finding in [*found["findings"], *found["reported"]]
        for quote_id in finding["quote_ids"]
    }
    assert cited <= _printed_ids(finished.folder / "report.html")


def test_every_printed_quote_leads_to_the_bytes_that_arrived(finished, opened):
    """Quote, document, item, the file it came in, and its bytes by their digest."""
    printed = set().union(*(_printed_ids(finished.folder / name) for name in PRINTED))
    with Store(finished.folder.parent / "store") as store:
        for quote_id in sorted(printed):
            way = opened.trace(quote_id)
            assert way.text == finished.quotes[quote_id]["text"]
            assert way.items[0].id == finished.documents[way.document_id]["item_id"]
            for item, came_in in zip(way.items, [*way.items[1:], None], strict=True):
                assert item.parent_id == (came_in.id if came_in else None)
                assert finished.items[item.id]["sha256"] == item.sha256
            arrived = store.raw.path(way.items[-1].sha256).read_bytes()
            assert hashlib.sha256(arrived).hexdigest() == way.items[-1].sha256
            assert len(arrived) == way.items[-1].size


def test_quotes_from_text_files_stand_in_their_decoded_bytes(finished, opened):
    """The source offsets of a trace cut the quote's own words out of what arrived."""
    checked = 0
    with Store(finished.folder.parent / "store") as store:
        for quote_id, quote in finished.quotes.items():
            way = opened.trace(quote_id)
            document = finished.documents[quote["document_id"]]
            if document["media_type"] not in PLAIN or len(way.items) > 1:
                continue
            source = store.raw.get(way.items[0].sha256).decode("utf-8-sig")
            assert way.source_start is not None, quote_id
            words = _words(source[way.source_start : way.source_end])
            _holds_in_order(words, _words(quote["text"]))
            checked += 1
    assert checked


def test_a_trace_is_found_by_the_id_alone(finished):
    """``consult trace`` looks a quote up in the latest run of any consultation."""
    outputs = finished.folder.parent.parent
    for quote_id in sorted(finished.quotes)[:: max(1, len(finished.quotes) // 2)]:
        way = find_trace(quote_id, None, outputs)
        assert way.quote_id == quote_id
        assert way.items


def _printed_ids(path) -> set[str]:
    if path.suffix == ".pdf":
        from pypdf import PdfReader

        pages = PdfReader(path).pages
        return set(QUOTE_ID.findall("".join("".join(p.extract_text().split()) for p in pages)))
    return set(QUOTE_ID.findall(path.read_text(encoding="utf-8")))


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", unicodedata.normalize("NFC", text))


def _holds_in_order(source: list[str], words: list[str]) -> None:
    """Both begin and end alike; a page break, a mark-up or a link may stand between."""
    assert (source[0], source[-1]) == (words[0], words[-1])
    rest = iter(source)
    assert all(word in rest for word in words)
