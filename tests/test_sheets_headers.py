"""What headers mean: known words, words of their makers' own, and the kinds that they tell."""

import pytest

from ledger.records.sheet_kinds import KINDS
from ledger.sheets.reading.reader import Sheet
from ledger.sheets.reading.refusals import Refusal
from ledger.sheets.tables import columns, headers
from ledger.sheets.tables.header_words import bare, meant, plain
from ledger.sheets.tables.table import find


def sheet(rows):
    return Sheet("Sheet1", rows, [], [], [])


@pytest.mark.parametrize("kind", KINDS)
def test_our_own_headers_are_understood_whole(kind):
    own = [column.header for column in columns.of(kind)]
    match = headers.match(kind, own)
    assert [match.columns[n] for n in range(len(own))] == list(columns.of(kind))
    assert not match.unknown
    assert not headers.rivals(match.columns)


@pytest.mark.parametrize("kind", KINDS)
def test_no_word_means_two_columns(kind):
    seen = {}
    for column in columns.of(kind):
        for word in (column.header, *column.words):
            assert seen.setdefault(plain(word), column.field) == column.field, word


@pytest.mark.parametrize("kind", KINDS)
def test_what_a_header_may_mean_besides_is_one_thing_and_nothing_that_it_means_for_certain(kind):
    seen = {}
    for column in columns.of(kind):
        for word in column.also:
            assert meant(kind, word) is None, word
            assert seen.setdefault(plain(word), column.field) == column.field, word


def fields(kind, head):
    found = headers.match(kind, head)
    assert not headers.rivals(found.columns)
    return {head[at]: column.field for at, column in found.columns.items()}


def test_a_header_that_may_mean_a_field_does_so_where_no_other_stands_for_it():
    assert fields("issue", ["村", "问题描述", "负责人"])["负责人"] == "person"
    assert "负责人" not in fields("issue", ["村", "问题描述", "责任人", "负责人"])
    both = fields("issue", ["村", "问题描述", "负责人", "包保干部"])
    assert [*both.values()] == ["place", "text"]
    assert fields("issue", ["村", "问题描述", "验收/负责人"])["验收/负责人"] == "checker"
    assert [*fields("issue", ["村", "问题描述", "督办/负责人"])] == ["村", "问题描述"]
    assert fields("issue", ["村", "问题描述", "验收/单位"])["验收/单位"] == "checker"


@pytest.mark.parametrize(
    ("kind", "head"),
    [
        ("visit", "入户时间 入户人员 户主及电话 村组 走访记录 群众诉求 办理结果 备注"),
        ("issue", "所在村 群众反映问题 处理结果 备注"),
        ("task", "本周重点工作 责任站所 负责人 时间节点 完成进度 备注说明"),
        ("activity", "召开时间 召开地点 会议主持 参会人员 会议主题 会议记录 形成决议"),
        ("household", "所在村 组别 户主名 家庭总人口 户主联系电话 包保人"),
    ],
)
def test_the_kind_is_that_of_which_the_headers_say_most(kind, head):
    head = head.split()
    assert find(sheet([head, ["x"] * len(head)])).kind == kind


def test_who_handed_a_matter_down_is_nobody_to_whom_it_went_up():
    assert fields("issue", ["问题描述", "交办单位"])["交办单位"] == "to"
    assert [*fields("issue", ["问题描述", "交办单位", "承办单位"]).values()] == ["text", "unit"]
    assert fields("issue", ["问题描述", "上报单位", "承办单位"])["上报单位"] == "to"


def test_what_is_said_of_another_than_the_head_is_not_said_of_the_household():
    head = ["姓名", "户主姓名", "联系电话", "备注"]
    assert fields("household", head) == {"户主姓名": "name"}
    assert fields("household", ["与户主关系", *head])["联系电话"] == "phone"
    assert fields("household", [*head[1:], "人口"])["联系电话"] == "phone"
    assert fields("household", [*head[:2], "户主电话", "备注"]) == {
        "户主姓名": "name",
        "户主电话": "phone",
    }


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("1、您的姓名：", "reporter"),
        ("2、您的联系电话是：", "phone"),
        ("请填写您所在的村", "place"),
        ("您反映的问题是什么？", "text"),
        ("4.请描述您的诉求", "text"),
        ("您希望怎么解决？", None),
    ],
)
def test_the_questions_of_a_form_are_headers(header, field):
    found = headers.match("issue", ["序号", header]).columns.get(1)
    assert (found and found.field) == field


