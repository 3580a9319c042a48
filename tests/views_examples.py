"""Answers that the tests of the views show: a listing, a detail and a history in Chinese."""

import io
from datetime import date, datetime, timedelta, timezone

from ledger.views.history import history
from ledger.views.listing import Column, Detail, Field, Listing, Section, by_value
from ledger.views.styles import STATUS_STYLES

NAMES = {"handling": "办理中", "submitted": "待验收", "closed": "已销号", "registered": "待受理"}

ISSUES = [
    {
        "id": "WL-26-7K3Q5MX",
        "title": "村口路灯损坏，晚上老人出行不便，群众多次反映，请尽快更换灯具并检修线路",
        "place": "王家湾村",
        "category": "基础设施建设",
        "status": "handling",
        "unit": "五里镇经发办",
        "deadline": date(2026, 11, 20),
        "late": 6,
    },
    {
        "id": "WL-26-9M2QC41",
        "title": "Wi-Fi 信号差 (3 组)",
        "place": "李家坪村",
        "category": "公共服务",
        "status": "submitted",
        "unit": "电信公司五里营业厅",
        "deadline": date(2026, 11, 27),
        "late": 1,
    },
    {
        "id": "WL-26-B07T3RE",
        "title": "饮水管道漏水\n水压不足",
        "place": "王家湾村",
        "category": "基础设施建设",
        "status": "registered",
        "unit": "",
        "deadline": None,
        "late": None,
    },
]


def columns(*, wrap=False):
    return [
        Column("id", "编号"),
        Column("title", "问题", flexible=True, least=16, wrap=wrap),
        Column("place", "地点", rank=2),
        Column("category", "类别", rank=4),
        Column(
            "status",
            "状态",
            show=lambda code: NAMES.get(code, ""),
            style=by_value("status", STATUS_STYLES),
        ),
        Column("unit", "责任单位", rank=3),
        Column("deadline", "时限", rank=1),
        Column("late", "逾期（天）", align="right"),
    ]


def overdue(*, wrap=False):
    return Listing(
        "逾期问题（截至 2026-11-30）",
        columns(wrap=wrap),
        ISSUES,
        footer=["红灯 1 件，黄灯 2 件"],
        total=12,
        empty="没有逾期的问题。",
        facts={"as_of": date(2026, 11, 30)},
    )


def record():
    facts = Section(
        "",
        [
            Field("编号", "WL-26-7K3Q5MX"),
            Field("状态", "办理中", "cyan"),
            Field("措施", "更换灯具并检修线路；" * 8),
            Field("备注", "第一行\n第二行"),
        ],
    )
    log = Listing(
        "经过",
        [
            Column("on", "日期"),
            Column("do", "事项"),
            Column("by", "人员", rank=1),
            Column("note", "说明", flexible=True, wrap=True),
        ],
        [
            {"on": date(2026, 11, 5), "do": "登记", "by": "c003", "note": ""},
            {
                "on": date(2026, 11, 6),
                "do": "交办",
                "by": "c003",
                "note": "五里镇经发办，10 个工作日",
            },
        ],
    )
    return Detail(
        "WL-26-7K3Q5MX 村口路灯损坏",
        [facts, Section("户信息", [Field("户号", "WL03-0127")]), log],
        {"id": "WL-26-7K3Q5MX", "opened": date(2026, 11, 5)},
        footer=["1 处待核"],
    )


def log():
    return history(
        "WL-26-7K3Q5MX 的修改",
        [
            {
                "at": datetime(2026, 11, 6, 8, 40, tzinfo=timezone(timedelta(hours=8))),
                "who": "c003",
                "command": "问题 交办",
                "record": "WL-26-7K3Q5MX",
                "changes": [("status", "registered", "handling"), ("owner", None, "五里镇经发办")],
                "commit": "0123456789abcdef",
            }
        ],
    )


class Stream(io.StringIO):
    """A stream that says whether it is a terminal and what its encoding is."""

    def __init__(self, *, terminal=False, encoding="utf-8"):
        super().__init__()
        self.terminal = terminal
        self.named = encoding

    def isatty(self):
        return self.terminal

    @property
    def encoding(self):
        return self.named
