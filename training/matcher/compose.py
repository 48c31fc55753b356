"""Compose consultations with known truth: questions of one matter, and answers to each.

All questions of a consultation are about the same matter, so that what is asked, and not the
matter, tells them apart; that is what is hard in a real one. An answer is one to four sentences on
one aspect, some with a sentence that any answer could hold, or a remnant of the form.

``aspects.json`` holds what consultations ask, by aspect: forms of the question, and sentences that
speak to it. The sentences avoid the words of the questions, since answers do: who is asked about
coordination writes of taskforces and silos. Slots in braces are filled from ``topics.json``, where
a matter has the names that recur in it: ``{thing}`` and ``{who}`` and ``{users}`` are plural,
``{body}`` and ``{law}`` singular, ``{harm}`` and ``{good}`` stand as objects.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from training.matcher.groups import NO, YES, Group

_HERE = Path(__file__).resolve().parent
ASPECTS = json.loads((_HERE / "aspects.json").read_text("utf-8"))
_BANK = json.loads((_HERE / "topics.json").read_text("utf-8"))
TOPICS, PLACES = _BANK["topics"], _BANK["places"]
QUESTIONS = (8, 16)
ANSWERS_EACH = 3
DEVELOPMENT_TOPICS = 6
KEPT_EACH = 5
"""One sentence in so many is kept for development."""
COMMON = (
    "We welcome the opportunity to comment.",
    "We are grateful to the department for this paper.",
    "Our members have discussed this at length.",
    "As we set out elsewhere in this submission, {t} concern many of those we speak for.",
    "This response draws on a survey of our members.",
    "See also our reply above.",
    "{T} have changed a great deal over the last ten years.",
    "We work with {users} every day.",
    "There is much talk of {thing} at the moment.",
    "We would be pleased to discuss this further.",
    "As a membership body for {who}, we see this at first hand.",
    "In our experience {thing} and {thing2} raise much the same issues.",
    "{Harm} is on everybody's mind.",
    "We know that {good} is possible.",
)
LINKS = ("", "", "", "However, ", "In addition, ", "For example, ", "Moreover, ", "That said, ")
REMNANTS = ("Answer: ", "Response ", "{n}. ", "a. ", "- ", "Q{n}: ", "Comments: ")


def consultations(count: int, dice: random.Random, *, development: bool) -> Iterator[Group]:
    """Yield ``count`` consultations; those for development share no sentence with the others.

    Development has its own topics, and of each aspect its own sentences and one question.
    """
    topics = TOPICS[-DEVELOPMENT_TOPICS:] if development else TOPICS[:-DEVELOPMENT_TOPICS]
    for number in range(count):
        topic = dice.choice(topics)
        names = dice.sample(sorted(ASPECTS), dice.randint(*QUESTIONS))
        asked = [
            filled(dice.choice(questions(name, development=development)), topic, dice)
            for name in names
        ]
        texts, truth = [], []
        for place, name in enumerate(names):
            for _ in range(ANSWERS_EACH):
                texts.append(answer(name, asked[place], topic, dice, development=development))
                truth.append(tuple(YES if i == place else NO for i in range(len(names))))
        yield Group(
            source="consultation",
            name=f"consultation {number}",
            texts=tuple(texts),
            columns=tuple(wording for wording, _ in asked),
            truth=tuple(truth),
        )


def questions(name: str, *, development: bool) -> Sequence[str]:
    """Return the forms of a question that training, or development, may use."""
    forms: Sequence[str] = ASPECTS[name]["asked"]
    return forms[-1:] if development else forms[:-1]


def answer(
    name: str,
    asked: tuple[str, dict[str, str]],
    topic: dict[str, Any],
    dice: random.Random,
    *,
    development: bool,
) -> str:
    """Return an answer to one question of a consultation."""
    every = ASPECTS[name]["said"]
    speak = [s for i, s in enumerate(every) if (i % KEPT_EACH == KEPT_EACH - 1) == development]
    count = min(len(speak), dice.choice((1, 1, 2, 2, 3, 4)))
    # What a question singles out is what its answer speaks of; otherwise each sentence draws anew.
    slots = asked[1] if name == "special case" else None
    parts = []
    for place, sentence in enumerate(dice.sample(speak, count)):
        text = sentence.format(**(slots or drawn(topic, dice)))
        link = dice.choice(LINKS) if place else ""
        parts.append(link + (text[0].lower() + text[1:] if link and text[:2] != "I " else text))
    for _ in range(dice.choice((0, 0, 0, 1, 1, 2))):
        common = dice.choice(COMMON).format(**drawn(topic, dice))
        parts.insert(dice.choice((0, len(parts))), common)
    remnant = dice.choice(REMNANTS).format(n=dice.randint(1, 25)) if dice.random() < 0.15 else ""
    return remnant + " ".join(parts)


def filled(form: str, topic: dict[str, Any], dice: random.Random) -> tuple[str, dict[str, str]]:
    """Return a form with its slots filled, and what they were filled with."""
    slots = drawn(topic, dice)
    return form.format(**slots), slots


def drawn(topic: dict[str, Any], dice: random.Random) -> dict[str, str]:
    """Return one choice of names from a topic, each also with a capital."""
    thing, other = dice.sample(topic["things"], 2)
    place, elsewhere = dice.sample(PLACES, 2)
    slots = {
        "t": topic["t"],
        "thing": thing,
        "thing2": other,
        "harm": dice.choice(topic["harms"]),
        "good": dice.choice(topic["goods"]),
        "who": topic["who"],
        "users": topic["users"],
        "body": topic["body"],
        "law": topic["law"],
        "group": topic["group"],
        "place": place,
        "place2": elsewhere,
    }
    return slots | {k.capitalize(): v[0].upper() + v[1:] for k, v in slots.items()}
