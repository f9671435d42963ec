"""More form families, in the words that districts, transfer payments and monitoring use."""
from content import CITY, DEPARTMENTS, GOALS, PLAN_2015, PLAN_2021, PLAN_SHORT, PROJECTS, Picker, groups, pick
from forms import ACTUALS, fused, level_cells
from layout import Cell, Document, Indicator, Table


def bare(name):
    """效益指标 → 效益: names of levels without 指标."""
    return name.replace("指标", "")


def f19_self_evaluation_with_adjusted_budget():
    """E: a form number, three sums, sign, value and unit in columns of their own beside the actual value."""
    doc = Document("f19-self-evaluation-adjusted-budget", "self-evaluation with form number, 年初/调整后/执行数, 指标性质, 度量单位 and 完成值; "
                   "one table a project", landscape=True, margin=36)
    for number in range(2):
        if number:
            doc.new_page()
        project, rows = f"51160424T0000001{23 + number}-{PROJECTS[number + 4]}", pick(Picker(number + 2), PLAN_2021)
        doc.small("510000_0013zp", align="l")
        doc.title("部门预算项目支出绩效自评表")
        doc.small("（2023年度）")
        table = Table([36, 68, 88, 150, 54, 60, 56, 70, 40, 40, 90], size=8)
        table.row([Cell("项目名称", cs=3), Cell(project, cs=8)])
        table.row([Cell("预算单位", cs=3), Cell(f"318{number}01-{DEPARTMENTS[number]}", cs=8)])
        table.row([Cell("项目预算执行情况\n（万元）", cs=3, rs=4), "", Cell("年初预算", cs=2), "调整后预算", "预算执行数", Cell("预算执行率", cs=2), "原因"])
        for item, sums in (("总额", ("240.00", "229.19", "229.19", "100.00%")), ("其中：财政资金", ("240.00", "229.19", "229.19", "100.00%")),
                           ("其他资金", ("", "", "", ""))):
            table.row([Cell(item, align="l"), Cell(sums[0], cs=2), sums[1], sums[2], Cell(sums[3], cs=2), ""])
        table.row([Cell("年度目标完成情况", cs=3, rs=2), Cell("年度目标", cs=4), Cell("实际完成", cs=4)])
        table.row([Cell(GOALS[number], cs=4, align="l"), Cell("按期完成。", cs=4, align="l")])
        table.row([Cell("绩效指标", rs=len(rows) + 1, vertical=True), "一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位", "完成值", "权重",
                   "得分", "未完成原因分析"])
        for index, (l1, l2, l3, sign, value, unit) in enumerate(rows):
            sign, actual, weight = sign or "定性", value, "10" if index < 6 else "5"
            table.row(level_cells(rows, index) + [Cell(l3, align="l"), sign, value, unit, actual, weight, weight, ""],
                      [Indicator(l3, [("target", sign, value, unit), ("actual", "", actual, unit)], l1, l2, project, weight, weight)])
        table.row([Cell("合计", cs=8), "100", "100", ""])
        doc.table(table)
    return doc.fact("disclosure.kind", "self_evaluation").fact("disclosure.fiscal_year", "2023").fact("disclosure.money_unit", "万元") \
              .fact("goals", "2").fact("goal:annual", GOALS[1])


