"""How cells are named: letters for the column, a number for the row."""


def column(said: str) -> int:
    """The number of a column, from 0: A is 0, AA is 26."""
    number = 0
    for letter in said:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def letters(at: int) -> str:
    """The letters of a column, from 0: 0 is A, 26 is AA."""
    found, at = "", at + 1
    while at:
        at, rest = divmod(at - 1, 26)
        found = chr(ord("A") + rest) + found
    return found


def cell_name(row: int, at: int) -> str:
    """The name of a cell whose row and column count from 0: (0, 0) is A1."""
    return f"{letters(at)}{row + 1}"


def position(cell: str) -> tuple[int, int]:
    """The row and the column, from 0, of a cell such as B12."""
    at = cell.rstrip("0123456789")
    return int(cell[len(at) :]) - 1, column(at)
