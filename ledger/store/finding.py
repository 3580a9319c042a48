"""What an examination found: one sentence each, what it is, where, and what to do."""

from dataclasses import dataclass
from typing import Literal

Severity = Literal["problem", "remark", "ok"]

ORDER: tuple[Severity, ...] = ("problem", "remark", "ok")
"""From what must be mended to what is in order."""


@dataclass(frozen=True)
class Finding:
    """One finding; `code` is a stable word for scripts, `mends` whether we can mend it."""

    severity: Severity
    code: str
    where: str
    sentence: str
    mends: bool = False


def ok(code: str, where: str, sentence: str) -> Finding:
    """Something that is in order."""
    return Finding("ok", code, where, sentence)


def remark(code: str, where: str, sentence: str, *, mends: bool = False) -> Finding:
    """Something to know that harms nothing yet."""
    return Finding("remark", code, where, sentence, mends)


def problem(code: str, where: str, sentence: str, *, mends: bool = False) -> Finding:
    """Something that harms, or will."""
    return Finding("problem", code, where, sentence, mends)


def sorted_by_weight(findings: list[Finding]) -> list[Finding]:
    """The findings with what matters most first, else in the order they were found."""
    return sorted(findings, key=lambda finding: ORDER.index(finding.severity))
