"""The quantity words, and a linter that holds every statement to the numbers it stands for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from consult.analysis.options import WordTable

_ROUNDING = 1e-9
_QUOTED = re.compile(r"“.*”", re.DOTALL)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_OPENING = re.compile(
    r"\b(one|an?|a few|few|some|several|many|most|almost all|nearly all|all|both|half|numerous|"
    r"no|none of the|two|three|four|five|six|seven|eight|nine|ten)"
    r" (?:reported )?(?:respondents?|organisations?|individuals?|people|members)\b",
    re.IGNORECASE,
)
_FORBIDDEN = (
    (re.compile(r"%|\bper ?cent\b|\bpercentage\b", re.IGNORECASE), "no percentages of respondents"),
    (
        re.compile(r"\bthe (?:general )?public\b|\bpopulation\b", re.IGNORECASE),
        "no claim on a public",
    ),
    (re.compile(r"\b(?:majority|minority|voted?|votes|voters|poll)\b", re.IGNORECASE), "no vote"),
    (
        re.compile(r"\bsignificant|\bconfidence interval|\bmargin of error", re.IGNORECASE),
        "no survey",
    ),
    (
        re.compile(
            r"\b(?:several|numerous|a number of|a handful of|lots of|plenty of|countless)\b",
            re.IGNORECASE,
        ),
        "no quantity word outside the table",
    ),
)


def quantity_word(n: int, base: int, words: WordTable) -> str:
    """Return the word of the table for ``n`` of ``base`` respondents, in lower case.

    One of: one, a few, some, many, most, almost all, all. ``n`` is from 1 to ``base``.

    Raises:
        ValueError: when ``n`` is not from 1 to ``base``.
    """
    if not 1 <= n <= base:
        raise ValueError(f"{n} of {base} is no share of a base")
    if n <= words.one:
        return "one"
    share = n / base
    bounds = (
        (words.a_few_up_to, "a few"),
        (words.some_up_to, "some"),
        (words.many_up_to, "many"),
        (words.most_up_to, "most"),
    )
    for bound, word in bounds:
        if share <= bound + _ROUNDING:
            return word
    return "all" if n == base else "almost all"


def lint(
    statement: str,
    n: int,
    base: int,
    words: WordTable,
    *,
    counts: Sequence[int] = (),
    embedded: Iterable[str] = (),
    named: str = "",
) -> tuple[str, ...]:
    """Return what is wrong with the numbers and quantity words of a statement; empty when sound.

    What stands between “ and ”, each text of ``embedded`` (a proposition's clause), and the name
    of a lone respondent in the bracket of its subject are other people's words and not looked at.
    The rest must say "n of base" (or, with
    ``counts``, nothing but those counts, n and base), use the table's word for n of base before
    respondents, use numbers only below ``small_base``, and claim nothing of a public or a vote.
    """
    own = _own_words(without_name(statement, named), embedded)
    problems = [message for pattern, message in _FORBIDDEN if pattern.search(own)]
    allowed = {str(n), str(base), *(str(count) for count in counts)}
    problems.extend(
        f"the number {number} is no count of this finding"
        for number in _NUMBER.findall(own)
        if number not in allowed
    )
    if counts:
        if not re.search(rf"\b{base}\b", own):
            problems.append(f"the base {base} is not named")
    elif not re.search(rf"\b{n} of {base}\b", own):
        problems.append(f"“{n} of {base}” is not said")
    if not 1 <= n <= base:
        return (*problems, f"{n} of {base} is no share of a base")
    problems.extend(_wrong_words(own, n, base, words))
    return tuple(problems)


def without_name(statement: str, named: str) -> str:
    """Return a statement without the name in its subject's bracket, "(name, 1 of 12)".

    Names may hold numbers and marks of quotation; only that one place is theirs.
    """
    name = " ".join(named.split())
    return statement.replace(f"({name}, ", "(", 1) if name else statement


def _wrong_words(own: str, n: int, base: int, words: WordTable) -> list[str]:
    right = quantity_word(n, base, words)
    small = base < words.small_base
    problems: list[str] = []
    for match in _OPENING.finditer(own):
        word = match.group(1).lower()
        if word == "one" and right == "one":
            continue
        if small:
            problems.append(f"“{word}” where fewer than {words.small_base} answered: numbers only")
        elif word != right:
            problems.append(f"“{word}” for {n} of {base} respondents; the table says “{right}”")
    return problems


def _own_words(statement: str, embedded: Iterable[str]) -> str:
    for text in sorted({e for e in embedded if e}, key=lambda e: (-len(e), e)):
        statement = statement.replace(text, " ")
    return _QUOTED.sub(" “” ", statement)
