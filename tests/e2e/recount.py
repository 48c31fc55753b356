"""Counting a run's findings again from its public files, by a reading of the method alone.

Nothing of the package's own analysis is used here, so that an error there cannot hide itself. The
conventions are those of both shipped consultations: late responses count, an identical campaign
text counts once a campaign, reported statements stand beside the base.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from tests.demo.finished import FinishedRun, Row

CLEAR = {"AGREE", "AGREE_WITH_CONDITIONS", "DISAGREE", "MIXED"}


@dataclass(frozen=True, slots=True)
class Counted:
    """Who speaks to a question, and who of them shares an identical campaign text."""

    responses: frozenset[str]
    speaking: frozenset[str]
    groups: tuple[frozenset[str], ...]

    @property
    def collapsed(self) -> int:
        """Respondents with each identical campaign counted once."""
        return len(self.speaking) - sum(len(group) - 1 for group in self.groups)


def fold(positions: Iterable[str]) -> str:
    """One respondent's position from those of its segments and ticks."""
    seen = set(positions)
    agrees = seen & {"AGREE", "AGREE_WITH_CONDITIONS"}
    if "MIXED" in seen or (agrees and "DISAGREE" in seen):
        return "MIXED"
    for position in ("AGREE_WITH_CONDITIONS", "AGREE", "DISAGREE", "NEITHER"):
        if position in seen:
            return position
    return "UNCLEAR"


class Recount:
    """The numbers of a run, from items, responses, answers, documents, segments and codings."""

    def __init__(self, run: FinishedRun) -> None:
        self.run = run
        self.questions = {q["question_id"]: q for q in run.rows("questions")}

    @cached_property
    def valid(self) -> dict[str, Row]:
        """Responses that count, by id."""
        return {r["response_id"]: r for r in self.run.responses if r["state"] == "VALID"}

    @cached_property
    def response_of_document(self) -> dict[str, Row]:
        """The counting response that a document came in."""
        of_item = {item: r for r in self.valid.values() for item in r["item_ids"]}
        found = {}
        for document in self.run.documents.values():
            item = document["item_id"]
            while item is not None and item not in of_item:
                item = self.run.items[item]["parent_id"]
            if item is not None and document["role"] == "RESPONSE":
                found[document["document_id"]] = of_item[item]
        return found

    @cached_property
    def own(self) -> dict[str, Row]:
        """Segments in which respondents speak for themselves in their own responses."""
        own = {}
        for segment_id, segment in self.run.segments.items():
            response = self.response_of_document.get(segment["document_id"])
            if response is None or segment["voice"]["kind"] == "CONSULTER":
                continue
            whose = segment["respondent_id"]
            if whose is not None and (
                segment["voice"]["kind"] == "RESPONDENT" or whose == response["respondent_id"]
            ):
                own[segment_id] = segment
        return own

    @cached_property
    def answers(self) -> list[Row]:
        """Answers of counting responses that say something."""
        return [
            a
            for a in self.run.rows("answers")
            if a["response_id"] in self.valid
            and (set(a["segment_ids"]) & self.own.keys() if a["document_id"] else a["value"])
        ]

    @cached_property
    def identical(self) -> dict[str, str]:
        """Document -> the campaign that it is an identical copy of."""
        return {
            member["document_id"]: campaign["campaign_id"]
            for campaign in self.run.rows("campaigns")
            for member in campaign["members"]
            if member["identical"]
        }

    def asked_in(self, question_id: str) -> set[str]:
        """A question and, for a closed one, the open question that explains it."""
        question = self.questions[question_id]
        pair = question["paired_with"] if question["kind"] == "CLOSED" else None
        return {question_id} | ({pair} if pair else set())

    def segments_in(self, question_ids: set[str]) -> list[Row]:
        coded = {
            c["segment_id"]
            for c in self.run.codings
            if c["kind"] == "question" and c["question_id"] in question_ids
        }
        return [self.own[i] for i in sorted(coded & self.own.keys())]

    def base_of(self, question_id: str | None) -> Counted:
        if question_id is not None:
            return self._counted(
                self.segments_in(self.asked_in(question_id)),
                [a for a in self.answers if a["question_id"] == question_id],
            )
        about_self = {i for i, q in self.questions.items() if q["kind"] == "DEMOGRAPHIC"}
        said = self._counted(
            self.own.values(), [a for a in self.answers if a["question_id"] not in about_self]
        )
        everybody = frozenset(r["respondent_id"] for r in self.valid.values())
        return Counted(frozenset(self.valid), said.speaking | everybody, said.groups)

    def _counted(self, segments: Iterable[Row], answers: Iterable[Row]) -> Counted:
        sent: defaultdict[str, set[str | None]] = defaultdict(set)
        responses = {a["response_id"] for a in answers}
        speaking = {self.valid[r]["respondent_id"] for r in responses}
        for segment in segments:
            sent[segment["respondent_id"]].add(self.identical.get(segment["document_id"]))
            responses.add(self.response_of_document[segment["document_id"]]["response_id"])
        ticked = {
            self.valid[a["response_id"]]["respondent_id"] for a in answers if not a["document_id"]
        }
        groups: defaultdict[str, set[str]] = defaultdict(set)
        for who, campaigns in sent.items():
            (campaign, *others) = campaigns
            if campaign is not None and not others and who not in ticked:
                groups[campaign].add(who)
        return Counted(
            frozenset(responses),
            frozenset(speaking | sent.keys()),
            tuple(frozenset(group) for group in groups.values()),
        )

    def positions(self, question_id: str, proposition_id: str) -> dict[str, str]:
        """Respondent -> folded position, of all who take or tick one in a question or its pair."""
        pair = self.questions[question_id]["paired_with"]
        senders = {r["respondent_id"] for r in self.valid.values()}
        held: defaultdict[str, set[str]] = defaultdict(set)
        for coding in self.run.codings:
            if coding["kind"] != "stance" or coding["proposition_id"] != proposition_id:
                continue
            if coding["question_id"] not in {question_id, pair}:
                continue
            who, segment_id = coding["respondent_id"], coding["segment_id"]
            if segment_id is None:
                counts = who in senders
            else:
                counts = segment_id in self.own and self.own[segment_id]["respondent_id"] == who
            if counts:
                held[who].add(coding["position"])
        return {who: fold(positions) for who, positions in held.items()}

    def ticks(self, question_id: str) -> dict[str, set[str]]:
        """Respondent -> the options of its last response that answers."""
        last: dict[str, str] = {}
        said: defaultdict[str, set[str]] = defaultdict(set)
        for answer in self.answers:
            if answer["question_id"] == question_id and answer["value"]:
                said[answer["response_id"]].add(answer["value"])
        for response_id in sorted(said, key=lambda i: (self.valid[i]["received"] or "", i)):
            last[self.valid[response_id]["respondent_id"]] = response_id
        return {who: said[response_id] for who, response_id in last.items()}
