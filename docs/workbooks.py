"""Draw pictures of the demo's workbooks as they print: what came, what went back, what went out.

`make picture` plays the demo and draws them. It needs LibreOffice Calc, pdftoppm, and the
typefaces below; in Debian these are libreoffice-calc, poppler-utils, fonts-arphic-gbsn00lp,
fonts-noto-cjk and fonts-crosextra-carlito. What the pictures show is bound by `workbooks.sha256`,
so that a test can tell, without drawing them, that one of them has grown old.
"""

import re
import subprocess
import sys
import zlib
from collections.abc import Iterator
from hashlib import sha256
from os import environ
from pathlib import Path
from struct import pack
from tempfile import TemporaryDirectory
from typing import NamedTuple

import openpyxl

FOLDER = Path(__file__).resolve().parent
DIGESTS = FOLDER / "workbooks.sha256"
TYPEFACES = {"宋体": "AR PL SungtiL GB", "方正小标宋简体": "Noto Serif CJK SC"}
"""What stands for typefaces that only some systems have."""
_DOTS, _WIDTH = 130, 1520
"""Dots to the inch, and across a page of A4, which is 1075 of them high."""
_ID = re.compile(r"\b([A-Z0-9]{2,8}-\d\d)-[0-9A-Z]{7}\b")


class Picture(NamedTuple):
    """A workbook of the demo, and the rows of dots of its first page that are shown."""

    workbook: str
    rows: range


PICTURES = {
    "village.png": Picture("五里镇问题台账.xlsx", range(80, 710)),
    "returned.png": Picture("五里镇问题台账-退回.xlsx", range(90, 360)),
    "township.png": Picture("五里镇问题台账-上报.xlsx", range(60, 1060)),
}


def digest(workbook: Path) -> str:
    """What binds a sheet as it is seen: words, merged cells, sizes; ids are new each time."""
    sheet = openpyxl.load_workbook(workbook).worksheets[0]
    said = sha256()
    for line in _seen(sheet):
        said.update(_ID.sub(r"\1", line).encode() + b"\n")
    return said.hexdigest()


def _seen(sheet: openpyxl.worksheet.worksheet.Worksheet) -> Iterator[str]:
    for row in sheet.iter_rows(values_only=True):
        yield repr(row)
    yield from sorted(map(str, sheet.merged_cells.ranges))
    for sizes, name in ((sheet.column_dimensions, "width"), (sheet.row_dimensions, "height")):
        yield from (f"{at} {getattr(size, name)}" for at, size in sorted(sizes.items()))


def bound() -> dict[str, str]:
    """The digest of what each picture shows."""
    lines = DIGESTS.read_text("utf-8").splitlines()
    return {name: said for said, name in (line.split() for line in lines)}


def draw(sheets: Path) -> None:
    """Draw every picture out of the folder in which the demo keeps its workbooks."""
    with TemporaryDirectory() as folder:
        room = Path(folder)
        world = environ | {"FONTCONFIG_FILE": str(_typefaces(room))}
        office = ["soffice", f"-env:UserInstallation={(room / 'office').as_uri()}", "--headless"]
        for name, picture in PICTURES.items():
            source = sheets / picture.workbook
            convert = [*office, "--convert-to", "pdf", "--outdir", folder, str(source)]
            subprocess.run(convert, env=world, check=True, stdout=subprocess.DEVNULL)
            first, count = str(picture.rows.start), str(len(picture.rows))
            crop = ["-x", "0", "-y", first, "-W", str(_WIDTH), "-H", count]
            page = ["pdftoppm", "-singlefile", "-r", str(_DOTS), *crop, f"{room / source.stem}.pdf"]
            drawn = subprocess.run(page, check=True, capture_output=True).stdout
            (FOLDER / name).write_bytes(_png(drawn))
            sys.stdout.write(f"docs/{name}\n")
    said = [f"{digest(sheets / picture.workbook)}  {name}\n" for name, picture in PICTURES.items()]
    DIGESTS.write_text("".join(said), "utf-8", newline="\n")


def _png(ppm: bytes) -> bytes:
    """A picture in sixteen steps of each colour, which show as well in a third of the room."""
    size, dots = ppm.split(b"\n255\n", 1)
    width, height = map(int, size.split()[1:])
    dots = dots.translate(bytes(round(shade / 17) * 17 for shade in range(256)))
    lines = (dots[at : at + 3 * width] for at in range(0, len(dots), 3 * width))
    parts = (
        (b"IHDR", pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(b"".join(b"\0" + line for line in lines), 9)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        pack(">I", len(said)) + kind + said + pack(">I", zlib.crc32(kind + said))
        for kind, said in parts
    )


def _typefaces(room: Path) -> Path:
    """A file that tells the office which typefaces stand for which."""
    rules = "".join(
        f'<match><test name="family"><string>{wanted}</string></test><edit name="family" '
        f'mode="assign" binding="strong"><string>{ours}</string></edit></match>'
        for wanted, ours in TYPEFACES.items()
    )
    file = room / "fonts.conf"
    head = '<?xml version="1.0"?><fontconfig><include>/etc/fonts/fonts.conf</include>'
    file.write_text(f"{head}{rules}</fontconfig>", "utf-8")
    return file


if __name__ == "__main__":
    draw(Path(sys.argv[1]))
