"""A finished run of the demo against its truth, through the public result files only.

Counts, campaigns and closed answers are exact. What a model reads in free text is measured as
tables, printed with every run, and held to the floors below.
"""

from __future__ import annotations

import json
from collections import Counter

import jsonschema
import pytest

from consult.domain.coding import Position
from consult.report.contract import schema, schema_names
from tests.demo.finished import Confusion, FinishedRun, overlaps
from tests.demo.truth import ROW_KEY, TRUTH, source_texts, survey_rows

pytestmark = pytest.mark.e2e

# Floors under what was first measured with a whole run: flips 1 of 189, right .39, hard .14. The
# guesses that stood here before it were higher for accuracy and looser for flips. Raise them with
# every gain, never lower them.
FLIPS_AT_MOST = 2
ACCURACY_AT_LEAST = 0.50
HARD_FLIPS_AT_MOST = 1
HARD_ACCURACY_AT_LEAST = 0.20
INVENTED_AT_MOST = 2
PARAGRAPHS_AT_LEAST = 0.75

ONE_MATTER = {"q1": "q2", "q4": "q5", "q7": "q8"}
SPECIAL = TRUTH["special"]
KEYS = sorted(survey_rows()) + sorted(
    key
    for key in source_texts()
    if key.split("/")[0] in ("letters", "slides", "text", "email") and key != SPECIAL["set_apart"]
)


@pytest.fixture(scope="module")
def finished(demo_run) -> FinishedRun:
    return FinishedRun(demo_run)


@pytest.fixture
def show(capsys):
    def _show(*lines: str) -> None:
        with capsys.disabled():
            print("", *lines, sep="\n")

    return _show


@pytest.mark.parametrize("name", schema_names())
def test_result_files_obey_their_schemas(finished, name):
    """Every record is valid against the schema that the package ships."""
    validator = jsonschema.Draft202012Validator(schema(name))
    whole = finished.folder / f"{name}.json"
    records = (
        [json.loads(whole.read_text(encoding="utf-8"))] if whole.exists() else finished.rows(name)
    )
    for record in records:
        validator.validate(record)


def test_segments_and_quotes_are_exact(finished):
    """Every segment and quote is the text of its document at its offsets."""
    assert finished.segments
    assert finished.quotes
    for row in (*finished.segments.values(), *finished.quotes.values()):
        text = finished.documents[row["document_id"]]["text"]
        assert text[row["start"] : row["end"]] == row["text"]


def test_every_response_is_received_once(finished):
    """Each row and file is one response; nothing else is a response."""
    ids = [finished.response_of(key)["response_id"] for key in KEYS]
    assert len(set(ids)) == TRUTH["counts"]["responses"] == len(ids)
    assert {r["response_id"] for r in _responses(finished)} == set(ids)


def test_states_and_channels_are_exact(finished):
    """Received is the sum of the states, and each channel brought what it brought."""
    responses = _responses(finished)
    assert Counter(r["state"] for r in responses) == TRUTH["states"]
    channels = Counter(finished.items[r["item_ids"][0]]["channel"] for r in responses)
    assert channels == TRUTH["channels"]


def test_respondents_are_exact(finished):
    """Two channels of one person are one respondent, and an organisation is one."""
    responses = _responses(finished)
    everybody = {r["respondent_id"] for r in responses}
    valid = {r["respondent_id"] for r in responses if r["state"] == "VALID"}
    assert len(everybody) == TRUTH["counts"]["respondents"]
    assert len(valid) == TRUTH["counts"]["respondents_with_valid"]
    organisations = {
        finished.respondents[who]["name"]
        for who in everybody
        if finished.respondents[who]["kind"] == "ORGANISATION"
    }
    assert organisations == set(TRUTH["organisations"]["names"])
    two = [finished.response_of(key) for key in SPECIAL["two_channels"]]
    assert two[0]["respondent_id"] == two[1]["respondent_id"]
    assert {r["state"] for r in two} == {"VALID"}


