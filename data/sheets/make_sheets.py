"""Write the workbooks and text files of this folder anew: `python data/sheets/make_sheets.py`.

Their plans are beside them; `python -m tests.sheet_plans --write` writes those anew.
"""

import binary  # noqa: F401 - being imported is what they are for
import dangers  # noqa: F401
import entitled  # noqa: F401
import formats  # noqa: F401
import habits  # noqa: F401
import handed_on  # noqa: F401
import own_headers  # noqa: F401
import registers  # noqa: F401
import spread  # noqa: F401
from making import FOLDER, MADE

if __name__ == "__main__":
    for name, make in MADE.items():
        make(FOLDER / name)
