"""What was answered last time, kept beside the index of each ledger and never part of it."""

import json
import os
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

REMEMBERED = frozenset(
    {
        "--category",
        "--level",
        "--owner",
        "--person",
        "--place",
        "--source",
        "--station",
        "--stream",
        "--unit",
    }
)
"""The options whose answers are kept: codes and lists of the ledger, nothing about a resident."""


@dataclass
class Memory:
    """The last answer to each question; `path` is where they are kept, if anywhere."""

    path: Path | None
    answers: dict[str, str] = field(default_factory=dict)
    changed: bool = False

    @classmethod
    def of(cls, directory: Path) -> "Memory":
        """The memory of the ledger in this folder or above; an unreadable one is empty."""
        start = directory.resolve()
        homes = (folder / ".git" for folder in (start, *start.parents))
        home = next((git for git in homes if git.is_dir()), None)
        if home is None:
            return cls(None)
        path = home / "taizhang" / "last.json"
        try:
            kept = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return cls(path)
        answers = kept.items() if isinstance(kept, dict) else ()
        return cls(path, {k: v for k, v in answers if k in REMEMBERED and isinstance(v, str)})

    def last(self, option: str) -> str | None:
        """The last answer for an option."""
        return self.answers.get(option)

    def note(self, option: str, answer: str) -> None:
        """Remember an answer, if this option is one of those that may be remembered."""
        if option in REMEMBERED and self.answers.get(option) != answer:
            self.answers[option] = answer
            self.changed = True

    def save(self) -> None:
        """Write what is new, all or nothing; a mere convenience, so a full disk is no error."""
        if self.path is None or not self.changed:
            return
        aside = self.path.with_name(f"last.{os.getpid()}.json")
        with suppress(OSError):
            self.path.parent.mkdir(mode=0o700, exist_ok=True)
            aside.unlink(missing_ok=True)
            with os.fdopen(
                os.open(aside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb"
            ) as file:
                file.write(json.dumps(self.answers, ensure_ascii=False, sort_keys=True).encode())
            aside.replace(self.path)
            self.changed = False
        with suppress(OSError):
            aside.unlink(missing_ok=True)
