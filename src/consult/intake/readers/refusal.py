"""How a reader says that it gives nothing: with a code and what to do."""

from __future__ import annotations

from consult.domain.errors import Problem, ProblemCode, Severity


class Refusal(Exception):  # noqa: N818 - it is an answer about data, not an error of use
    """Raised inside a reader and turned into a :class:`Problem` at its border."""

    def __init__(self, code: ProblemCode, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message

    def problem(self, where: str) -> Problem:
        """Return the problem that this refusal stands for."""
        return Problem(code=self.code, where=where, message=self.message)


def warning(code: ProblemCode, where: str, message: str) -> Problem:
    """Return a problem that costs nothing but asks a person to look."""
    return Problem(code=code, where=where, message=message, severity=Severity.WARNING)