def test_names_of_the_members_of_a_household_are_none_of_its_heads():
    head = ["户主姓名", "与户主关系", "姓名", "人口数"]
    assert fields("household", head) == {"户主姓名": "name", "人口数": "size"}
    assert fields("household", ["姓名", "人口数"])["姓名"] == "name"
    two = headers.match("household", ["姓名", "姓名", "人口数"])
    assert headers.rivals(two.columns, two.parts) == {"name": [0, 1]}
    told = headers.match("household", head, {"姓名": "name", "户主姓名": "none"})
    assert [at for at, column in told.columns.items() if column.field == "name"] == [2]


@pytest.mark.parametrize(
    ("kind", "head"),
    [
        (
            "visit",
            "序号 姓名 人员类别 家庭住址 联系电话 走访时间 走访人 存在困难 帮扶措施 落实情况",
        ),
        ("task", "序号 议定事项 牵头领导 责任单位 责任人 完成时限 进展情况 是否办结 未办结原因"),
        ("task", "序号 承诺人 承诺内容 完成时限 践诺情况 是否完成"),
        ("issue", "问题编号 责任单位 责任人 完成时限 进展情况 是否办结 未办结原因"),
    ],
)
def test_what_a_table_is_for_says_most_of_its_kind(kind, head):
    head = head.split()
    assert find(sheet([head, ["x"] * len(head)])).kind == kind


def test_lower_levels_in_words_of_ones_own_count_below_a_header_that_is_known_whole():
    rows = [
        ["序号", "村", "存在问题", "登记日期", "整改情况", "整改情况"],
        [None, None, None, None, "拟采取的措施", "要求完成时限"],
        [1, "第一村", "路灯损坏", "2026-03-05", "更换", "月底"],
    ]
    merged = [(0, at, 1, at) for at in range(4)] + [(0, 4, 0, 5)]
    found = find(Sheet("Sheet1", rows, merged, [], []))
    assert found.header == (1, 2)
    assert [column.field for column in found.columns.values()][-2:] == ["measures", "due"]


def test_below_a_header_that_is_known_whole_rows_are_data_whatever_they_may_mean():
    head = ["村", "问题描述", "登记日期", "责任单位", "备注"]
    row = ["所在村", "主要问题", "摸排日期", "责任站所", "备注说明"]
    assert find(sheet([head, row])).header == (1, 1)
    assert find(sheet([head[:3], row])).header == (2, 2)


@pytest.mark.parametrize(
    ("title", "kind"),
    [("五里镇走访台账", "visit"), ("五里镇问题台账", "issue"), ("五里镇台账", "issue")],
)
@pytest.mark.parametrize("answer", ["解决情况", "处理结果"])
def test_where_headers_say_as_much_of_two_kinds_the_title_tells_else_what_is_certain(
    title, kind, answer
):
    head = ["走访时间", "群众姓名", "反映问题", answer, "备注"]
    assert find(sheet([[title], head, ["x"] * len(head)])).kind == kind


def test_what_a_person_explained_goes_before_what_a_header_may_mean():
    told = headers.match("issue", ["村", "问题描述", "负责人"], {"负责人": "leader"})
    assert told.columns[2].field == "leader"
    passed_over = headers.match("issue", ["村", "问题描述", "负责人"], {"负责人": "-"})
    assert passed_over.unknown == {2: "负责人"}


