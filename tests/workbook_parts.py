"""The parts of zipped workbooks, read and replaced by the tests of their reading."""

import zipfile


def parts(path, **changes):
    """The workbook with some of its parts replaced."""
    with zipfile.ZipFile(path) as old:
        held = {name: old.read(name) for name in old.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, body in {**held, **changes}.items():
            new.writestr(name, body)
    return path


def part(path, name="xl/worksheets/sheet1.xml"):
    with zipfile.ZipFile(path) as held:
        return held.read(name).decode()
