"""Plans as trees: every task once and under its parent; progress counted up from the leaves."""

from hypothesis import given
from hypothesis import strategies as st

from ledger.rules import plans


def row(name: str, parent: str | None = None, **more) -> dict:
    plain = {"status": "issued", "progress": None, "villages": 0, "settled": 0}
    return {"id": name, "parent": parent, **plain, **more}


@st.composite
def forests(draw) -> list[dict]:
    size = draw(st.integers(0, 12))
    parents = [draw(st.none() | st.integers(0, n - 1)) if n else None for n in range(size)]
    statuses = st.sampled_from(["issued", "done", "void"])
    percents = st.none() | st.integers(0, 100)
    rows = [
        row(
            f"t{n}",
            f"t{p}" if p is not None else None,
            status=draw(statuses),
            progress=draw(percents),
        )
        for n, p in enumerate(parents)
    ]
    return draw(st.permutations(rows))


@given(forests())
def test_every_task_stands_once_and_right_below_its_parents_line(rows: list[dict]) -> None:
    found = plans.below(rows)
    assert sorted(one["id"] for _depth, one in found) == sorted(one["id"] for one in rows)
    line: list[str] = []
    for depth, one in found:
        del line[depth:]
        assert one["parent"] == (line[-1] if line else None)
        line.append(one["id"])


def slowly(rows: list[dict], one: dict) -> int | None:
    """The progress of a task by looking at all rows again and again."""
    if one["status"] == "done":
        return 100
    if one["progress"] is not None:
        return one["progress"]
    parts = [r for r in rows if r["parent"] == one["id"] and r["status"] != "void"]
    if parts:
        return sum(slowly(rows, part) or 0 for part in parts) // len(parts)
    return 100 * one["settled"] // one["villages"] if one["villages"] else None


@given(forests())
def test_progress_is_that_of_the_parts_where_none_is_written_down(rows: list[dict]) -> None:
    assert plans.summed(rows) == {one["id"]: slowly(rows, one) for one in rows}


def test_a_list_is_done_as_far_as_its_villages_are() -> None:
    assert plans.summed([row("list", villages=3, settled=2)]) == {"list": 66}


def test_the_tree_of_one_task_holds_it_and_all_below() -> None:
    rows = [row("a"), row("b", "a"), row("c", "b"), row("d")]
    assert [(depth, one["id"]) for depth, one in plans.below(rows, "b")] == [(0, "b"), (1, "c")]


def test_a_task_whose_parent_is_not_listed_stands_at_the_top() -> None:
    assert [depth for depth, _row in plans.below([row("b", "a"), row("c", "b")])] == [0, 1]


def test_tasks_that_are_part_of_each_other_are_lost_from_no_list() -> None:
    rows = [row("a", "b"), row("b", "a"), row("c")]
    assert {one["id"] for _depth, one in plans.below(rows)} == {"a", "b", "c"}
    assert set(plans.summed(rows)) == {"a", "b", "c"}
