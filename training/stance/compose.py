"""Consultation sentences with known stance, made of frames, banks and arguments of public sets."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from consult.coding.negation import negate
from training.stance import banks, frames
from training.stance.rows import Row, one_hot
from training.stance.sentences import bare, clause, held_out, sentence, stop

FLIPPED = {"agree": "disagree", "disagree": "agree", "neither": "neither"}


@dataclass(frozen=True, slots=True)
class Composer:
    """Draws rows from one half of the frames and banks: those for training or those held out."""

    dice: random.Random
    development: bool = False
    arguments: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    """Proposition -> stance -> arguments, of public sets."""

    def _of(self, options: Sequence[str]) -> list[str]:
        kept = [o for o in options if held_out(o) is self.development]
        return kept or list(options)

    def _bank(self, options: Sequence[tuple[Any, ...]]) -> tuple[Any, ...]:
        kept = [o for o in options if held_out(str(o[0])) is self.development]
        return self.dice.choice(kept or list(options))

    def _speaker(self) -> dict[str, str]:
        s = (
            self.dice.choice(banks.SPEAKERS)
            if self.dice.random() < 0.4
            else self.dice.choice(("We", "I", "We"))
        )
        first = s if s in {"We", "I"} else "We"
        return {
            "s": s,
            "s2": {"I": "my"}.get(s, "our"),
            "s_low": "I" if first == "I" else "we",
            "s_obj": "me" if first == "I" else "us",
            "s_poss": "my" if first == "I" else "our",
            "actor": self.dice.choice(banks.ACTORS),
        }

    def _fill(self, options: Sequence[str], **slots: str) -> str:
        return sentence(self.dice.choice(self._of(options)).format(**{**self._speaker(), **slots}))

    def action(self) -> Row:
        """Return a row on something to be done, said as a proposition in one of five ways."""
        vp, ing, np = self._bank(banks.ACTIONS)
        slots = {"vp": vp, "ing": ing, "np": np, "np_bare": re.sub(r"^(the|an?) ", "", np)}
        stance = self.dice.choice(("agree", "agree", "disagree", "disagree", "disagree", "neither"))
        if stance == "agree" and self.dice.random() < 0.3:
            text = self._fill(frames.CONDITIONAL, c=self.dice.choice(banks.CONDITIONS), **slots)
            kind = "condition"
        else:
            options = {
                "agree": frames.ACT_AGREE,
                "disagree": frames.ACT_DISAGREE,
                "neither": frames.ACT_NEITHER,
            }[stance]
            text, kind = self._fill(options, **slots), "action"
        actor = self.dice.choice(banks.ACTORS)
        proposition, turn = self.dice.choice(
            (
                (f"{actor} should {vp}", False), (f"{actor} should {vp}", False),
                (f"{actor} must {vp}", False), (f"{ing} would be a good thing", False),
                (f"{actor} should not {vp}", True), (f"{ing} would be a mistake", True),
                (f"there is a case for {ing}", False),
            )
        )  # fmt: skip
        return self._row(kind, proposition, text, FLIPPED[stance] if turn else stance)

    def consequence(self) -> Row:
        """Return a row that says what something would bring about, for good or ill."""
        vp, ing, np = self._bank(banks.ACTIONS)
        actor = self.dice.choice(banks.ACTORS)
        proposition, turn = self.dice.choice(
            (
                (f"{actor} should {vp}", False),
                (f"{actor} should {vp}", False),
                (f"{np} would be a good thing", False),
                (f"{actor} should not {vp}", True),
                (f"{ing} would be a mistake", True),
                (f"{ing} would improve matters", False),
            )
        )
        against = self.dice.random() < 0.55
        text = self._fill(
            frames.HARM_DISAGREE if against else frames.GAIN_AGREE,
            ing=self.dice.choice((ing, ing, np, "the proposal", "this")),
            harm=self.dice.choice(self._of(banks.HARMS)),
            gain=self.dice.choice(self._of(banks.GAINS)),
        )
        stance = "disagree" if against else "agree"
        return self._row("consequence", proposition, text, FLIPPED[stance] if turn else stance)

    def instead(self) -> Row:
        """Return a row whose text wants the opposite of what is proposed."""
        proposed, other = self._bank(banks.INSTEADS)
        text = self._fill(frames.INSTEAD, other=other)
        agrees = self.dice.random() < 0.3
        if agrees:
            proposed = other
        proposition = f"{self.dice.choice(banks.ACTORS)} should {proposed}"
        if self.dice.random() < 0.2:
            proposition, agrees = negate(proposition) or proposition, not agrees
        return self._row("instead", proposition, text, "agree" if agrees else "disagree")

    def remedy(self) -> Row:
        """Return a row that asks for what would mend a problem, and so agrees there is one."""
        if self.dice.random() < 0.65:
            problem, contrary, other = self._bank(banks.REMEDIES)
        else:
            it = self.dice.choice(self._of(banks.THINGS))
            good, bad = self.dice.choice(banks.STATES)
            problem, contrary = f"{it} {bad}", f"{it} {good}"
            verb = self.dice.choice(
                ("improve", "reform", "mend", "sort out", "look hard at", "fix")
            )
            other = f"{verb} {it}"
        text = self._fill(frames.INSTEAD + frames.REMEDY, other=other)
        if self.dice.random() < 0.45:
            return self._row("remedy", contrary, text, "disagree")
        return self._row("remedy", problem, text, "agree")

    def state(self) -> Row:
        """Return a row on whether something is good or bad."""
        it = self.dice.choice(self._of(banks.THINGS))
        good, bad = self.dice.choice(banks.STATES)
        praises = self.dice.random() < 0.5
        frame = frames.STATE_GOOD if praises else frames.STATE_BAD
        text = self._fill(frame, it=it, good=good, bad=bad)
        if self.dice.random() < 0.4:
            good, bad = self.dice.choice(banks.STATES)
        asked_good = self.dice.random() < 0.5
        proposition = f"{it} {good if asked_good else bad}"
        return self._row(
            "state", proposition, text, "agree" if asked_good == praises else "disagree"
        )

    def claim(self) -> Row:
        """Return a row on a statement of fact or judgement, or on its contrary."""
        claim, contrary, topic = self._bank(banks.CLAIMS)
        proposition, turn = claim, self.dice.random() < 0.35
        if self.dice.random() < 0.3:
            claim, contrary, proposition = contrary, claim, contrary
        return self._claim_row("claim", proposition, claim, contrary, topic, turn=turn)

    def public_claim(self) -> Row:
        """Return a row whose statement is a proposition of the public sets."""
        choices = self._claims()
        proposition = self.dice.choice(choices)
        contrary = negate(proposition)
        assert contrary is not None
        return self._claim_row(
            "public_claim",
            proposition,
            clause(proposition),
            clause(contrary),
            "the question whether " + clause(proposition),
            turn=self.dice.random() < 0.25,
        )

    def _claims(self) -> list[str]:
        return [
            p
            for p in sorted(self.arguments)
            if held_out(p) is self.development and len(p.split()) < 16 and _is_statement(p)
        ]

    def _claim_row(
        self, kind: str, proposition: str, claim: str, contrary: str, topic: str, *, turn: bool
    ) -> Row:
        stance = self.dice.choice(("agree", "agree", "disagree", "disagree", "disagree", "neither"))
        options = {
            "agree": frames.CLAIM_AGREE,
            "disagree": frames.CLAIM_DISAGREE,
            "neither": frames.CLAIM_NEITHER,
        }[stance]
        text = self._fill(options, claim=claim, contrary=contrary, topic=topic)
        if turn:
            proposition = negate(proposition) or proposition
            stance = FLIPPED[stance]
        return self._row(kind, proposition, text, stance)

    def scarce(self) -> Row:
        """Return a row on something that there is too little of, or enough."""
        noun, plural = self._bank(banks.SCARCE)
        be = "are" if plural else "is"
        stance = self.dice.choice(("agree", "agree", "disagree"))
        options: tuple[str, ...] = frames.LACK_AGREE if stance == "agree" else frames.LACK_DISAGREE
        if plural:
            options = tuple(_with_plural(option) for option in options)
        text = self._fill(options, n=noun, **{"is": be})
        proposition, turn = self.dice.choice(
            (
                (f"there {be} not enough {noun}", False),
                (f"{noun} {be} in short supply", False),
                (f"more {noun} {be} needed", False),
                (f"there {be} enough {noun}", True),
                (f"the present level of {noun} is right", True),
            )
        )
        return self._row("scarce", proposition, text, FLIPPED[stance] if turn else stance)

    def rivals(self) -> Row:
        """Return a row on whether two things conflict, or should be split."""
        x, y = self._bank(banks.RIVALS)
        if self.dice.random() < 0.5:
            x, y = y, x
        tension = (
            f"there is a tension between {x} and {y}", f"there is a conflict between {x} and {y}",
            f"{x} and {y} pull in different directions", f"{x} gets in the way of {y}",
        )  # fmt: skip
        split = (
            f"{x} and {y} should be separated", f"{x} should be run apart from {y}",
            f"{x} and {y} should be split between two bodies",
            f"separating {x} from {y} would improve services",
        )  # fmt: skip
        whole = (f"{x} and {y} belong together", f"{x} and {y} should be kept together")
        on_split = self.dice.random() < 0.5
        stance = self.dice.choice(("agree", "disagree", "disagree"))
        options: tuple[str, ...]
        if on_split:
            against = frames.SPLIT_DISAGREE + frames.RIVAL_DISAGREE
            options = frames.SPLIT_AGREE if stance == "agree" else against
        else:
            options = frames.RIVAL_AGREE if stance == "agree" else frames.RIVAL_DISAGREE
        text = self._fill(options, x=x, y=y)
        if self.dice.random() < 0.25:
            return self._row("rivals", self.dice.choice(whole), text, FLIPPED[stance])
        return self._row("rivals", self.dice.choice(split if on_split else tension), text, stance)

    def compared(self) -> Row:
        """Return a row on which of two things is better."""
        x, y = self._bank(banks.COMPARED)
        stance = self.dice.choice(("agree", "disagree"))
        options = frames.BETTER_AGREE if stance == "agree" else frames.BETTER_DISAGREE
        text = self._fill(options, x=x, y=y)
        if self.dice.random() < 0.4 and "nothing to choose" not in text and "at least" not in text:
            x, y, stance = y, x, FLIPPED[stance]
        proposition = self.dice.choice(
            (
                f"{x} are better than {y}", f"{x} should be preferred to {y}",
                f"{x} serve people better than {y}", f"money is better spent on {x} than on {y}",
                f"{x} should come before {y}",
            )
        )  # fmt: skip
        return self._row("compared", proposition, text, stance)

    def plain(self) -> Row:
        """Return a row of bare agreement or disagreement with any proposition."""
        stance = self.dice.choice(("agree", "disagree"))
        options = frames.PLAIN_AGREE if stance == "agree" else frames.PLAIN_DISAGREE
        return self._row("plain", self._any_proposition(), self._fill(options), stance)

    def neutral(self) -> Row:
        """Return a row that says nothing about the proposition."""
        text = " ".join(
            self.dice.sample(self._of(banks.NEUTRAL), self.dice.choice((1, 1, 1, 2, 2, 3)))
        )
        return self._row("neutral", self._any_proposition(), text, "neither")

    def elsewhere(self) -> Row:
        """Return a row whose text takes a stance on some other proposition."""
        maker = self.dice.choice((self.action, self.claim, self.public_claim, self.scarce))
        text = maker().text
        return self._row("elsewhere", self._any_proposition(), text, "neither")

    def contrast(self) -> Row:
        """Return a row of courtesy or concession, in which what follows the turn carries."""
        proposition, own, other, stance = self._two_sides()
        way = self.dice.random()
        if way < 0.45:
            turn = self.dice.choice(self._of(frames.TURNS)).format(t=clause(own))
            text = f"{self.dice.choice(self._of(banks_polite()))} {turn}"
        else:
            frame = self.dice.choice(self._of(frames.CONCESSIONS))
            text = frame.format(o=clause(other), o_cap=bare(other), t=clause(own))
        return self._row("contrast", proposition, sentence(stop(text)), stance)

    def both(self) -> Row:
        """Return a row that says something for and something against, in equal parts."""
        proposition, one, other, _ = self._two_sides()
        frame = self.dice.choice(frames.BOTH_SIDES)
        text = frame.format(a=clause(one), a_cap=bare(one), b=clause(other))
        return Row(
            source="both",
            proposition=sentence(proposition),
            text=sentence(text),
            target=(0.5, 0.5, 0.0),
            weight=0.5,
        )

    def long(self) -> Row:
        """Return a row of two to four sentences, of which one carries the stance."""
        maker: Callable[[], Row] = self.dice.choice(
            (self.action, self.claim, self.argument, self.argument, self.contrast, self.consequence)
        )
        core = maker()
        extra = self.dice.sample(self._of(banks.NEUTRAL[:34]), self.dice.choice((1, 1, 2)))
        extra = [e for e in extra if len(e.split()) > 4]
        place = self.dice.randint(0, len(extra))
        text = " ".join([*extra[:place], stop(core.text), *extra[place:]])
        return Row(
            source="long",
            proposition=core.proposition,
            text=text,
            target=core.target,
        )

    def argument(self) -> Row:
        """Return an argument of the public sets as it stands."""
        proposition, own, _, stance = self._two_sides()
        return self._row("argument", proposition, sentence(stop(own)), stance)

    def _two_sides(self) -> tuple[str, str, str, str]:
        choices = self.arguments
        while True:
            proposition = self.dice.choice(sorted(choices))
            sides = choices[proposition]
            if sides["agree"] and sides["disagree"]:
                break
        stance = self.dice.choice(("agree", "disagree"))
        own = self.dice.choice(sides[stance])
        other = self.dice.choice(sides[FLIPPED[stance]])
        return proposition, own, other, stance

    def _any_proposition(self) -> str:
        if self.dice.random() < 0.5:
            return self.dice.choice(sorted(self.arguments))
        maker = self.dice.choice((self.action, self.claim, self.scarce, self.rivals, self.compared))
        return maker().proposition

    def _row(self, source: str, proposition: str, text: str, stance: str) -> Row:
        return Row(
            source=source,
            proposition=sentence(proposition).rstrip("."),
            text=text,
            target=one_hot(stance),
        )


_PLURALS = (
    ("so little {n}", "so few {n}"),
    ("how little", "how few"),
    ("too much", "too many"),
    ("so much", "so many"),
    ("much more", "many more"),
)


def _with_plural(frame: str) -> str:
    for singular, plural in _PLURALS:
        frame = frame.replace(singular, plural)
    return frame


def _is_statement(proposition: str) -> bool:
    """Return whether a proposition has a verb that was found, and so can follow "that"."""
    turned = negate(proposition)
    return turned is not None and not turned.startswith("It is not true that")


def banks_polite() -> tuple[str, ...]:
    """Return the courtesies that may come before a turn."""
    return frames.POLITE
