"""The files of a profile, read as the records they hold, and the script that writes them."""

import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

from ledger.book import resources
from ledger.records.calendar import CalendarYear
from ledger.records.household import Register
from ledger.records.settings import Settings
from ledger.records.station import Station
from ledger.store import form

PROFILES = resources.data() / "profiles"


class Profile:
    """One profile as its files say."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.folder = PROFILES / name
        self.settings = form.read(Settings, self._body("ledger.yaml"), "ledger.yaml")
        stations = [form.read(Station, p.read_bytes(), p.name) for p in self._all("stations")]
        registers = [form.read(Register, p.read_bytes(), p.name) for p in self._all("households")]
        self.stations = {station.code: station for station in stations}
        self.registers = {register.place: register for register in registers}

    def of(self, tier: str) -> list[Station]:
        """The nodes of a tier."""
        return [station for station in self.stations.values() if station.type == tier]

    def calendars(self) -> list[CalendarYear]:
        """The years whose working days it knows."""
        found = self._all("calendar")
        return [form.read(CalendarYear, path.read_bytes(), path.name) for path in found]

    def written(self) -> dict[str, bytes]:
        """The files that its script says it has."""
        files: dict[str, bytes] = script(f"make_{self.name}").files()
        return files

    def kept(self, *folders: str) -> dict[str, bytes]:
        """The files that it has in these folders."""
        found = [path for folder in folders for path in self._all(folder)]
        return {path.relative_to(self.folder).as_posix(): path.read_bytes() for path in found}

    def _all(self, folder: str) -> list[Path]:
        return sorted(self.folder.glob(f"{folder}/*.yaml"))

    def _body(self, path: str) -> bytes:
        return (self.folder / path).read_bytes()


def script(name: str) -> ModuleType:
    """A script that writes a profile, which may import its neighbours."""
    if str(PROFILES) not in sys.path:
        sys.path.append(str(PROFILES))
    spec = spec_from_file_location(name, PROFILES / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module