@pytest.mark.parametrize(
    ("kind", "header", "field"),
    [
        ("issue", "群众反映的困难问题", "text"),
        ("issue", "存在的主要问题及建议", "text"),
        ("issue", "收集到的意见建议内容", "text"),
        ("issue", "微心愿", "text"),
        ("issue", "信访事项", "text"),
        ("issue", "矛盾纠纷简要情况", "text"),
        ("issue", "交办问题", "text"),
        ("issue", "投诉内容", "text"),
        ("issue", "调处措施", "measures"),
        ("issue", "复查结果", "acceptance"),
        ("issue", "计划办结时间", "due"),
        ("issue", "要求整改完成日期", "due"),
        ("issue", "解决时限要求", "due"),
        ("issue", "拟采取的解决办法", "measures"),
        ("issue", "具体整改措施", "measures"),
        ("issue", "是否已整改到位", "status"),
        ("issue", "是否解决", "status"),
        ("issue", "目前进展情况", "progress"),
        ("issue", "整改落实进展情况", "progress"),
        ("visit", "走访中群众反映问题", None),
        ("visit", "群众急难愁盼问题", "opinion"),
        ("visit", "现场解决问题情况", "answer"),
        ("task", "任务完成进度情况", "progress"),
        ("task", "办结时限", "due"),
        ("task", "汇报日期", "reported"),
        ("task", "村党支部", "place"),
        ("task", "引领重点", "title"),
        ("task", "是否落实", "status"),
        ("activity", "检查发现的主要问题", "findings"),
        ("issue", "领导意见", None),
        ("issue", "问题数量", None),
        ("issue", "解决时间", "done"),
        ("issue", "整改率", None),
        ("issue", "完成人", None),
        ("issue", "是否属实", None),
        ("issue", "群众反映的困难问题" * 5, None),
    ],
)
def test_what_headers_are_made_of_tells_what_they_may_mean(kind, header, field):
    assert fields(kind, [header]) == ({header: field} if field else {})


def test_columns_that_say_nothing_of_a_record_are_none_of_the_unknown_however_many():
    head = ["村", "问题描述", "预警", "超期天数", "是否按期办结"]
    assert headers.match("issue", head).unknown == {}


@pytest.mark.parametrize(
    ("kind", "header", "field"),
    [
        ("issue", "责任人及联系电话", "person"),
        ("issue", "责任人、电话", "person"),
        ("issue", "责任人/联系电话", "person"),
        ("issue", "反映人姓名及联系方式", "reporter"),
        ("issue", "姓名电话", "reporter"),
        ("issue", "承办单位及电话", "unit"),
        ("issue", "地址及电话", None),
        ("issue", "责任人电话", None),
        ("issue", "反映人电话", "phone"),
        ("visit", "走访对象及联系电话", "household"),
        ("household", "户主及电话", "name"),
    ],
)
def test_a_header_of_names_may_tell_of_numbers_besides(kind, header, field):
    assert fields(kind, [header]) == ({header: field} if field else {})


@pytest.mark.parametrize(
    "header", ["1.村", "2、村", "（3）村", "一、村", "村▼", "★村", "▲ 村 *", "1.村（必填）"]
)
def test_numbers_and_marks_are_no_part_of_a_header(header):
    assert fields("issue", [header]) == {header: "place"}


@pytest.mark.parametrize("header", ["1.1村", "3月进展", "12345工单"])
def test_numbers_that_say_something_stay(header):
    assert bare(header).startswith(header[0])


def test_a_wide_table_needs_but_a_few_headers_that_are_known():
    strange = [f"指标{at}" for at in range(20)]
    known = ["村", "问题描述", "登记日期", "责任单位"]
    rows = [[*known, *strange], ["第一村", "路灯损坏", "2026-03-05", "经发办"]]
    assert (find(sheet(rows)).kind, find(sheet(rows)).header) == ("issue", (1, 1))
    with pytest.raises(Refusal) as told:
        find(sheet([[*known[:3], *strange], rows[1]]))
    assert told.value.code == "few-headers"


@pytest.mark.parametrize(
    ("kind", "head"),
    [
        ("visit", ["走访日期", "走访人", "走访对象", "走访内容", "群众签字"]),
        ("household", ["户号", "户主", "村民小组", "人口", "户别", "包联干部"]),
        ("station", ["编码", "名称", "层级", "上级", "户数"]),
        ("task", ["周次", "任务", "要求", "下发单位", "完成时限"]),
        ("activity", ["类型", "会议时间", "主题", "主持人", "应到", "实到"]),
    ],
)
def test_the_kind_shows_in_the_headers(kind, head):
    assert find(sheet([head, ["x"] * len(head)])).kind == kind


