"""The status in which a row leaves its issue, by what its status and its closing columns say.

办结, 验收 and 销号 are three things. What is done and not signed off waits for that, whatever word
the status column has for it.
"""

import re
from unicodedata import normalize

from ledger.book.exporting.words import SIGN
from ledger.book.importing.gathering import Gathering
from ledger.rules.statuses import CLOSING, OPEN, VERB_NAMES, WAITING
from ledger.words import gettext as _

DONE = WAITING | {"closed", "explained"}
"""The statuses of what was reported done."""
CLOSED = frozenset({"closed", "explained"})
"""The statuses of what was signed off; an explanation is a way to close."""
_SIGNED_OFF = frozenset({"accepted", "is_signed", "signed"})
"""Columns of a sheet that tells of what is done whether it was signed off, too."""
_NOT_WITNESSED = (None, SIGN["refused"])
"""What stands where those who asked have not signed."""
_NOT_YET = frozenset({"submitted", "to_witness"})
"""The statuses of what waits to be judged, whatever was said of it before."""
# Patterns of what few sheets have stay texts: `re` compiles them when they are used.
_ENOUGH = (
    "合格|通过|达标|到位|符合|达到|彻底|解决|完成|完工|竣工|办结|同意|认可|接受|满意|理想|修复|好"
)
"""What a checker says of what is as it should be."""
_GOOD = f"{_ENOUGH}|整改|落实|处理|办理|治理|修|更?换|补|清|验收|销号|[开动施]工|要求|标准|完善"
"""What is wanting with a no before it."""
_TO_DO = "整改|解决|处理|办理|治理|修|换|补|清|返工|完善|施工|跟进|推进"
_SOUND = (
    r"(?:未|没有?|无)(?:再|发现|出现|查出|见(?!效|成效|好转)|存在|其[他它]|任何|明显|新)+"
    r"(?!整改|动工|施工)[^,。;、但而]*"
    r"|(?:不再|无需|无须|不需|不用|不必)[^,。;、但而]*"
    rf"|(?:无|没有)(?:[不未](?:{_GOOD})+|问题|异议|意见|遗留)[^,。;、但而]*"
)
"""A no to what would be wanting: 未发现不合格项, 无需返工."""
_WANTING = (
    r"^(?:否|未|没有|不|不是|[×✗✕✖╳x0n]|no|false)$"
    rf"|(?:{_GOOD})*[得的]?(?:不|未|没有?|没能|无法|难以)"
    rf"(?:[予能有够太很按照期时]|完全|全部|全面|真正|得到|及时)*(?:{_GOOD})+"
    rf"|退回|驳回|打回|返工|重做|完成一半|差(?=[,。;、]|$)|部分(?:{_GOOD})+|暂缓|未见|[有仍尚]?待(?:{_TO_DO})"
    r"|(?:继续|重新|再次?|[仍还尚]?需要?|[仍还尚]?须|责令|限期|尽快|抓紧)(?:进行|加以|彻底|全面)?"
    rf"(?:{_TO_DO})+"
    r"|仍(?!需|须|要|应|可|能|正常|完好)|还(?=有|没|未|不|在|存)|尚(?=有|未|不|欠|存)"
)
"""How a checker says that something is wanting: 未解决彻底, 整改不到位, 继续整改."""
_NOT_SO_FAR = (
    r"[暂尚还仍]?(?:未|没有?|待|等待)(?:进行|组织|开展)?(?:验收|核查|复核|复查|核实|销号)[。.]?"
)
"""What is no judgement, since there was none so far."""
_FINE = rf"{_ENOUGH}|已|属实|良好|完好|正常|可以|优|无误|^(?:是|对|行|[√✓✔1y]|yes|true|ok)$"


def of(row: Gathering) -> str | None:
    """The status of a row; None where nothing in it tells one."""
    said = row.get("status") or _implied(row)
    if said in CLOSED and (name := _unsigned(row)):
        _tell_no(row, name)
        said = "to_sign" if row.get("accepted") else "submitted"
    if said in DONE and row.get("status") not in _NOT_YET:
        said = _judged(row, said)
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
        _("{column} alone does not tell of: {steps}; so it waits for that").format(
            column=row.called(name),
            steps=_(", ").join(_(VERB_NAMES[step]) for step in row.closing or CLOSING),
        )
    )
    return "submitted"


def _in_progress(row: Gathering) -> str | None:
    """That it was done, where its progress is a word for that and nothing else: 已整改, 已反馈."""
    said = row.row.implied.get("status")
    return said if said in {"closed", "submitted"} and "progress" not in row.stands else None


def _tell_no(row: Gathering, name: str) -> None:
    row.note(
        _("{column} says no, so it is not taken for signed off").format(column=row.called(name))
    )


def _unsigned(row: Gathering) -> str | None:
    """The field that says that it was not signed off: a plain no, or an opinion."""
    if row.get("is_signed") is False:
        return "is_signed"
    words: str | None = row.get("signing")
    if words is None:
        return None
    is_no = re.fullmatch(_NOT_SO_FAR, words) or _verdict(words) == (True, False)
    return "signing" if is_no else None


def _judged(row: Gathering, said: str) -> str:
    """The status of what was done after what its checker says of it.

    It is in hand again where that is a no. Where the row says otherwise besides, or both stand in
    one text, a person must tell; a text that tells neither is no no.
    """
    words: str | None = row.get("acceptance")
    if words is None:
        return said
    if re.fullmatch(_NOT_SO_FAR, words):
        if said != "submitted":
            _tell_no(row, "acceptance")
        return "submitted"
    is_wanting, is_fine = _verdict(words)
    is_told = row.get("status") or row.get("is_signed") or row.get("signed")
    if is_wanting and is_told and not is_fine:
        row.fault(
            "acceptance",
            _(
                "“{said}” says that it was not accepted, and the row that it was; make both the "
                "same"
            ).format(said=words),
        )
    elif is_wanting and not is_told:
        if not is_fine:
            return "handling"
        row.fault(
            "acceptance",
            _(
                "“{said}” may say that it was accepted, or that it was not; write 合格 or 不合格, "
                "or tell the status in a column of its own"
            ).format(said=words),
        )
    elif not (is_fine or is_told) and row.get("accepted"):
        row.note(
            _(
                "“{said}” says neither that it was accepted nor that it was not; it is taken for "
                "accepted, as the day of that is told"
            ).format(said=words)
        )
    return said


def _verdict(words: str) -> tuple[bool, bool]:
    """Whether words say that something is wanting, and whether that something is as it should."""
    said = re.sub(r"\s+", "", normalize("NFKC", words)).casefold().rstrip("。.!;,")
    plain, sound = re.subn(_SOUND, "", said)
    left, wanting = re.subn(_WANTING, "", plain)
    return wanting > 0, sound > 0 or re.search(_FINE, left) is not None