def test_blank_duplicate_and_late_are_named(finished):
    """A blank form, a copied letter and a late form each get their state or mark."""
    assert finished.response_of(SPECIAL["blank"])["state"] == "BLANK"
    copies = [finished.response_of(key) for key in SPECIAL["duplicates"]]
    assert sorted(r["state"] for r in copies) == ["DUPLICATE", "VALID"]
    assert copies[0]["respondent_id"] == copies[1]["respondent_id"]
    for mark in ("late", "campaign"):
        assert finished.keys_where(KEYS, "marks", mark) == set(TRUTH["marks"][mark])


def test_consents_are_exact(finished):
    """The forms' consents are kept, and no finding quotes what must stay private."""
    consents = {
        key: finished.respondents[finished.response_of(key)["respondent_id"]]["consent"]
        for key in survey_rows()
    }
    for consent in ("PRIVATE", "ANONYMOUS"):
        named = {key for key, said in consents.items() if said == consent}
        assert named == set(TRUTH["consent"][consent])
    private = {finished.response_of(key)["respondent_id"] for key in TRUTH["consent"]["PRIVATE"]}
    for finding in _findings(finished):
        for quote_id in finding["quote_ids"]:
            assert finished.quotes[quote_id]["respondent_id"] not in private


def test_campaigns_are_exact(finished):
    """Both campaigns are found with all of their members and no other."""
    keys = {finished.response_of(key)["response_id"]: key for key in KEYS}
    found = {
        c["kind"]: {keys[m["response_id"]] for m in c["members"]}
        for c in finished.rows("campaigns")
    }
    assert len(finished.rows("campaigns")) == len(TRUTH["campaigns"])
    for campaign in TRUTH["campaigns"].values():
        assert found[campaign["kind"]] == set(campaign["members"])


def test_own_words_of_campaign_members_are_theirs(finished):
    """What a sender added is marked as own; what the organiser wrote is not."""
    for campaign in finished.rows("campaigns"):
        assert all(m["identical"] for m in campaign["members"]) == (campaign["kind"] == "IDENTICAL")
    members = {m["response_id"]: m for c in finished.rows("campaigns") for m in c["members"]}
    for key, words in TRUTH["campaigns"]["varied"]["own_words"].items():
        member = members[finished.response_of(key)["response_id"]]
        text = finished.documents[member["document_id"]]["text"]
        start = text.index(words)
        own = {n for span in member["own"] for n in range(span["start"], span["end"])}
        missed = [n for n in range(start, start + len(words)) if n not in own]
        assert not "".join(text[n] for n in missed).strip(" .,;"), key
        place = finished.place(key, words)
        assert all(s["campaign_id"] is None for s in finished.segments_at(place)), key


@pytest.mark.parametrize("question", ["q1", "q4", "q7", "q9"])
def test_closed_answers_are_exact(finished, question):
    """The boxes ticked make exactly the table of the truth, for respondents with a valid form."""
    truth = dict(TRUTH["closed"][question])
    base = truth.pop("base")
    whose = {r["response_id"]: r for r in finished.responses}
    said = {
        (whose[a["response_id"]]["respondent_id"], a["value"])
        for a in finished.rows("answers")
        if a["question_id"] == question and whose[a["response_id"]]["state"] == "VALID"
    }
    assert len({who for who, _ in said}) == base
    assert Counter(value for _, value in said) == truth
    closed = next(f["closed"] for f in finished.questions if f["question_id"] == question)
    if question != "q9":
        assert closed["base"] == base
        assert {o["option"]: o["respondents"] for o in closed["options"]} == truth


def test_positions_in_free_text_are_mostly_right(finished, show):
    """Agree is seldom taken for disagree, and most positions are the ones that are meant."""
    confusion = Confusion()
    for proposition, gold in sorted(TRUTH["positions"].items()):
        identical = False
        for key, position in sorted(gold.items()):
            if key in TRUTH["campaigns"]["identical"]["members"]:
                if identical:
                    continue
                identical = True
            got = finished.position_in_text(key, proposition)
            confusion.add(f"{proposition} {key}", position, got)
    show("Positions in free text, by respondent and proposition", confusion.table())
    assert confusion.verdicts["flip"] <= FLIPS_AT_MOST
    assert confusion.accuracy >= ACCURACY_AT_LEAST


