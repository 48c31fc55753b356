"""Where the subject of a yes/no question ends, found without a parser, or not at all."""

from __future__ import annotations

import re
from collections.abc import Sequence


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_PRONOUNS = _words("we they it there he she i everyone everybody nobody someone")
_DEMONSTRATIVES = _words("this that these those")
_BEFORE_NOUN = _words(
    "a an the this that these those our their its his her my your every each any some all no "
    "both many more most fewer less such other another new current existing proposed local"
)
_BEFORE_OBJECT = _words(
    "of to for in on at from with by about into over under between through across without "
    "within and or but as than who which that where when while if whether not"
)
_MODALS = _words("should would could can will must may might shall does do did")
_BE_HAVE = _words("is are was were be been being has have had")
_ADVERBS = _words("also always only still ever already currently now never just simply")
_VERBS = _words(
    "be have do go make take give get keep let put pay provide ensure allow require remain "
    "become continue include introduce create build improve reduce receive apply add adopt "
    "agree aim ask avoid ban begin bring buy close collect combine commit compel consider "
    "consult cover cut decide deliver deserve develop encourage end enforce enable enter "
    "establish exceed exist expand explain extend fall fit follow form gain grow happen help "
    "hold identify impose increase inform invest involve join lead learn limit live look lose "
    "lower maintain manage meet merge move need offer open operate permit prevent prioritise "
    "prohibit promote protect publish raise reach recognise recruit regulate reflect reject "
    "rely relax remove replace restrict retain run scrap sell send serve set share show spend "
    "stay stop strengthen strike support tackle teach tell treat try use wait widen withdraw "
    "work discourage deter affect disrupt undermine address achieve attract divert ignore"
)
_NOUN_OR_VERB = _words(
    "aim ban bring charge close cover cut end form fund help increase limit lead look move "
    "need offer open plan place run set share show stay stop strike support try use work "
    "treat review change cost design train test record report license vote waste"
)
_ADJECTIVES = _words(
    "right wrong fair unfair clear unclear enough necessary unnecessary important appropriate "
    "reasonable adequate inadequate sufficient insufficient suitable safe unsafe good bad "
    "realistic fit ready correct essential possible impossible sensible likely unlikely able "
    "unable worth consistent easy hard difficult accurate complete comprehensive "
    "proportionate strong weak high low big small open transparent robust effective better "
    "worse best too well still currently now already more less responsible relevant workable "
    "fit-for-purpose"
)
_ADJECTIVE_ENDING = re.compile(r"(?:able|ible|ful|less|ous|sive|tive|ic)\Z")
_NOT_PARTICIPLES = _words(
    "need speed seed feed bed shed red hundred breed weed deed embed wed hatred"
)
_IRREGULAR = _words(
    "made given kept left met set done held built taken seen run paid put been had gone "
    "become shown drawn written spent led lost known broken"
)
_REDUCED = _words(
    "proposed described outlined listed suggested given made shown identified based required "
    "needed used provided affected run led owned set"
)
_RELATIVE = _words("who which that")
_PROGRESSIVE = _words(
    "doing going working getting making providing meeting running moving asking spending "
    "failing helping causing becoming taking"
)


def predicate_start(words: Sequence[str], auxiliary: str) -> int | None:
    """Return the index in ``words`` at which the predicate begins, or None when it is not plain.

    ``words`` follow the auxiliary in the question, subject first. Relative clauses and
    attributes in the subject are stepped over; where the words leave two readings, None.
    """
    bare = [word.lower().strip("“”‘’\"'(),;:") for word in words]
    if len(bare) < 2:
        return None
    if bare[0] in _PRONOUNS or (bare[0] in _DEMONSTRATIVES and _can_begin(bare[1])):
        return 1
    if auxiliary in ("is", "are", "was", "were"):
        return _after_copula(bare)
    if auxiliary in ("has", "have"):
        return next(
            (i for i in range(1, len(bare)) if _is_participle(bare[i]) and _is_free(bare, i)), None
        )
    return _base_verb(bare, words)


