"""What a flow is told; the run form in Prefect's pages explains and refuses by it."""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from consult.pipeline.workspace import Workspace, open_workspace


class ConsultationParameters(BaseModel):
    """Which consultation, and where its files are; paths only, never text."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    folder: str = Field(description="The consultation's folder, with consultation.toml.")
    input_folder: str | None = Field(
        default=None, description="Where the responses are, when not in the folder itself."
    )
    outputs: str = Field(default="outputs", description="Where the store and results go.")
    wait_seconds: float = Field(
        default=600, ge=0, description="How long to wait for another run of this consultation."
    )

    def workspace(self) -> Workspace:
        """Open the workspace that these parameters name."""
        return open_workspace(
            Path(self.folder),
            input_folder=Path(self.input_folder) if self.input_folder else None,
            outputs=Path(self.outputs),
        )
