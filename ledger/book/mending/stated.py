"""What an undo takes away though sheets that stay taken in state it too."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ledger.book.importing import copies, past
from ledger.errors import BrokenFileError
from ledger.index import lookups
from ledger.records.batch import Batch
from ledger.store import form
from ledger.words import ngettext

if TYPE_CHECKING:
    from ledger.book.reading import Reading


def brought(ledger: "Reading", files: Mapping[str, bytes | None]) -> set[str]:
    """The records named by the imports that are taken back where these files are written."""
    found: set[str] = set()
    for path, body in files.items():
        if body is None and path.startswith(Batch.folder):
            found |= _records(ledger, path)
    return found


def _records(ledger: "Reading", path: str) -> set[str]:
    try:
        batch = form.read(Batch, ledger.git.file(path) or b"", path)
    except BrokenFileError:
        return set()
    return {told.record for told in past.rows(batch)}


def elsewhere(ledger: "Reading", records: set[str]) -> list[str]:
    """A sentence for each sheet still taken in that states some of these, where they are gone."""
    if not records:
        return []
    lost = records - lookups.given(ledger.index.db, [*records])
    said = []
    for batch in copies.earlier(ledger) if lost else ():
        if n := len(lost & {told.record for told in past.rows(batch)}):
            sentence = ngettext(
                "{n} record that went is stated by {file} too (operation {op}); import that sheet "
                "again to have it back",
                "{n} records that went are stated by {file} too (operation {op}); import that "
                "sheet again to have them back",
                n,
            )
            said.append(sentence.format(n=n, file=batch.file, op=batch.id))
    return said