def test_positions_are_seldom_invented(finished, show):
    """A respondent that says nothing on a proposition is seldom given a side on it."""
    invented = [
        f"{proposition} {key}: {got}"
        for proposition, gold in sorted(TRUTH["positions"].items())
        for key in KEYS
        if key not in gold
        and key not in (*SPECIAL["duplicates"], *SPECIAL["two_channels"])
        and finished.response_of(key)["state"] == "VALID"
        and (got := finished.position_in_text(key, proposition)) not in (None, "UNCLEAR", "NEITHER")
    ]
    show(f"Positions where nothing is said: {len(invented)}", *invented)
    assert len(invented) <= INVENTED_AT_MOST


def test_hard_sentences_are_seldom_turned_round(finished, show):
    """Sarcasm, concession, condition and negation: the truth or silence, seldom the opposite."""
    confusion = Confusion()
    for entry in TRUTH["hard"]:
        place = finished.place(entry["key"], entry["words"])
        assert place is not None, entry
        segments = finished.segments_at(place)
        got = finished.folded(segments, entry["proposition"])
        if segments and all(s["voice"]["kind"] == "CONSULTER" for s in segments):
            got = Position.NEITHER  # the council's claim, and nobody's view
        confusion.add(f"{entry['key']} ({entry['why']})", entry["position"], got)
    show("Hard sentences, each by the segments that hold it", confusion.table())
    assert confusion.verdicts["flip"] <= HARD_FLIPS_AT_MOST
    assert confusion.accuracy >= HARD_ACCURACY_AT_LEAST


def test_paragraphs_of_letters_go_to_their_questions(finished, show):
    """A letter's paragraphs answer the questions that they answer, and none where they do not."""
    wrong = []
    for entry in TRUTH["paragraphs"]:
        place = finished.place(entry["key"], entry["starts"])
        assert place is not None, entry
        coded = {
            ONE_MATTER.get(c["question_id"], c["question_id"])
            for s in finished.segments_at(finished.paragraph(place))
            for c in finished.coded(s["segment_id"], "question")
        }
        right = set(entry["questions"]) & coded if entry["questions"] else not coded
        if not right:
            wrong.append(
                f"{entry['key']} “{entry['starts']}”: {entry['questions']} {sorted(coded)}"
            )
    share = 1 - len(wrong) / len(TRUTH["paragraphs"])
    show(f"Paragraphs with their question: {share:.2f}", *wrong)
    assert share >= PARAGRAPHS_AT_LEAST


@pytest.mark.parametrize("point", TRUTH["single_points"], ids=lambda p: p["words"][:30])
def test_single_points_are_kept(finished, point):
    """A point that one respondent alone makes stands among the findings or the listed segments."""
    place = finished.place(point["key"], point["words"])
    assert place is not None
    listed = {q for f in finished.questions for q in f["unclustered_quote_ids"]}
    listed |= {q for finding in _findings(finished) for q in finding["quote_ids"]}
    assert any(overlaps(finished.quotes[quote_id], place) for quote_id in listed)


def test_filler_is_neither_themed_nor_scored(finished):
    """ "See above" and "N/A" say nothing; they make no theme and take no position."""
    for entry in TRUTH["filler"]:
        for segment in _segments_of_row(finished, entry["key"]):
            if (segment["text"], segment["question_id"]) == (entry["words"], entry["question"]):
                coded = {c["kind"] for c in finished.codings_of.get(segment["segment_id"], ())}
                assert not coded & {"theme", "stance"}, entry


def test_short_answers_are_no_filler(finished):
    """ "None" to a question about concerns, and a plain "No.", are answers."""
    for entry in TRUTH["no_filler"]:
        coded = {
            c["question_id"]
            for s in _segments_of_row(finished, entry["key"])
            if s["text"] == entry["words"]
            for c in finished.coded(s["segment_id"], "question")
        }
        assert entry["question"] in coded, entry


def test_automatic_reply_is_set_apart(finished):
    """An out-of-office message is an item, no response, and is listed with its reason."""
    items = finished.items_of(SPECIAL["set_apart"])
    assert items
    assert not [r for r in finished.responses_of(SPECIAL["set_apart"]) if r["state"] == "VALID"]
    documents = {d["document_id"] for d in finished.documents.values() if d["item_id"] in items}
    listed = {e["subject_id"] for e in finished.rows("exclusions")}
    assert listed & (items | documents) or any(
        "0003-out-of-office" in p["where"] for p in finished.run["problems"]
    )
    for segment in finished.segments.values():
        assert segment["document_id"] not in documents