def test_the_columns_of_minutes_and_of_duty_are_known():
    head = ["会议时间", "会议地点", "主持人", "记录人", "参会人员", "会议议题", "会议内容"]
    found = find(sheet([head, ["x"] * len(head)]))
    said = ["date", "place", "chair", "recorder", "people", "topics", "text"]
    assert [column.field for column in found.columns.values()] == said
    duty = find(sheet([["值班日期", "值班人员", "备注"], ["x", "x", "x"]]))
    assert (duty.kind, [*duty.unknown]) == ("activity", [])


@pytest.mark.parametrize(
    ("kind", "header", "field"),
    [
        ("issue", "社区", "place"),
        ("issue", "问题", "text"),
        ("issue", "受理日期", "opened"),
        ("issue", "完成日期", "done"),
        ("issue", "手机号码", "phone"),
        ("household", "村名", "place"),
        ("household", "家庭人口数", "size"),
        ("household", "牧户姓名", "name"),
    ],
)
def test_headers_of_towns_and_pastures_are_known(kind, header, field):
    assert meant(kind, header).field == field


@pytest.mark.parametrize(
    ("head", "fields"),
    [
        (["上报单位", "是否上报"], ["to", "is_escalated"]),
        (["办理情况", "完成情况"], ["progress", "result"]),
        (["完成情况", "整改情况"], ["result", "progress"]),
        (["完成情况", "办理结果"], ["progress", "result"]),
        (["群众签字", "满意度"], ["witness", "satisfaction"]),
        (["首问责任人", "代办员"], ["first_asked", "person"]),
        (["责任人", "首问责任人"], ["person", "first_asked"]),
        (["村党支部", "挂账日期"], ["place", "opened"]),
        (["站长销号意见", "站长"], ["signing", "signer"]),
        (["反馈日期", "公示时间"], ["fed_back", "published"]),
        (["上报乡镇时间", "上报日期"], ["reported", "escalated"]),
        (["督办情况", "督办日期"], ["pressing", "pressed"]),
        (["督办意见", "督办人"], ["pressing", "presser"]),
        (["是否解决彻底", "状态"], ["acceptance", "status"]),
        (["是否验收合格", "是否销号"], ["acceptance", "is_signed"]),
    ],
)
def test_columns_that_seem_to_say_the_same_have_each_a_meaning_of_their_own(head, fields):
    found = headers.match("issue", ["序号", "问题描述", *head])
    assert not headers.rivals(found.columns)
    assert [found.columns[at].field for at in (2, 3)] == fields


@pytest.mark.parametrize(
    "head",
    [["办理情况", "整改进展"], ["办理情况", "办理结果", "完成情况"], ["完成情况", "整改完成情况"]],
)
def test_real_rivals_stay_rivals(head):
    assert headers.rivals(headers.match("issue", ["村", "问题描述", *head]).columns)


@pytest.mark.parametrize(
    ("kind", "header", "field"),
    [
        ("issue", "责任/单位", "unit"),
        ("issue", "责任落实/单位", "unit"),
        ("issue", "责任人/姓名", "person"),
        ("issue", "责任人/联系电话", None),
        ("issue", "反映人/联系电话", "phone"),
        ("issue", "验收/时间", "accepted"),
        ("issue", "验收情况/意见", "acceptance"),
        ("issue", "办结/时间", "done"),
        ("issue", "整改/措施", "measures"),
        ("issue", "整改/时限", "due"),
        ("issue", "督办/单位", None),
        ("issue", "整改情况/整改措施", "measures"),
        ("issue", "整改/对策/答案", "measures"),
        ("issue", "基本情况/时间", "opened"),
        ("household", "包联干部/姓名", "staff"),
        ("household", "包联干部/电话", None),
        ("household", "包联情况/联系电话", None),
        ("household", "户主/电话", "phone"),
        ("household", "家庭情况/电话", "phone"),
        ("household", "户主信息/姓名", "name"),
        ("visit", "走访人/姓名", "people"),
        ("activity", "缺席人员/姓名", "absent"),
        ("station", "成立情况/联系电话", "contact"),
        ("visit", "走访对象/姓名", "household"),
        ("task", "上报/日期", "reported"),
    ],
)
def test_what_is_vague_is_said_by_the_step_above_it(kind, header, field):
    found = meant(kind, header)
    assert (found and found.field) == field


