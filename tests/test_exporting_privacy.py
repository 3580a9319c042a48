"""Nothing of people stands in any part of any sheet that is for others."""

from collections.abc import Iterable
from html import unescape
from pathlib import Path
from zipfile import ZipFile

import pytest
from book_world import NOW, example
from cli_world import Desk

from ledger.book import demo, resources
from ledger.records.household import Household, Register
from ledger.records.layout import FIELDS, Layout
from ledger.records.sheet_kinds import KINDS
from ledger.store import form

NAME, PHONE, CARD, ADDRESS = "欧阳甲一", "13712345678", "610222199001011237", "后沟垴7号"
SAID = f"{NAME}电话{PHONE}证{CARD}"
SHIPPED = sorted(
    [
        *(resources.data() / "layouts").glob("*.yaml"),
        *(resources.data() / "profiles").glob("*/layouts/*.yaml"),
    ]
)
KIND_OF = {kind: kind for kind in KINDS} | {
    path.stem: form.read(Layout, path.read_bytes(), path.name).kind for path in SHIPPED
}
LAYOUTS = sorted(KIND_OF)


def with_layouts(root: Path) -> Desk:
    """A ledger that has every layout that there is, and one of all columns for each kind."""
    desk = Desk(root)
    for path in SHIPPED:
        desk.write(f"layouts/{path.name}", path.read_text("utf-8"))
    for kind in KINDS:
        columns = "".join(f"- {{field: {field}}}\n" for field in FIELDS[kind])
        desk.write(f"layouts/{kind}.yaml", f"kind: {kind}\ntitle: 甲\ncolumns:\n{columns}")
    desk.git("add", "layouts")
    desk.git("commit", "-qm", "layouts")
    return desk


@pytest.fixture(scope="module", name="told")
def _told(tmp_path_factory) -> Desk:
    """The example, with a household that typed text names everywhere; what it says is secret."""
    desk = with_layouts(example(tmp_path_factory.mktemp("账") / "ledger"))
    home = ("--name", NAME, "--phone", PHONE, "--address", ADDRESS, "--group", NAME)
    told = desk.run("household", "add", "--place", "WL101", *home, "--format", "json").data["id"]
    place = ("--place", "WL101")
    met = ("--household", told, "--text", SAID, "--opinion", SAID, "--answer", SAID)
    visit = desk.run("visit", "add", *place, *met, "--format", "json").data["id"]
    desk.run(
        *("issue", "register", "--title", SAID, *place, "--reporter", told),
        *("--visit", visit, "--confidential"),
    )
    plan = ("--kind", "key_work", "--title", SAID, "--due", "2026-12-20", "--issuer", SAID)
    desk.run("task", "add", *place, *plan)
    met = ("--kind", "training", "--title", SAID, "--body", SAID, "--text", SAID, "--topic", SAID)
    desk.run("activity", "add", *place, *met)
    hidden = next(home.name for home in homes(desk.root) if home.confidential)
    desk.run("issue", "register", "--title", f"{hidden}门前积水", *place)
    desk.run("task", "add", *place, *("--kind", "plan", "--title", hidden, "--due", "2026-12-20"))
    desk.run("activity", "add", *place, "--kind", "training", "--topic", hidden)
    return desk


@pytest.fixture(scope="module", name="shown")
def _shown(tmp_path_factory) -> Desk:
    """The demo ledger."""
    root = tmp_path_factory.mktemp("演示") / "ledger"
    demo.create(root, NOW)
    return with_layouts(root)


def found(desk: Desk, file: Path, layout: str, level: str, secrets: Iterable[str]) -> set[str]:
    """The secrets that stand in some part of a workbook, whatever it is for."""
    desk.run("export", str(file), "--layout", layout, "--level", level, "--yes")
    with ZipFile(file) as packed:
        whole = "\n".join(unescape(packed.read(name).decode()) for name in packed.namelist())
    return {secret for secret in secrets if secret in whole}


def homes(root: Path) -> list[Household]:
    """All households of the registers."""
    paths = (root / "households").glob("*.yaml")
    registers = (form.read(Register, path.read_bytes(), path.name) for path in paths)
    return [home for register in registers for home in register.households]


def personal(some: Iterable[Household]) -> set[str]:
    """What registers say of households that is nobody's business."""
    said = (fact for home in some for fact in (home.name, home.phone, home.address))
    return {fact for fact in said if fact}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_no_part_of_a_sheet_for_the_public_tells_of_anybody(told, tmp_path, layout):
    secrets = {*personal(homes(told.root)), PHONE, CARD}
    assert not found(told, tmp_path / "a.xlsx", layout, "public", secrets)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_no_part_of_a_sheet_for_who_settles_it_tells_of_the_confidential(told, tmp_path, layout):
    hidden = {CARD, *personal(home for home in homes(told.root) if home.confidential)}
    if KIND_OF[layout] in ("issue", "visit"):
        hidden |= {NAME, PHONE, ADDRESS}
    assert not found(told, tmp_path / "a.xlsx", layout, "handler", hidden)


def test_what_is_looked_for_is_there_where_all_is_shown(told, tmp_path):
    asked = ("--layout", "issue", "--level", "internal", "--reason", "对账")
    told.run("export", str(tmp_path / "a.xlsx"), *asked)
    with ZipFile(tmp_path / "a.xlsx") as packed:
        whole = packed.read("xl/worksheets/sheet1.xml").decode()
    assert all(said in whole for said in (NAME, PHONE, CARD, ADDRESS))


@pytest.mark.parametrize("kind", KINDS)
def test_no_part_of_a_sheet_of_the_demo_tells_of_anybody(shown, tmp_path, kind):
    known = homes(shown.root)
    assert not found(shown, tmp_path / "a.xlsx", kind, "public", personal(known))
    plain = personal(home for home in known if not home.confidential)
    hidden = personal(home for home in known if home.confidential) - plain
    assert len(hidden) > len(KINDS)
    assert not found(shown, tmp_path / "a.xlsx", kind, "handler", hidden)
