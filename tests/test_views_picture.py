"""A picture of a table has columns that line up."""

import re
import xml.etree.ElementTree as ET
from html import unescape

import views_examples as examples
from rich.cells import cell_len

from ledger.views.picture import svg


def test_each_text_is_as_long_as_its_columns():
    drawn = svg(examples.overdue(), title="tz 逾期")
    ET.fromstring(drawn)
    texts = re.findall(r'textLength="([\d.]+)"[^>]*>([^<]*)<', drawn)
    assert any(text.startswith("村口路灯") for _length, text in texts)
    assert all(float(length) == 11 * cell_len(unescape(text)) for length, text in texts)


def test_a_picture_asks_no_other_host():
    assert set(re.findall(r"https?://[\w.]+", svg(examples.record()))) == {"http://www.w3.org"}


def test_a_picture_is_the_same_each_time():
    assert svg(examples.overdue()) == svg(examples.overdue())
