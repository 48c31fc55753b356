"""Finding statements: who and how many, what they do, and their own words."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from consult.analysis.clauses import Clause
from consult.analysis.consent import may_be_named
from consult.analysis.options import FindingOptions
from consult.analysis.quote_choice import MOST_WORDS_SAID
from consult.analysis.wording import quantity_word
from consult.domain.coding import Position
from consult.domain.endings import without_what_leads_on
from consult.domain.finding import FindingKind
from consult.domain.ledger import Respondent, RespondentKind

ELLIPSIS = " …"
_LONGEST_LEAD = 34
_SHORTEST_LEAD = 4
_CLAUSE_ENDS = (",", ";", ":", "–", "—", ")")

_KIND_NOUN = {
    RespondentKind.ORGANISATION: "organisation",
    RespondentKind.INDIVIDUAL: "individual",
    RespondentKind.UNKNOWN: "respondent",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """The respondents of a statement: its subject, and how its verb must stand."""

    text: str
    plural: bool
    reported: bool = False

    def does(self, singular: str, plural: str) -> str:
        """Return the verb in agreement with the subject; reported people are reported to do it."""
        if self.reported:
            return f"{'are' if self.plural else 'is'} reported to {plural}"
        return plural if self.plural else singular


def subject(
    respondents: Sequence[Respondent],
    base: int,
    options: FindingOptions,
    *,
    answered: bool = True,
    reported: bool = False,
) -> Subject:
    """Return the subject of a statement, with n of base and the word of the table.

    A lone organisation is named where it may be. Below ``small_base`` only numbers stand.
    ``answered`` says "who answered"; ``reported`` that others report what they say.
    """
    n = len(respondents)
    if n == 1:
        lone = respondents[0]
        name = " ".join(lone.name.split())
        named = f"{name}, " if name and may_be_named(lone, options) else ""
        text = f"One {_KIND_NOUN[lone.kind]} ({named}{n} of {base})"
    elif base < options.words.small_base:
        text = f"{n} of {base} respondents"
    else:
        word = quantity_word(n, base, options.words).capitalize()
        who = " who answered" if answered and not reported else ""
        text = f"{word} respondents{who} ({n} of {base})"
    return Subject(text=text, plural=n > 1, reported=reported)


def on_proposition(
    kind: FindingKind, who: Subject, clause: Clause, condition: str | None = None
) -> str:
    """Return the statement of agreement, disagreement or conditional support."""
    if kind is FindingKind.DISAGREEMENT:
        return _stop(f"{who.text} {who.does('disagrees', 'disagree')} {clause.after_verb}")
    agrees = who.does("agrees", "agree")
    if kind is FindingKind.AGREEMENT:
        return _stop(f"{who.text} {agrees} {clause.after_verb}")
    said = f"{who.text} {agrees}, with conditions, {clause.after_verb}"
    if condition is None:
        return _stop(said)
    return f"{said}{', for example' if who.plural else ''}: {in_quotes(condition)}"


def views_differ(
    clause: Clause, counts: Sequence[tuple[Position, int]], base: int, *, reported: bool = False
) -> str:
    """Return the statement that views differ, with the number in each position, in numbers.

    Those who are in none of the positions are told of as unclear: a reader would else take the
    sides for the whole.
    """
    parts = [f"{n} {_position_verb(position, n)}" for position, n in counts]
    listed = parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
    who = f"of {base} respondents {'reported' if reported else 'who answered'}"
    rest = base - sum(n for _, n in counts)
    unclear = (
        f"; what the other {rest} {'holds' if rest == 1 else 'hold'} is unclear" if rest else ""
    )
    return _stop(f"Views differ on {clause.after_differ}: {who}, {listed}{unclear}")


def on_point(
    kind: FindingKind,
    who: Subject,
    words: str | None,
    *,
    lead: str | None = None,
    acting: int | None = None,
    act: FindingKind | None = None,
    sides: Collection[Position] = (),
    one_theme: bool = True,
) -> str:
    """Return the statement of an ask, a challenge, a point, or a point outside the questions.

    Args:
        kind: EVIDENCE_CHALLENGE, ASK, POINT or OUTSIDE_THE_QUESTIONS.
        who: the respondents.
        words: their own words, verbatim from a quote; None when nobody's may be shown.
        lead: what leads into the list that the words are an item of, verbatim.
        sides: the positions that they hold on what the question proposes; told where all of them
            are on one side of it.
        acting: how many of them ask or challenge, where not all who make the point do.
        act: what a point outside the questions does, if it asks or challenges.
        one_theme: False when the respondents share the kind of point, not one theme.
    """
    if words is None:
        return f"{who.text} {who.does('makes', 'make')} a point whose words may not be shown."
    verb = _one_side(sides, 2 if who.plural else 1)
    if verb is not None:
        pronoun = "which" if who.text.startswith("One organisation") else "who"
        who = replace(who, text=f"{who.text}, {pronoun} {verb},")
    example = ", for example" if who.plural and not one_theme else ""
    said = f"{who.text} {_doing(act or kind, who, acting)}{example}: {in_quotes(words, lead)}"
    if kind is FindingKind.OUTSIDE_THE_QUESTIONS:
        return f"Outside the questions, {said[0].lower()}{said[1:]}"
    return said


def in_quotes(words: str, lead: str | None = None) -> str:
    """Return verbatim words in marks of quotation, cut at a clause when they run long.

    An item of a list follows its ``lead`` after an ellipsis.
    """
    cut = excerpt(words, MOST_WORDS_SAID)
    before = f"{lead_excerpt(lead, _LONGEST_LEAD)}{ELLIPSIS} " if lead else ""
    if cut != words:
        return f"“{before}{cut}{ELLIPSIS}”"
    end = "" if cut[-1:] in ".!?…”" else "."
    return f"“{before}{cut}”{end}"


def excerpt(words: str, longest: int) -> str:
    """Return ``words`` whole, or their beginning up to a clause end, of at most ``longest``."""
    pieces = words.split(" ")
    if len(pieces) <= longest:
        return words
    clauses = [i for i in range(longest // 2, longest) if pieces[i - 1].endswith(_CLAUSE_ENDS)]
    cut = " ".join(pieces[: clauses[-1] if clauses else longest]).rstrip(",;:–— ")
    return without_what_leads_on(cut)


def lead_excerpt(lead: str, longest: int) -> str:
    """Return ``lead`` whole, or its last clauses, of at most ``longest`` words: they lead in.

    Where no clause is short enough its beginning stands, as :func:`excerpt` gives it.
    """
    pieces = lead.split(" ")
    if len(pieces) <= longest:
        return lead
    for start in range(len(pieces) - longest, len(pieces) - _SHORTEST_LEAD):
        if pieces[start - 1].endswith(_CLAUSE_ENDS):
            return f"{ELLIPSIS.strip()} {' '.join(pieces[start:])}"
    return excerpt(lead, longest)


def _doing(kind: FindingKind, who: Subject, acting: int | None) -> str:
    raises = who.does("raises", "raise")
    if kind is FindingKind.EVIDENCE_CHALLENGE:
        if acting is not None:
            return f"{raises} this point, {acting} of them to challenge how the evidence was read"
        return f"{who.does('challenges', 'challenge')} how the evidence was read"
    if kind is FindingKind.ASK:
        if acting is not None:
            return f"{raises} this point, {acting} of them as an ask for action"
        return f"{who.does('asks', 'ask')} for action"
    if who.plural:
        return f"{who.does('makes', 'make')} points such as"
    return who.does("says", "say")


def _one_side(sides: Collection[Position], n: int) -> str | None:
    """Return what all who hold these positions do, or None where they are on no one side."""
    held = set(sides)
    if held == {Position.AGREE, Position.AGREE_WITH_CONDITIONS}:
        return f"{_position_verb(Position.AGREE, n)}, some with conditions"
    for position in (Position.AGREE, Position.AGREE_WITH_CONDITIONS, Position.DISAGREE):
        if held == {position}:
            return _position_verb(position, n)
    return None


def _position_verb(position: Position, n: int) -> str:
    one = n == 1
    return {
        Position.AGREE: "agrees" if one else "agree",
        Position.AGREE_WITH_CONDITIONS: f"{'agrees' if one else 'agree'} with conditions",
        Position.DISAGREE: "disagrees" if one else "disagree",
        Position.MIXED: f"{'has' if one else 'have'} mixed views",
        Position.NEITHER: f"{'takes' if one else 'take'} neither side",
        Position.UNCLEAR: f"{'is' if one else 'are'} unclear",
    }[position]


def _stop(sentence: str) -> str:
    return sentence if sentence.endswith((".”", "!”", "?”")) else f"{sentence}."
