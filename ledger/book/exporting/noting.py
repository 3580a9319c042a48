"""What is kept of an export that shows everything: who took what, when and why, in the history."""

from collections.abc import Mapping
from datetime import datetime

from ledger.book.exporting import people
from ledger.book.reading import Reading
from ledger.book.writing import Writing
from ledger.index import outgoing
from ledger.rules import masks
from ledger.store.git import Git
from ledger.words import gettext as _


def note(ledger: Reading, now: datetime, reason: str, facts: Mapping[str, str]) -> str:
    """Write down in a commit of no files that a sheet with personal data is made; its operation.

    It is written before the sheet is, so that there is no such sheet without it. A ledger that is
    looked at as of an earlier time is written to as it stands now.

    Args:
        ledger: the ledger that the rows come from.
        now: the moment.
        reason: why it is made, as somebody typed it.
        facts: what is made: each becomes a trailer of the commit, personal data in it masked.

    Raises:
        UsageError: nobody said who writes.
        RefusedError: whoever writes is no member of staff.
    """
    here = Reading(Git(ledger.git.root), today=now.date(), now=now, who=ledger.who)
    whole = "\n".join([reason, *facts.values()])
    homes = outgoing.homes(here.index.db)
    names = people.written((name for _id, _village, name, *_rest in homes), whole)
    with Writing(here, "export") as writing:
        said = {"Reason": reason, **facts}
        writing.trailers |= {key: masks.text(value, names) for key, value in said.items()}
        writing.commit(_("export"), [])
    ledger.notices += here.notices
    return writing.op
