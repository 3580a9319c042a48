"""The words that the rules of a ledger and the logs of its issues share.

They stand apart from the rules, which take long to load and which a log is read without.
"""

from typing import Annotated, Literal

from pydantic import Field

Unit = Literal["day", "workday", "month"]
"""What a limit counts: 自然日, 工作日, 月."""
Number = Annotated[int, Field(strict=True, ge=1, le=3660)]
"""How many units of time."""
Closing = Literal["accept", "witness", "sign"]
"""A sign-off on the way to closing: 验收, 群众签字, 销号."""
Follow = Literal["feedback", "publish", "report", "archive"]
"""What follows closing: 反馈, 公示, 上报, 归档."""
