"""Arguments about measures with known stance: what is said of their effects, not of the plan."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from training.stance import banks, measures
from training.stance.rows import Row, one_hot
from training.stance.sentences import clause, held_out, lower_first, sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A measure, which limits something or brings it in, and the side that is argued."""

    limits: bool
    against: bool
    slots: dict[str, str]

    def turned(self) -> Case:
        """Return the other side of the same measure."""
        return replace(self, against=not self.against)

    def frames(self) -> tuple[str, ...]:
        """Return the sentences that argue this side."""
        return {
            (True, False): measures.LIMIT_FOR,
            (True, True): measures.LIMIT_AGAINST,
            (False, False): measures.BRING_FOR,
            (False, True): measures.BRING_AGAINST,
        }[self.limits, self.against]


@dataclass(frozen=True, slots=True)
class Arguer:
    """Draws rows from one part of the measures and frames: for training, or held out."""

    dice: random.Random
    development: bool = False

    def measure(self) -> Row:
        """Return a row that argues from what a measure does to people, in one to five sentences."""
        case = self._case()
        said = self._said(case, self.dice.choice((1, 1, 1, 2, 2, 3)))
        if self.dice.random() < 0.15:
            turn = self.dice.choice(self._of(measures.CONTRASTS))
            other = self._said(case.turned(), 1)[0]
            own = turn.format(t=lower_first(said[0]))
            said = [f"Some say that {clause(other)}.", own, *said[1:]]
        return self._row("measure", case, said)

    def measure_both(self) -> Row:
        """Return a row that argues for a measure and against it, in about equal parts."""
        case = self._case()
        one = self._said(case, self.dice.choice((1, 1, 2)))
        other = self._said(case.turned(), self.dice.choice((1, 1, 2)))
        turn = self.dice.choice(self._of(measures.CONTRASTS)).format(t=lower_first(other[0]))
        row = self._row("both", case, [*one, turn, *other[1:]])
        return replace(row, target=(0.5, 0.5, 0.0), weight=0.5)

    def measure_elsewhere(self) -> Row:
        """Return a row that argues about one measure, or tells of oneself, under another's name."""
        case, asked = self._case(), self._case()
        while asked.slots["x"] == case.slots["x"]:
            asked = self._case()
        said = self._said(case, 2)
        if self.dice.random() < 0.3:
            said = [self.dice.choice(self._of(measures.PERSONAS))]
        row = self._row("elsewhere", asked, said)
        return replace(row, target=one_hot("neither"))

    def _of(self, options: Sequence[str]) -> list[str]:
        kept = [o for o in options if held_out(o) is self.development]
        return kept or list(options)

    def _case(self) -> Case:
        limits = self.dice.random() < 0.55
        bank = measures.RESTRICTED if limits else measures.BROUGHT_IN
        kept: list[Any] = [o for o in bank if held_out(o[0]) is self.development]
        x, plural, who, firms, end, other = self.dice.choice(kept or list(bank))
        one_end = " and " not in end
        slots = {
            "x": x, "who": who, "firms": firms, "harm": end, "gain": end, "ill": other,
            "do": "do" if plural else "does", "bring": "bring" if plural else "brings",
            "have": "have" if plural else "has", "s": "" if plural else "s",
            "have_harm": "has" if one_end else "have", "s_harm": "s" if one_end else "",
        }  # fmt: skip
        return Case(limits=limits, against=self.dice.random() < 0.5, slots=slots)

    def _said(self, case: Case, count: int) -> list[str]:
        known = self._of(case.frames())
        drawn = {
            "cut": self.dice.choice(measures.CUTS),
            "help": self.dice.choice(measures.HELPS),
            "more": self.dice.choice(measures.MORES),
            "place": self.dice.choice(measures.PLACES),
        }
        first, *more = (
            frame.format(**case.slots, **drawn)
            for frame in self.dice.sample(known, min(count, len(known)))
        )
        links = [self.dice.choice(measures.LINKS) for _ in more]
        linked = [
            link + lower_first(said) if link else said
            for link, said in zip(links, more, strict=True)
        ]
        return [first, *linked]

    def _row(self, source: str, case: Case, said: list[str]) -> Row:
        asked, turn = self.dice.choice(
            measures.LIMIT_ASKED if case.limits else measures.BRING_ASKED
        )
        proposition = asked.format(actor=self.dice.choice(banks.ACTORS), **case.slots)
        if self.dice.random() < 0.3:
            persona = self.dice.choice(self._of(measures.PERSONAS))
            said = [persona, *said] if self.dice.random() < 0.5 else [*said, persona]
        if self.dice.random() < 0.2:
            said = [*said, self.dice.choice(self._of(measures.FLOURISHES))]
        return Row(
            source=source,
            proposition=sentence(proposition).rstrip("."),
            text=sentence(" ".join(said)),
            target=one_hot("disagree" if case.against != turn else "agree"),
        )