def f20_monitoring():
    """What was done in half a year, what will be, and how likely: one target and one actual value."""
    doc = Document("f20-monitoring", "monitoring form: 1-7月执行情况, 全年预计完成情况, 完成可能性 in three columns under one head", landscape=True,
                   margin=36)
    project, rows = PROJECTS[6], pick(Picker(1), PLAN_2015)
    doc.title("项目支出绩效运行监控表")
    doc.small("（2024年度）")
    table = Table([34, 66, 88, 150, 76, 80, 80, 42, 42, 50, 60], size=8)
    table.row([Cell("项目名称", cs=3), Cell(project, cs=8)])
    table.row([Cell("主管部门及代码", cs=3), Cell(DEPARTMENTS[1], cs=2), "实施单位", Cell(DEPARTMENTS[1], cs=5)])
    table.row([Cell("项目资金\n（万元）", cs=3, rs=3), "", "年初预算数", "1-7月执行数", "1-7月执行率", Cell("全年预计执行数", cs=4)])
    table.row([Cell("年度资金总额", align="l"), "100.00", "60.00", "60.00%", Cell("100.00", cs=4)])
    table.row([Cell("其中：本年一般公共预算拨款", align="l"), "100.00", "60.00", "60.00%", Cell("100.00", cs=4)])
    table.row([Cell("年度总体目标", cs=3), Cell(GOALS[1], cs=8, align="l")])
    tall = {"rs": 2}
    table.row([Cell("绩效指标", rs=len(rows) + 2, vertical=True), Cell("一级指标", **tall), Cell("二级指标", **tall), Cell("三级指标", **tall),
               Cell("年度指标值", **tall), Cell("1-7月执行情况", **tall), Cell("全年预计完成情况", **tall), Cell("完成可能性", cs=3), Cell("备注", **tall)])
    table.row(["确定能", "有可能", "完全不可能"])
    for index, (l1, l2, l3, sign, value, unit) in enumerate(rows):
        target, actual = fused(sign, value, unit), f"已完成{55 + index}%"
        table.row(level_cells(rows, index) + [Cell(l3, align="l"), target, actual, target, "√", "", "", ""],
                  [Indicator(l3, [("target", "", target, ""), ("actual", "", actual, "")], l1, l2, project)])
    doc.table(table)
    return doc.fact("disclosure.kind", "monitoring").fact("disclosure.money_unit", "万元").fact("goal:annual", GOALS[1]) \
              .fact("funding:年度资金总额", "100.00|60.00")


def f21_transfer_payment():
    """Two periods, numbered names, level names without 指标, a line of the empty form left in."""
    doc = Document("f21-transfer-payment", "transfer payment: 实施期 and 年度 goals and values, numbered names, level names without 指标", margin=40)
    project = "农业生产发展资金"
    doc.title("转移支付区域（项目）绩效目标表")
    doc.small("（2024年度）")
    table = Table([50, 70, 90, 130, 82, 82], size=8.5)
    table.row([Cell("转移支付名称", cs=2), Cell(project, cs=4)])
    table.row([Cell("中央主管部门", cs=2), Cell("农业农村部", cs=4)])
    table.row([Cell("省级财政部门", cs=2), "某省财政厅", "地方主管部门", Cell(DEPARTMENTS[2], cs=2)])
    table.row([Cell("资金情况\n（万元）", cs=2, rs=3), Cell("年度金额：", align="l"), Cell("3200.00", cs=3)])
    table.row([Cell("其中：中央补助", align="l"), Cell("2000.00", cs=3)])
    table.row([Cell("地方资金", align="l"), Cell("1200.00", cs=3)])
    table.row([Cell("总体目标", rs=2, vertical=True), Cell("实施期目标（2024年—2026年）", cs=2), Cell("年度目标", cs=3)])
    table.row([Cell("三年建成示范片区。", cs=2, align="l"), Cell(GOALS[2], cs=3, align="l")])
    rows = pick(Picker(4), PLAN_2015)
    table.row([Cell("绩效指标", rs=len(rows) + 2, vertical=True), "一级指标", "二级指标", "三级指标", "2024—2026年指标值", "2024年指标值"])
    level1, level2 = groups(rows, lambda r: r[0]), groups(rows, lambda r: (r[0], r[1]))
    ordinal = 0
    for index, (l1, l2, l3, sign, value, unit) in enumerate(rows):
        ordinal = 1 if index in level2 else ordinal + 1
        period = annual = fused(sign, value, unit)
        last = index == len(rows) - 1  # an unfilled line belongs to the last merged cells
        cells = [Cell(bare(l1), rs=level1[index] + (1 if last else 0))] if index in level1 else []
        cells += [Cell(bare(l2), rs=level2[index] + (1 if last else 0))] if index in level2 else []
        name = f"指标{ordinal}：{l3}"
        table.row(cells + [Cell(name, align="l"), period, annual],
                  [Indicator(name, [("period", "", period, ""), ("annual", "", annual, "")], bare(l1), bare(l2), project)])
    table.row([Cell("指标2：", align="l"), "", ""])
    doc.table(table)
    return doc.fact("disclosure.fiscal_year", "2024").fact("disclosure.money_unit", "万元").fact("disclosure.department", DEPARTMENTS[2]) \
              .fact("funding:年度金额", "3200.00").fact("goal:period", "三年建成示范片区。").fact("goal:annual", GOALS[2])


