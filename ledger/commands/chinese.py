"""The Chinese names of options, in one table; commands have theirs in `registry`."""

OPTIONS = {
    "-C": "--目录",
    "--actor": "--经手人",
    "--all": "--全部",
    "--as-of": "--截至",
    "--by": "--登记人",
    "--category": "--类别",
    "--check": "--检查",
    "--co-unit": "--协办",
    "--count": "--计数",
    "--due": "--到期",
    "--dry-run": "--试运行",
    "--field": "--字段",
    "--force": "--强制",
    "--format": "--格式",
    "--full": "--详细",
    "--help": "--帮助",
    "--household": "--户",
    "--install-completion": "--安装补全",
    "--into": "--并入",
    "--kind": "--种类",
    "--lang": "--语言",
    "--limit": "--上限",
    "--measures": "--措施",
    "--name": "--名称",
    "--note": "--备注",
    "--on": "--日期",
    "--owner": "--责任人",
    "--parent": "--上级",
    "--person": "--人员",
    "--place": "--地点",
    "--profile": "--方案",
    "--purpose": "--事由",
    "--reason": "--理由",
    "--reporter": "--反映人",
    "--result": "--结果",
    "--show-completion": "--显示补全",
    "--since": "--自",
    "--sort": "--排序",
    "--source": "--来源",
    "--station": "--工作站",
    "--status": "--状态",
    "--stream": "--渠道",
    "--title": "--标题",
    "--to": "--交给",
    "--unit": "--单位",
    "--until": "--至",
    "--value": "--值",
    "--verbose": "--详情",
    "--version": "--版本",
    "--with": "--同行",
    "--yes": "--确认",
}
"""Each option and the Chinese name that it also answers to."""

ENGLISH = {chinese: english for english, chinese in OPTIONS.items()}


def option(name: str) -> str:
    """The name of an option in the language in force."""
    from ledger.words import language

    return OPTIONS.get(name, name) if language() == "zh" else name
