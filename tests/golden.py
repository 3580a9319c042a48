"""Expected texts beside the tests: `pytest --update` writes them anew."""

from pathlib import Path

import pytest

FOLDER = Path(__file__).parent / "golden"


def pytest_addoption(parser):
    parser.addoption("--update", action="store_true", help="write the golden files anew")


@pytest.fixture
def golden(request):
    """A function that compares a text with the golden file of that name."""

    def compare(name, text):
        path = FOLDER / name
        if request.config.getoption("--update"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="")
        assert path.exists(), f"no {path}; write it with pytest --update"
        with path.open(encoding="utf-8", newline="") as file:
            assert file.read() == text

    return compare