def f22_department_form_without_level2():
    """K: scores in the level labels, no level 2, a standard and a source behind the value; tasks with their sums."""
    doc = Document("f22-department-form-without-level2", "whole-department form of a district: numbered level 1 with scores, no level 2, "
                   "value with its unit, 设定依据; tasks with sums", margin=40)
    department = DEPARTMENTS[3]
    doc.title(f"{CITY}2024年部门（单位）整体支出绩效目标表")
    doc.small(f"填报单位：{department}", align="l")
    doc.small("单位：万元", align="r")
    table = Table([60, 90, 130, 80, 60, 90], size=8.5)
    table.row(["部门职能概述", Cell("负责城市运行管理。", cs=5, align="l")])
    table.row([Cell("年度部门预算申请", rs=2), "资金总额", "基本支出", "项目支出", Cell("其他", cs=2)])
    table.row(["980.00", "610.00", "370.00", Cell("0.00", cs=2)])
    table.row(["年度绩效目标", Cell(GOALS[3], cs=5, align="l")])
    table.row([Cell("年度工作任务", rs=3), "任务名称", Cell("具体内容", cs=2), "申请金额", "任务目标"])
    table.row(["停车平台运维", Cell("保障平台全年稳定运行", cs=2, align="l"), "31.00", "可用率达标"])
    table.row(["照明设施维护", Cell("更换老旧灯具", cs=2, align="l"), "128.60", "亮灯率达标"])
    rows = pick(Picker(3), PLAN_SHORT)
    scores = {"产出指标": "（50分）", "效益指标": "（30分）", "满意度指标": "（10分）"}
    ordinals = {"产出指标": "一、", "效益指标": "二、", "满意度指标": "三、"}
    table.row([Cell("绩效指标", rs=len(rows) + 1), "指标类别", "绩效指标名称", "目标值及计量单位", "三级指标分值", "目标值设定依据"])
    level1 = groups(rows, lambda r: r[0])
    for index, (l1, _, l3, sign, value, unit) in enumerate(rows):
        label, weight = ordinals[l1] + l1 + scores[l1], ["15", "15", "10", "10", "30", "10"][index]
        table.row(([Cell(label, rs=level1[index])] if index in level1 else []) +
                  [Cell(l3, align="l"), fused(sign, value, unit), weight, "上级文件"],
                  [Indicator(l3, [("target", "", fused(sign, value, unit), "")], label, "", "", weight)])
    doc.table(table)
    return doc.fact("disclosure.scope", "department").fact("disclosure.money_unit", "万元").fact("disclosure.department", department) \
              .fact("disclosure.fiscal_year", "2024").fact("task:停车平台运维", "保障平台全年稳定运行").fact("expected:照明设施维护", "亮灯率达标") \
              .fact("amount:照明设施维护:申请金额", "128.60").fact("goal:annual", GOALS[3])


def f23_targets_under_other_heads():
    """Targets under 年度目标, levels under 类别 and 子类; two forms on a page."""
    doc = Document("f23-targets-under-other-heads", "targets under 年度目标, actual values under 绩效指标完成情况, levels under 类别 and 子类", margin=40)
    doc.title("2023年度项目绩效自评情况表")
    for number in range(2):
        project, rows = PROJECTS[number + 9], pick(Picker(number), PLAN_SHORT)
        table = Table([70, 90, 130, 80, 90, 40], size=8)
        table.row([Cell("资金（项目）名称", cs=2), Cell(project, cs=4)])
        table.row(["类别", "子类", "三级指标", "年度目标", "绩效指标完成情况", "实得分"])
        for index, (l1, l2, l3, sign, value, unit) in enumerate(rows):
            target = fused(sign, value, unit)
            actual = ACTUALS.get(target, value + unit)
            table.row(level_cells(rows, index) + [Cell(l3, align="l"), target, actual, "10"],
                      [Indicator(l3, [("target", "", target, ""), ("actual", "", actual, "")], l1, l2, project, "", "10")])
        table.row([Cell("自评总分", cs=5), "60"])
        doc.table(table)
    return doc.fact("disclosure.kind", "self_evaluation").fact("disclosure.fiscal_year", "2023")


DISTRICT_FORMS = [f19_self_evaluation_with_adjusted_budget, f20_monitoring, f21_transfer_payment, f22_department_form_without_level2,
                  f23_targets_under_other_heads]
