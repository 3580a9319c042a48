"""What a page of the diary puts into the index."""

from ledger.index.batch import Rows, codes, iso
from ledger.records.visit import Page, Visit
from ledger.rules import aid


def add(rows: Rows, _path: str, page: Page) -> None:
    """The visits of a diary page."""
    day = page.date.isoformat()
    for visit in page.visits:
        issues = [opinion.issue for opinion in visit.opinions if opinion.issue]
        head = (
            visit.id,
            page.station,
            day,
            visit.kind,
            visit.place,
            codes(visit.people),
            codes(visit.households),
            visit.body,
            len(visit.opinions),
            sum(not opinion.issue and not opinion.answer for opinion in visit.opinions),
            codes(issues),
            visit.sign,
            _excerpt(visit),
            visit.days,
            iso(max((o.answered for o in visit.opinions if o.answered), default=None)),
        )
        words = [visit.id, visit.text, visit.body, _given(visit), *(o.text for o in visit.opinions)]
        rows.visits.append((head, "\n".join(w for w in words if w)))


def _excerpt(visit: Visit) -> str:
    heard = "；".join(o.text for o in visit.opinions)
    text = visit.text or heard or _given(visit) or visit.body or ""
    return text.split("\n", 1)[0][:24]


def _given(visit: Visit) -> str:
    """What was handed over."""
    return aid.written(vars(one) for one in visit.aid)
