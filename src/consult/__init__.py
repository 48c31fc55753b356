"""Say, per question of a public consultation, what people agree and disagree on.

``consult.open(run).findings()`` is what a notebook uses; everything else is behind the
``consult`` command. Nothing heavy is imported until it is needed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from consult.api import OpenRun as OpenRun
    from consult.api import open as open  # noqa: A004 - consult.open(run) is the interface

__version__ = "0.1.0"
__all__ = ["OpenRun", "__version__", "open"]


def __getattr__(name: str) -> Any:
    """Import the notebook interface on first use, so that ``import consult`` stays light."""
    if name in {"open", "OpenRun"}:
        from consult import api

        return getattr(api, name)
    raise AttributeError(f"module 'consult' has no attribute {name!r}")