def third_person(predicate: str) -> str:
    """Return a predicate with its base verb in the third person singular."""
    words = predicate.split()
    at = 0
    while at + 1 < len(words) and words[at].lower() in _ADVERBS:
        at += 1
    verb = words[at]
    if verb in ("have", "do", "go", "be"):
        verb = {"have": "has", "do": "does", "go": "goes", "be": "is"}[verb]
    elif verb.endswith("y") and verb[-2:-1] not in "aeiou":
        verb = verb[:-1] + "ies"
    elif verb.endswith(("s", "sh", "ch", "x", "z", "o")):
        verb += "es"
    else:
        verb += "s"
    return " ".join([*words[:at], verb, *words[at + 1 :]])


def _can_begin(word: str) -> bool:
    return word in _VERBS or word in _ADJECTIVES or word in ("a", "an", "the", "not")


def _is_free(bare: Sequence[str], index: int) -> bool:
    """Return whether the word before lets a predicate begin here."""
    before = bare[index - 1]
    return before not in _BEFORE_NOUN | _BEFORE_OBJECT | _MODALS | _ADVERBS | _BE_HAVE


def _base_verb(bare: Sequence[str], words: Sequence[str]) -> int | None:
    unsure: int | None = None
    for index in range(1, len(bare)):
        word = bare[index]
        after = bare[index + 1] if index + 1 < len(bare) else ""
        if word in _ADVERBS and (after in _VERBS or after in _NOUN_OR_VERB):
            return index
        if word not in _VERBS | _NOUN_OR_VERB or not _is_free(bare, index):
            continue
        if word not in _NOUN_OR_VERB:
            return index
        named = index + 1 < len(words) and words[index + 1][:1].isupper()
        takes_object = (
            named or after in _BEFORE_NOUN | _BEFORE_OBJECT or after.endswith("s") or not after
        )
        if unsure is None and takes_object:
            unsure = index
    return _unknown_verb(bare) if unsure is None else unsure


def _unknown_verb(bare: Sequence[str]) -> int | None:
    """Return where a verb that is in no list must stand: before an object, or after a plural."""
    plural = bare[0] not in _BEFORE_NOUN and bare[0].endswith("s")
    if len(bare) > 2 and plural and bare[1] not in _BEFORE_OBJECT | _BEFORE_NOUN:
        return 1
    for index in range(1, len(bare) - 1):
        own = bare[index] not in _BEFORE_NOUN | _BEFORE_OBJECT
        if own and _is_free(bare, index) and bare[index + 1] in _BEFORE_NOUN:
            return index
    return None


def _is_participle(word: str) -> bool:
    regular = word.endswith("ed") and len(word) > 4 and word not in _NOT_PARTICIPLES
    return regular or word in _IRREGULAR


def _after_copula(bare: Sequence[str]) -> int | None:
    fallback: int | None = None
    for index in range(1, len(bare)):
        word = bare[index]
        if not _is_free(bare, index):
            continue
        article = word in ("a", "an", "the") and not bare[index - 1].endswith("ing")
        adjective = word in _ADJECTIVES or bool(_ADJECTIVE_ENDING.search(word))
        participle = _is_participle(word)
        if not (article or adjective or participle or word in _PROGRESSIVE or word == "not"):
            continue
        if article and index < 2 and bare[0] not in _DEMONSTRATIVES:
            continue
        if article and _RELATIVE.intersection(bare[1:index]):
            continue
        if (participle and word in _REDUCED) or (adjective and _is_attribute(bare, index)):
            fallback = index if fallback is None else fallback
            continue
        return index
    return fallback


def _is_attribute(bare: Sequence[str], index: int) -> bool:
    """Return whether an adjective may belong to a noun that follows it."""
    after = bare[index + 1] if index + 1 < len(bare) else ""
    if bare[index] == "too":
        return False
    return bool(after) and after not in _BEFORE_OBJECT | _BEFORE_NOUN and after not in _ADJECTIVES
