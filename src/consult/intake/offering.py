"""What every channel offers: things with a place, a size and bytes that are fetched when asked."""

from __future__ import annotations

from typing import Protocol

from consult.domain.errors import ConsultError
from consult.intake.reading import Arrival
from consult.settings.model import SourceSettings


class Offered(Protocol):
    """One thing at a channel that may be new; asking for its bytes does not change the channel."""

    @property
    def source(self) -> SourceSettings:
        """What the settings say it is."""

    @property
    def source_key(self) -> str:
        """What names it at its channel, and nowhere else."""

    @property
    def size(self) -> int:
        """Its size in bytes as the channel tells it, which need not be right."""

    def load(self) -> Arrival:
        """Return its bytes with their envelope.

        Raises:
            NotNow: it is not whole, or it has gone.
            ChannelError: the channel itself is gone; what was not loaded is left for next time.
            OSError: this thing alone may not be read.
        """


class NotNow(Exception):  # noqa: N818 - no error: the thing is taken next time
    """A thing that cannot be taken now; ``reason`` says why, for the ledger."""

    def __init__(self, reason: str, *, gone: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.gone = gone
        """Whether there is nothing left to take."""


class ChannelError(ConsultError):
    """A channel cannot be reached, or does not let us in; other channels go on."""


WRITTEN = "still being written; taken when whole"
GONE = "gone before it could be taken"
