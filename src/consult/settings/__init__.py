"""consultation.toml as frozen Settings; an unknown key is an error."""

from consult.settings.load import load_settings
from consult.settings.model import Settings

__all__ = ["Settings", "load_settings"]
