"""One column of a workbook that was sorted or shifted without the others."""

import pytest
from book_world import example
from return_world import Sent, acts


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    return example(tmp_path_factory.mktemp("moved") / "ledger")


def shifted(root, kind, column, many=None):
    """A sheet whose column stands one row higher, in so many of the rows that fill it."""
    sent = Sent(root, kind)
    rows = [row for row in sent.rows if row[column] is not None][:many]
    said = [row[column] for row in rows]
    for row, one in zip(rows, [*said[1:], said[0]], strict=True):
        row[column] = one
    return sent, len(rows)


@pytest.mark.parametrize(
    ("kind", "column"),
    [("household", "name"), ("household", "phone"), ("issue", "title"), ("station", "name")],
)
def test_a_column_that_was_moved_alone_is_refused(root, kind, column):
    sent, count = shifted(root, kind, column)
    made = sent.planned()
    assert (acts(made), made.files) == (["refused"] * count, {})


def test_the_numbers_of_two_may_have_been_taken_for_each_other(root):
    sent, _two = shifted(root, "household", "phone", 2)
    assert acts(sent.planned()) == ["changed"] * 2
    sent, _two = shifted(root, "household", "name", 2)
    assert acts(sent.planned()) == ["refused"] * 2


def test_rows_that_were_sorted_with_all_their_cells_are_what_they_were(root):
    sent = Sent(root, "household")
    sent.rows.sort(key=lambda row: row["name"])
    for number, row in enumerate(sent.rows, 1):
        row["#"] = number
    assert not acts(sent.planned())


def test_addresses_that_many_have_may_go_on_to_others(root):
    sent = Sent(root, "household")
    for row, said in zip(sent.rows, ["后坡27号"] * 4 + ["后坡30号"] * 6, strict=True):
        row["address"] = said
    assert "refused" not in acts(sent.planned())
