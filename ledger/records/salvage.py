"""Records of a page or a register that can be read though others beside them cannot."""

from typing import TypeVar

from pydantic import ValidationError

from ledger.records.base import Value

ValueT = TypeVar("ValueT", bound=Value)

LISTS = {"Page": "visits", "Register": "households"}
"""The kinds of file that hold many records, each with the key of its list."""


def salvaged(kind: type[ValueT], data: object, error: ValidationError) -> ValueT | None:
    """What is left of a page or a register without its faulty records.

    None for any other record, and where something besides the records is at fault.
    """
    key = LISTS.get(kind.__name__)
    if key is None or not isinstance(data, dict):
        return None
    places = [found["loc"][:2] for found in error.errors(include_url=False, include_input=False)]
    if any(len(place) < 2 or place[0] != key for place in places):  # noqa: PLR2004 - key and number
        return None
    bad = {number for _key, number in places}
    sound = [item for number, item in enumerate(data[key]) if number not in bad]
    try:
        return kind.model_validate({**data, key: sound})
    except ValidationError:
        return None
