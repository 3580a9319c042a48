"""What a plan shows of cells that tell of people."""

import pytest

from ledger.book.importing.masking import cell


@pytest.mark.parametrize(
    ("kind", "field", "said", "shown"),
    [
        ("visit", "household", "张三丰", "张某"),
        ("visit", "household", "WL101-0005", "WL101-0005"),
        ("visit", "household", "村“两委”", "村“两委”"),
        ("issue", "reporter", "欧阳小明", "欧阳某"),
        ("issue", "reporter", "匿名", "匿名"),
        ("issue", "reporter", "匿名群众", "匿名群众"),
        ("issue", "reporter", "何戊八（要求保密）", "何某"),
        ("issue", "phone", "13812345678/0914-5280001", "138****5678、091****0001"),
        ("household", "phone", "138****5678", "138****5678"),
        ("household", "phone", "000 7818 0232", "000****0232"),
        ("household", "phone", "\t13812345678 0914-5280001", "138****5678、091****0001"),
        ("visit", "sign", "马丁九", "马某"),
        ("visit", "sign", "马丁九（指印）", "马某（指印）"),
        ("visit", "sign", "已签", "已签"),
        ("household", "note", "儿子13812345678", "儿子138****5678"),
        ("household", "group", "第二村民小组", "第二村民小组"),
        ("station", "name", "五里镇第一村", "五里镇第一村"),
        ("household", "name", "", ""),
    ],
)
def test_people_stand_behind_masks_and_all_else_as_it_is(kind, field, said, shown):
    assert cell(kind, field, said) == shown
    assert cell(kind, field, shown) == shown
