"""Where one consultation lives: its settings, what arrives, and what is written."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from consult.domain.errors import SettingsError
from consult.settings import Settings, load_settings
from consult.store.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Workspace:
    """The folders of one consultation and its settings."""

    settings: Settings
    input_folder: Path
    """What the sources' globs and the paper are relative to."""
    output_folder: Path
    """``outputs/<consultation>``."""

    def open_store(self) -> Store:
        """Open the consultation's store, making it when it is new.

        Raises:
            StoreError: as :class:`Store` does; ``STORE_SHARED`` when ``CONSULT_STORE_URL`` names
                the database of another consultation.
        """
        return Store(self.output_folder / "store", consultation=self.settings.consultation.id)

    def run_folder(self, run_id: str) -> Path:
        """Return where the artefacts of a run stand."""
        return self.output_folder / run_id

    @property
    def latest(self) -> Path:
        """The link to the newest finished run."""
        return self.output_folder / "latest"


def open_workspace(
    folder: Path, *, input_folder: Path | None = None, outputs: Path | None = None
) -> Workspace:
    """Return the workspace of a consultation.

    ``folder`` holds consultation.toml; what arrives is looked for in ``input_folder``, which is
    the same folder unless given; results go to ``outputs/<id>`` (``./outputs`` unless given).

    Raises:
        SettingsError: when there are no settings, or the input folder does not exist.
    """
    settings = load_settings(folder)
    source = (input_folder or settings.folder).resolve()
    if not source.is_dir():
        raise SettingsError(
            "INPUT_MISSING", f"there is no folder {input_folder or folder}; give --input FOLDER."
        )
    return Workspace(
        settings=settings,
        input_folder=source,
        output_folder=(outputs or Path("outputs")).resolve() / settings.consultation.id,
    )
