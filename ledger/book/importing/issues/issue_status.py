"""The status in which a row leaves its issue, by what its status and its closing columns say.

办结, 验收 and 销号 are three things. What is done and not signed off waits for that, whatever word
the status column has for it.
"""

import re
from unicodedata import normalize

from ledger.book.exporting.words import SIGN
from ledger.book.importing.gathering import Gathering
from ledger.rules.statuses import OPEN
from ledger.words import gettext as _

DONE = frozenset({"submitted", "to_witness", "to_sign", "closed", "explained"})
"""The statuses of what was reported done."""
CLOSED = frozenset({"closed", "explained"})
"""The statuses of what was signed off; an explanation is a way to close."""
_SIGNED_OFF = frozenset({"accepted", "is_signed", "signed"})
"""Columns of a sheet that tells of what is done whether it was signed off, too."""
_NOT_WITNESSED = (None, SIGN["refused"])
"""What stands where those who asked have not signed."""
_FAILED = re.compile(
    r"(?:经?(?:验收|核查|审核|复核|检查|整改|现场)*(?:结果|意见|结论|情况)?[为:,]?)?"
    r"(?:(?:不|未|没)(?:予|能|有)?(?:合格|通过|达标|到位|符合|达到)|退回|驳回|返工)"
)
"""How what a checker says begins where nothing was accepted."""


def of(row: Gathering) -> str | None:
    """The status of a row; None where nothing in it tells one."""
    said = row.get("status") or _implied(row)
    if said in CLOSED and row.get("is_signed") is False:
        row.note(
            _("{column} says no, so it is not taken for signed off").format(
                column=row.called("is_signed")
            )
        )
        said = "to_sign" if row.get("accepted") else "submitted"
    if (said in CLOSED or said == "to_sign") and _failed(row):
        said = _not_accepted(row, said)
    if not (row.get("is_signed") and said in OPEN):  # else it is kept in a remark
        row.used.add("is_signed")
    return said


def _implied(row: Gathering) -> str | None:
    """The status that closing columns, or a progress of one word, tell where no column says it."""
    if row.get("is_signed") or row.get("signed"):
        return "closed"
    if row.get("accepted"):
        return "to_sign"
    told, done = _in_progress(row), row.get("done") is not None
    name = "progress" if told and not (done and "done" in row.known.headers) else "done"
    if not done and told != "closed":
        return told
    unsigned = "witness" in row.closing and row.get("witness") in _NOT_WITNESSED
    apart = _SIGNED_OFF | {"witness"} if unsigned else _SIGNED_OFF
    if apart.isdisjoint(row.known.headers):
        if name == "progress":
            row.note(
                _("no status is told, so it is taken for settled as {column} says").format(
                    column=row.called(name)
                )
            )
        return "closed"
    row.note(
        _("{column} alone says nothing of acceptance and sign-off, so it waits for these").format(
            column=row.called(name)
        )
    )
    return "submitted"


def _in_progress(row: Gathering) -> str | None:
    """That it was done, where its progress is a word for that and nothing else: 已整改, 已反馈."""
    said = row.row.implied.get("status")
    return said if said in {"closed", "submitted"} and "progress" not in row.stands else None


def _failed(row: Gathering) -> bool:
    said = re.sub(r"\s+", "", normalize("NFKC", row.get("acceptance") or ""))
    return _FAILED.match(said) is not None


def _not_accepted(row: Gathering, said: str) -> str:
    """It is in hand again; where the row says otherwise besides, a person must tell."""
    if row.get("status") or row.get("is_signed") or row.get("signed"):
        row.fault(
            "acceptance",
            _(
                "“{said}” says that it was not accepted, and the row that it was; make both the "
                "same"
            ).format(said=row.get("acceptance")),
        )
        return said
    return "handling"
