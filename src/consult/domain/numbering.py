"""The number of a question that an answer begins with."""

from __future__ import annotations

import re

_NUMBER = re.compile(
    r"\W{0,3}(?:question|q)\.? ?\d{1,3}[a-z]?\)? ?[:.–—-](?: (?=\S)|(?=[^\W\d_]))", re.IGNORECASE
)


def number_end(text: str) -> int:
    """Return how many characters the number of a question, *Question 4:*, takes at the head.

    0 where there is none. What stands behind it is never empty.
    """
    found = _NUMBER.match(text)
    return found.end() if found else 0
