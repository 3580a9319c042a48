"""Which record a row is: the same row from the same sheet is the same record, whoever brings it.

The id has the form of every id. Its random half comes from a keyed digest of what names the row:
the number that its sheet gives it, or else the words by which a person would know it again.

What an import writes down of its rows are keyed digests too. Rows hold names and numbers of people:
a plain digest would let anybody who has the file, and a name in mind, find out that it was there.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from hashlib import sha256
from itertools import count, islice, product
from typing import Any
from unicodedata import normalize

from ledger.book.importing.matching import folded, groups, plain
from ledger.records import ids

WORDS: dict[str, tuple[str, ...]] = {
    "issue": ("place", "reporter", "opened", "text", "title"),
    "visit": ("date", "place", "people", "household", "text"),
    "household": ("place", "name", "group"),
    "station": ("name", "parent"),
    "task": ("period", "issuer", "title", "place", "opened"),
    "activity": ("kind", "date", "place", "title"),
}
"""The fields by which a row without a number of its own is known again."""
_NUMBER = "#"
_BEGINNING = 30
_TEXTS = frozenset({"text", "title"})
_MARKS = "。.;!?,、"
"""What people put at the end of a text, or leave out."""
_DIGEST, _SHORT = 8, 4
_DRAWN = 4
"""So many bytes of a digest are drawn for a short one."""
_STEPS = 64
_SPACE = len(ids.ALPHABET) ** ids.RANDOM_SYMBOLS
_PAIRS = tuple(low + high for high, low in product(ids.ALPHABET, repeat=2))
"""Each number in two symbols, the lower one first."""


def keys(kind: str, rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """What names each row: its number, or its words; rows that say the same are told apart."""
    found, seen = [], dict[str, int]()
    for key in names(kind, rows):
        seen[key] = seen.get(key, 0) + 1
        found.append(key if seen[key] == 1 else f"{key}\0{seen[key]}")
    return found


def kept(
    stems: Sequence[str],
    before: Callable[[str], str | None],
    said: Callable[[int], str],
    chosen: Callable[[Sequence[int], Mapping[str, str]], Mapping[int, str]],
) -> list[str]:
    """As `keys`, but a row that says what it said before keeps the name that it had.

    Whatever rows were put between such as share a name, or taken out, the others stay themselves.

    Args:
        stems: what names each row, as it is.
        before: the digest of what a name's row said last; None where it named none.
        said: the digest of what the row at a place says now.
        chosen: of rows that say something new, at these places, and of the names that are left,
            each with the digest of what its row said last, those that are certain. The other rows
            have new names.
    """
    found: dict[int, str] = {}
    groups: dict[str, list[int]] = {}
    for at, stem in enumerate(stems):
        groups.setdefault(stem, []).append(at)
    for stem, ats in groups.items():
        known: dict[str, list[str]] = {}
        for number, key in enumerate(_numbered(stem), 1):
            if (digest := before(key)) is not None:
                known.setdefault(digest, []).append(key)
            elif number > len(ats):
                break
        taken = set[str]()
        if len(ats) > 1 or sum(map(len, known.values())) > 1:
            found |= {at: its.pop(0) for at in ats if (its := known.get(said(at)))}
            named = {key: digest for digest, its in known.items() for key in its}
            if named and (left := [at for at in ats if at not in found]):
                found |= chosen(left, named)
            taken = {*named, *(found[at] for at in ats if at in found)}
        free = (key for key in _numbered(stem) if key not in taken)
        found |= {at: next(free) for at in ats if at not in found}
    return [found[at] for at in range(len(stems))]


def _numbered(stem: str) -> Iterator[str]:
    """The names of rows that share one."""
    yield stem
    yield from (f"{stem}\0{number}" for number in count(2))


def names(kind: str, rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """What names each row, as it is; rows of one task may have one name.

    A column of numbers that only count the rows names none of them.
    """
    numbers = [normalize("NFKC", str(row.get("key") or "")) for row in rows]
    counting = all(re.fullmatch(r"\d{1,4}", said) for said in numbers if said)
    return [
        number(said) if said and not counting else _words(kind, row)
        for row, said in zip(rows, numbers, strict=True)
    ]


def number(said: str) -> str:
    """The name of a row that is its number; the same in wide letters and digits."""
    return f"{_NUMBER}{normalize('NFKC', said)}"


def is_number(name: str) -> bool:
    """Whether a row has a number for a name."""
    return name.startswith(_NUMBER)


def _words(kind: str, row: Mapping[str, Any]) -> str:
    said = []
    for field in WORDS[kind]:
        value = row.get(field)
        names = "、".join(value) if isinstance(value, list) else "" if value is None else str(value)
        # What is long stands in one row: it would drive names out of what `plain` remembers.
        alike = folded if len(names) > _BEGINNING else plain
        said.append(alike(names)[:_BEGINNING])
    return "\0".join(said)


def beginning(text: str) -> str:
    """The beginning of a text as it stands in names of rows, without a mark at its end."""
    return folded(text)[:_BEGINNING].rstrip(_MARKS)


def respelt(kind: str, name: str) -> Iterator[str]:
    """The name of a row, and those it would have with a full stop less or more after its text.

    A group of villagers may be written in several ways.
    """
    yield name
    said = name.split("\0")
    if len(said) != len(WORDS[kind]):  # a number, or a place that is not known
        return
    if kind == "household":
        *whose, circle = said
        yield from ("\0".join([*whose, one]) for one in groups(circle))
    for at, field in enumerate(WORDS[kind]):
        if field in _TEXTS and (bare := said[at].rstrip(_MARKS)):
            for one in (bare, f"{bare}。"[:_BEGINNING]):
                if one != said[at]:
                    yield "\0".join([*said[:at], one, *said[at + 1 :]])


def half(secret: str, kind: str, key: str, attempt: int = 0) -> str:
    """The random half of the id of a row, with its check symbol; further attempts give others."""
    said = f"{kind}\0{normalize('NFKC', key)}\0{attempt}"
    found = symbols(_keyed(secret, said) % _SPACE, ids.RANDOM_SYMBOLS)
    return found + ids.check_symbol(found)


def shorts(said: str, taken: Iterable[str] = ()) -> Iterator[str]:
    """Four symbols each for what is within a record, none of them twice or taken before."""
    seen = set(taken)
    for attempt in count():
        drawn = sha256(f"{said} {attempt}".encode()).digest()
        for at in range(0, len(drawn), _DRAWN):
            found = symbols(int.from_bytes(drawn[at : at + _DRAWN]), _SHORT)
            if found not in seen:
                seen.add(found)
                yield found


def drawn(record: str, op: str) -> frozenset[str]:
    """What an import may have drawn for the steps of a record: more than any row has."""
    return frozenset(islice(shorts(f"{record} {op}"), _STEPS))


def digest(secret: str, cells: Iterable[tuple[str, Any]]) -> str:
    """Eight symbols that bind what a row says, whatever the order of its columns.

    Args:
        secret: what makes them differ from ledger to ledger.
        cells: fields with their values.
    """
    said = "\0".join([f"{field}\1{value}" for field, value in sorted(cells) if value is not None])
    return symbols(_keyed(secret, said) % 31**_DIGEST, _DIGEST)


def symbols(number: int, count: int) -> str:
    """A number in so many symbols, the lowest first; they are an even count."""
    found = ""
    for _pair in range(count // 2):
        number, rest = divmod(number, len(_PAIRS))
        found += _PAIRS[rest]
    return found


def _keyed(secret: str, said: str) -> int:
    """HMAC-SHA-256 of a text as a number."""
    within, around = _begun(secret)
    inner, outer = within(), around()
    inner.update(said.encode())
    outer.update(inner.digest())
    return int.from_bytes(outer.digest())


@lru_cache(4)
def _begun(secret: str) -> tuple[Callable[[], Any], Callable[[], Any]]:
    """Both hashes of an HMAC with a key of one block: it is the same for all rows of a sheet."""
    key = secret.encode().ljust(sha256().block_size, b"\0")
    inner, outer = (sha256(bytes(byte ^ mask for byte in key)) for mask in (0x36, 0x5C))
    return inner.copy, outer.copy