@pytest.mark.parametrize(
    ("kind", "title", "head", "unknown"),
    [
        ("issue", "信访台账",
         "来访时间 信访人姓名 性别 住址 联系电话 信访事项 处理情况 结果 经办人", "性别"),
        ("issue", "矛盾纠纷调处台账",
         "排查时间 纠纷类型 当事人姓名 纠纷简要情况 调处责任人 调处结果 是否化解", ""),
        ("issue", "隐患台账",
         "检查时间 隐患地点 隐患内容 整改责任人 整改时限 复查时间 复查结果 复查人", ""),
        ("issue", "热线工单台账",
         "工单编号 来电时间 来电人 诉求内容 承办单位 办理期限 是否满意 是否办结", ""),
        ("issue", "微心愿台账", "姓名 村 微心愿内容 认领人 完成时间 完成情况 备注", ""),
        ("issue", "代办台账",
         "申请人 代办事项 受理时间 代办员 承诺办结时间 实际办结时间 群众签字", ""),
        ("issue", "环境整治台账",
         "村 点位 存在问题 整改前照片 整改时限 责任人 是否完成整改", "整改前照片"),
        ("visit", "走访登记表",
         "日期 走访干部 走访对象 户类型 走访内容 收集问题 解决情况 农户签字", ""),
        ("visit", "驻村工作队台账", "日期 驻村人员 工作内容 发现问题 处理情况", ""),
        ("visit", "党员联系户台账", "党员姓名 联系户户主 联系时间 了解情况 帮助解决问题", ""),
        ("household", "农户信息表", "组 户主姓名 性别 家庭人口 联系电话 帮扶责任人 备注", "性别"),
        ("task", "重点工作清单", "重点工作 工作措施 责任站所 具体责任人 时间节点 目前进展", ""),
        ("activity", "三会一课台账",
         "会议类型 召开时间 召开地点 会议主持 应到人数 实到人数 主要内容", ""),
        ("station", "工作站一览表", "工作站名称 所属乡镇 负责人 联系方式 成立时间", "负责人"),
    ],
)  # fmt: skip
def test_the_headers_of_ledgers_as_people_keep_them_are_understood(kind, title, head, unknown):
    head = ["序号", *head.split()]
    found = find(sheet([[title], head, ["x"] * len(head)]))
    assert (found.kind, " ".join(found.unknown.values())) == (kind, unknown)


@pytest.mark.parametrize("header", ["具体位置", "点位", "事发地点", "隐患地点", "隐患部位"])
def test_where_a_matter_is_is_no_address_of_whoever_reported_it(header):
    match = headers.match("issue", ["村", "问题描述", header, "家庭住址"])
    assert [match.columns[at].field for at in (2, 3)] == ["spot", "address"]


@pytest.mark.parametrize(
    ("kind", "head", "field"),
    [
        ("visit", "日期 干部 结对户 反映问题", "date people household opinion"),
        ("visit", "走访日期 引领队员 联系点 蹲点天数", "date people place days"),
        ("activity", "会商时间 会商议题 列席人员 办实事内容", "date topics people text"),
        ("activity", "请假日期 请假人 请假事由", "date people text"),
        ("activity", "讲评日期 讲评内容", "date text"),
        ("activity", "宣讲日期 宣讲人 宣讲内容", "date people text"),
        ("activity", "调研时间 居住人", "date people"),
        ("visit", "慰问日期 慰问对象 办实事内容", "date household answer"),
        ("visit", "日期 领导 村 内容", "date people place text"),
        ("activity", "驻点日 村(社区) 上传人 渠道 数量", "date place people channel amount"),
        ("activity", "领导 联系点 时间 解决问题 帮扶资金", "people place date result money"),
    ],
)
def test_who_went_where_and_when_is_told_in_many_words(kind, head, field):
    found = fields(kind, head.split())
    assert [found.get(header) for header in head.split()] == field.split()
