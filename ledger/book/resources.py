"""Where the data that ships with the program is, installed or in a checkout."""

from pathlib import Path


def data() -> Path:
    """The folder of profiles, the example and the demo's words."""
    installed = Path(__file__).parents[1] / "data"
    return installed if installed.is_dir() else Path(__file__).parents[2] / "data"


def profiles() -> list[str]:
    """The names of the profiles."""
    return sorted(path.parent.name for path in (data() / "profiles").glob("*/ledger.yaml"))
