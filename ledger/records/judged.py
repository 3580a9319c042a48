"""The end of an issue: reported as settled, judged by those who sign, and what follows closing."""

from typing import Literal

from ledger.records.base import Day, Line, RecordId, StaffCode, Symbols, Text, Word
from ledger.records.closing import Closing
from ledger.records.happening import Happening

Outcome = Literal["solved", "partly", "explained", "referred", "withdrawn"]
"""How an issue ended: 已解决, 部分解决, 解释说明, 转其他途径, 群众撤回."""


class Submitted(Happening):
    """The owner says it is done (报结)."""

    do: Literal["submit"]
    """What happened."""
    outcome: Outcome = "solved"
    """How it ended."""
    text: Text
    """The result."""
    closing: list[Closing] | None = None
    """The sign-offs it now needs, in order; acceptance and signature where absent."""
    due: Day | None = None
    """The last day for giving them."""


class Accepted(Happening):
    """A named checker found it done (验收)."""

    do: Literal["accept"]
    """What happened."""
    checker: StaffCode
    """Who checked."""
    text: Text | None = None
    """What the checker saw."""
    sum: Symbols | None = None
    """The digest of what was accepted."""


class Witnessed(Happening):
    """A member of the masses said it was done well (群众签字)."""

    do: Literal["witness"]
    """What happened."""
    sign: Literal["given", "refused", "proxy"] = "given"
    """Whether the diary was signed: 已签, 拒签, 代签."""
    visit: RecordId | None = None
    """The visit on whose diary page it was signed."""
    text: Text | None = None
    """What was said; why it was not signed."""
    sum: Symbols | None = None
    """The digest of what was signed."""


class Rejected(Happening):
    """A named checker found it not done; it goes back to its owner (退回整改)."""

    do: Literal["reject"]
    """What happened."""
    checker: StaffCode
    """Who checked."""
    text: Text
    """What is lacking."""


class Signed(Happening):
    """The station head signed it off (销号)."""

    do: Literal["sign"]
    """What happened."""
    signer: StaffCode
    """Who signed."""
    text: Text | None = None
    """The closing opinion (销号意见)."""
    sum: Symbols | None = None
    """The digest of what was signed: a later change shows."""


class ToldBack(Happening):
    """The people who asked were told the result (反馈)."""

    do: Literal["feedback"]
    """What happened."""
    text: Text | None = None
    """Whom, how, and what they said."""


class Published(Happening):
    """The result was posted (公示)."""

    do: Literal["publish"]
    """What happened."""
    where: Line | None = None
    """Where it hangs."""
    until: Day | None = None
    """Until when."""


class Reported(Happening):
    """The closing was reported to the body above (报上级)."""

    do: Literal["report"]
    """What happened."""
    to: Word | None = None
    """To whom."""
    text: Text | None = None
    """What was reported."""


class Archived(Happening):
    """The case was filed (归档)."""

    do: Literal["archive"]
    """What happened."""
    where: Line | None = None
    """Under which number or in which archive."""
