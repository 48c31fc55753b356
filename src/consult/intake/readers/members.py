"""What lies in an archive or a mailbox file, and how much of it may be taken out."""

from __future__ import annotations

from dataclasses import dataclass, replace

from consult.domain.errors import ProblemCode
from consult.intake.readers.refusal import Refusal
from consult.settings.model import LimitSettings

AGAIN = "the same bytes stand in it under the same name already"


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One thing in a container: its bytes, or why there are none, or why it is nothing."""

    path: str
    """Clean, and unique in its container."""
    name: str
    """Clean; its ending is a claim about its kind."""
    data: bytes | None = None
    refusal: Refusal | None = None
    set_apart: str | None = None

    def refused(self, code: ProblemCode, message: str) -> Member:
        """Return the member as one that gives nothing, without its bytes."""
        return replace(self, data=None, refusal=Refusal(code, message))


class Budget:
    """How many members and bytes may still come out of an archive and those inside it."""

    def __init__(self, limits: LimitSettings) -> None:
        self.limits = limits
        self._bytes = limits.archive_bytes
        self._members = limits.archive_members

    def take_members(self, count: int) -> None:
        """Count members before they are listed.

        Raises:
            Refusal: ARCHIVE_LIMIT when there are more than the settings allow.
        """
        self._members -= count
        if self._members < 0:
            raise over_limit(f"holds more than {self.limits.archive_members} files")

    def take_bytes(self, count: int) -> None:
        """Count bytes as they are unpacked.

        Raises:
            Refusal: ARCHIVE_LIMIT when there are more than the settings allow.
        """
        self._bytes -= count
        if self._bytes < 0:
            raise over_limit(f"unpacks to more than {self.limits.archive_bytes} bytes")


def over_limit(what: str) -> Refusal:
    """Return the refusal of an archive that goes beyond a limit."""
    return Refusal(
        ProblemCode.ARCHIVE_LIMIT,
        f"the archive {what}; raise the limit in [limits] if you trust it, or unpack it and put "
        "its files into the folder.",
    )