def test_evidence_is_not_counted(finished):
    """Whoever speaks in the evidence report is in no base, no finding and no position."""
    items = finished.items_of(SPECIAL["evidence"])
    inside = {d["document_id"] for d in finished.documents.values() if d["item_id"] in items}
    assert inside
    for finding in _findings(finished):
        for quote_id in finding["quote_ids"]:
            assert finished.quotes[quote_id]["document_id"] not in inside
    names = {
        r["respondent_id"]
        for r in finished.respondents.values()
        if r["name"] == SPECIAL["evidence_organisation"]
    }
    assert not names & _counted(finished)


def test_press_stands_beside_the_base(finished):
    """An organisation that is only reported is in no base and in no position."""
    only_reported = {
        r["respondent_id"]
        for r in finished.respondents.values()
        if r["name"] == "Haverbrook Cycling Circle"
    }
    assert not only_reported & _counted(finished)
    reported = {
        who for f in finished.questions for r in f["reported"] for who in r["respondent_ids"]
    }
    assert only_reported & reported


@pytest.mark.parametrize("voice", TRUTH["voices"], ids=lambda v: v["words"][:30])
def test_statements_belong_to_who_makes_them(finished, voice):
    """The article's statements are those of their speakers; the council's are nobody's view."""
    place = finished.place(voice["key"], voice["words"], of_item=True)
    assert place is not None
    for segment in finished.segments_at(place):
        said = segment["voice"]
        assert said["kind"] == voice["kind"]
        assert said["organisation"] == voice.get("organisation") or voice["kind"] == "CONSULTER"
        if "speaker" in voice:
            assert said["speaker"] == voice["speaker"]
        if voice["kind"] == "CONSULTER":
            assert segment["respondent_id"] is None
    if voice["kind"] == "REPORTED":
        assert finished.segments_at(place)


@pytest.mark.parametrize("entry", TRUTH["not_an_answer"], ids=lambda e: e["words"][:30])
def test_what_is_nobodys_answer_is_not_coded(finished, entry):
    """Quoted messages, signatures, speaker's notes and running heads are nobody's answer."""
    place = finished.place(entry["key"], entry["words"], of_item=True)
    if place is not None:
        assert all(s["voice"]["kind"] == "CONSULTER" for s in finished.segments_at(place))


def test_welsh_is_kept_and_not_scored_silently(finished):
    """An answer in Welsh is a segment with its language, and no model gives it a position."""
    for entry in TRUTH["other_language"]:
        place = finished.place(entry["key"], entry["words"])
        assert place is not None
        segments = finished.segments_at(place)
        assert segments
        for segment in segments:
            assert segment["language"] == entry["language"]
            for coding in finished.coded(segment["segment_id"], "stance"):
                assert not coding["coder"].startswith("model:")


def _responses(finished: FinishedRun) -> list[dict]:
    """All responses but the automatic reply, if a run lists it as one that is no response."""
    apart = {r["response_id"] for r in finished.responses_of(SPECIAL["set_apart"])}
    return [r for r in finished.responses if r["response_id"] not in apart]


def _findings(finished: FinishedRun) -> list[dict]:
    return [finding for f in finished.questions for finding in f["findings"]]


def _counted(finished: FinishedRun) -> set[str]:
    """Everybody who stands in a base, a finding or a position."""
    counted = {who for f in finished.questions for who in f["base_respondent_ids"]}
    counted |= {who for finding in _findings(finished) for who in finding["respondent_ids"]}
    return counted | {
        who
        for f in finished.questions
        for p in f["propositions"]
        for people in p["positions"].values()
        for who in people
    }


def _segments_of_row(finished: FinishedRun, key: str) -> list[dict]:
    assert ROW_KEY.match(key)
    documents = {d["document_id"] for d in finished.documents_of(key)}
    return [s for s in finished.segments.values() if s["document_id"] in documents]
