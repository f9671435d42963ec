"""One function a published form family (DOMAIN.md's letters): the rows of its table, with what must come out."""
from content import (CITY, DEPARTMENTS, GOALS, PLAN_2015, PLAN_2021, PLAN_SHORT, PROJECTS, Picker, groups, pick)
from layout import Cell, Document, Indicator, Table


def level_cells(rows, index, vertical=False):
    """The level-1 and level-2 cells that start at row `index`, merged over the rows that share them."""
    level1, level2 = groups(rows, lambda r: r[0]), groups(rows, lambda r: (r[0], r[1]))
    cells = []
    if index in level1:
        cells.append(Cell(rows[index][0], rs=level1[index]))
    if index in level2:
        cells.append(Cell(rows[index][1], rs=level2[index]))
    return cells


def fused(sign, value, unit):
    return f"{sign.replace('＝', '=')}{value}{unit}"


def national_rows(table, rows, project, label="绩效指标", value_cs=1, weights=None):
    """Body of the national form: label | level 1 | level 2 | level 3 | value [| weight]."""
    for index, (l1, l2, l3, sign, value, unit) in enumerate(rows):
        cells = [Cell(label, rs=len(rows), vertical=True)] if index == 0 else []
        weight = weights[index] if weights else ""
        cells += level_cells(rows, index) + [Cell(l3, align="l"), Cell(fused(sign, value, unit), cs=value_cs)]
        cells += [weight] if weights else []
        table.row(cells, [Indicator(l3, [("target", "", fused(sign, value, unit), "")], l1, l2, project, weight)])


def project_form(doc, project, rows, goal, department, amounts, weights=None, year="（2024年度）", style="stroke", unit="万元",
                 title="项目支出绩效目标表"):
    """The national form, one project a table."""
    doc.title(title)
    doc.small(year)
    widths = [34, 70, 88, 168, 90] + ([45] if weights else [])
    rest = 1 if weights else 0
    table = Table(widths, style=style, header=0)
    table.row([Cell("项目名称", cs=2), Cell(project, cs=3 + rest)])
    table.row([Cell("主管部门", cs=2), Cell(department), Cell("实施单位"), Cell(department + "本级", cs=1 + rest)])
    table.row([Cell(f"项目资金\n（{unit}）", cs=2, rs=3), Cell("年度资金总额", align="l"), Cell(amounts[0], cs=2 + rest, align="r")])
    table.row([Cell("其中：财政拨款", align="l"), Cell(amounts[1], cs=2 + rest, align="r")])
    table.row([Cell("其他资金", align="l"), Cell(amounts[2], cs=2 + rest, align="r")])
    table.row([Cell("年度总体目标", vertical=True), Cell(goal, cs=4 + rest, align="l")])
    head = ["", "一级指标", "二级指标", "三级指标", "指标值"] + (["分值"] if weights else [])
    table.row(head)
    national_rows(table, rows, project, weights=weights)
    doc.table(table)


def f01_project_forms():
    doc = Document("f01-project-forms-many-per-document", "national form, one project a table, four tables in one document")
    for index in range(4):
        if index in (1, 2, 3):
            doc.new_page()
        rows = pick(Picker(index), PLAN_2015)
        project_form(doc, PROJECTS[index], rows, GOALS[index], DEPARTMENTS[0], (f"{186 + index}.50", f"{180 + index}.50", "6.00"))
    return doc.fact("disclosure.fiscal_year", "2024").fact("disclosure.money_unit", "万元").fact("goals", "4") \
              .fact("funding:年度资金总额", "186.50").fact("disclosure.kind", "unknown|approval|application")


def f02_two_forms_on_a_page():
    doc = Document("f02-two-forms-on-a-page", "two short forms one above the other on each page, weights in a column, amounts in 元",
                   margin=36)
    for index in range(4):
        if index == 2:
            doc.new_page()
        rows = pick(Picker(index + 4), PLAN_SHORT)
        project_form(doc, PROJECTS[index + 4], rows, GOALS[index], DEPARTMENTS[1], ("1,820,500.00", "1,820,500.00", "0.00"),
                     weights=["20", "20", "10", "10", "20", "10"], unit="元")
    return doc.fact("disclosure.money_unit", "元").fact("funding:年度资金总额", "1820500.00")


def list_table(doc, projects, plan, style="stroke", repeat=True, split=False, open_break=False, start=0, merge_levels=False,
               project_code=True, levels="each"):
    """Many projects in one wide table; sign, value and unit in columns of their own."""
    table = Table([92, 48, 110, 64, 74, 150, 46, 74, 60], size=8, style=style, header=1, repeat=repeat, split=split,
                  open_break=open_break)
    table.row(["项目名称", "项目总额", "绩效目标", "一级指标", "二级指标", "三级指标", "绩效指标性质", "本年绩效指标值", "绩效度量单位"])
    for number, name in enumerate(projects):
        rows = pick(Picker(start + number), plan)
        project = f"350000{24 + number}T0000004{6021 + number}-{name}" if project_code else name
        for index, (l1, l2, l3, sign, value, unit) in enumerate(rows):
            sign = sign or "定性"
            cells = []
            if index == 0:
                cells = [Cell(project, rs=len(rows), align="l"), Cell(f"{17 + number}.398000", rs=len(rows), align="r"),
                         Cell(GOALS[number % len(GOALS)], rs=len(rows), align="l")]
            cells += level_cells(rows, index) if merge_levels else [l1, l2]
            cells += [Cell(l3, align="l"), sign, value, unit]
            table.row(cells, [Indicator(l3, [("target", sign, value, unit)], l1, l2, project)], least=20)
    doc.table(table)


def f03_list_header_on_each_page():
    doc = Document("f03-project-list-header-on-each-page", "many projects in one table over four pages; header repeated; merged "
                   "project cells; sign, value and unit columns", landscape=True, margin=40)
    doc.title("预算表12 项目支出绩效目标表")
    doc.small("金额单位：万元", align="r")
    list_table(doc, PROJECTS[:6], PLAN_2021)
    return doc


def f04_list_header_never_repeated():
    doc = Document("f04-project-list-header-once", "as f03, but the header stands on the first page only and no rule runs along "
                   "the page edge", landscape=True, margin=40)
    doc.title("部门预算项目绩效目标表")
    doc.small("单位：万元", align="r")
    list_table(doc, PROJECTS[6:12], PLAN_2021, repeat=False, open_break=True, start=3, merge_levels=True)
    return doc


def f05_department_form_periods():
    """A: whole department, period and annual values, tasks."""
    doc = Document("f05-department-form-period-and-annual", "whole-department form: 实施周期指标值 beside 年度指标值, key and other tasks")
    department = DEPARTMENTS[2]
    doc.title(f"2024年{department}部门整体支出绩效目标批复情况")
    doc.paragraph(f"根据{CITY}财政局《关于批复2024年市级部门整体支出绩效目标的通知》（青财〔2024〕36号）要求，现将有关情况公开如下：")
    doc.title(f"{CITY}部门整体支出预算绩效目标表", size=13)
    doc.small("（2024年度）")
    table = Table([40, 74, 90, 130, 80, 80])
    table.row([Cell("部门名称", cs=2), Cell(department, cs=4)])
    table.row([Cell("总体绩效目标", cs=2), Cell("目标1：完成农产品抽样检测。\n目标2：推广节水灌溉技术，培训种植户。", cs=4, align="l")])
    table.row([Cell("年度重点工作任务", rs=3, vertical=True), "名称", Cell("主要实施内容", cs=2), Cell("期望达到的目标（概述）", cs=2)])
    table.row([Cell("样品抽检", align="l"), Cell("对蔬菜、水果和水产品开展抽样检测。", cs=2, align="l"), Cell("合格率稳定在较高水平。", cs=2, align="l")])
    table.row([Cell("技术推广", align="l"), Cell("建设示范田，组织现场观摩。", cs=2, align="l"), Cell("带动周边农户采用新技术。", cs=2, align="l")])
    table.row([Cell("其他需完成的任务", cs=1, vertical=False), Cell("种质资源普查--开展全市普查并建立名录-271500.00", cs=5, align="l")])
    rows = pick(Picker(2), PLAN_2015)
    table.row([Cell("绩效指标", rs=len(rows) + 1, vertical=True), "一级指标", "二级指标", "三级指标", "实施周期指标值", "年度指标值"])
    for index, (l1, l2, l3, sign, value, unit) in enumerate(rows):
        period, annual = fused(sign, value, unit), fused(sign, value, unit)
        if l2 == "数量指标":
            period = fused(sign, {"3500": "10500", "12": "36", "1.26": "3.78", "35": "105", "480": "1440"}.get(value, value), unit)
        table.row(level_cells(rows, index) + [Cell(l3, align="l"), period, annual],
                  [Indicator(l3, [("period", "", period, ""), ("annual", "", annual, "")], l1, l2)])
    doc.table(table)
    return doc.fact("disclosure.fiscal_year", "2024").fact("disclosure.kind", "approval").fact("disclosure.scope", "department") \
              .fact("disclosure.department", department).fact("goals", "2").fact("citation", "青财〔2024〕36号") \
              .fact("task:样品抽检", "对蔬菜、水果和水产品开展抽样检测。").fact("task:技术推广", "建设示范田，组织现场观摩。") \
              .fact("expected:样品抽检", "合格率稳定在较高水平。").fact("task:种质资源普查", "开展全市普查并建立名录") \
              .fact("goal:overall", "完成农产品抽样检测。").fact("goal:overall", "推广节水灌溉技术，培训种植户。")


def f06_department_form_tasks_with_amounts():
    """B: tasks with amounts, mid-term goal beside annual goal."""
    doc = Document("f06-department-form-tasks-with-amounts", "whole-department form: tasks with 小计/市财政拨款/其他资金, 中期滚动目标 "
                   "beside 年度目标", landscape=True, margin=36)
    department = DEPARTMENTS[3]
    doc.title("部门（单位）整体支出绩效目标批复表")
    doc.small("（2024年度）")
    doc.small("单位：万元", align="r")
    table = Table([60, 110, 190, 80, 80, 80, 150], size=8.5)
    table.row(["部门名称", Cell(department, cs=6)])
    table.row([Cell("年度主要任务", rs=5), Cell("任务名称", rs=2), Cell("主要内容", rs=2), Cell("预算金额", cs=3), Cell("预期目标", rs=2)])
    table.row(["小计", "市财政拨款", "其他资金"])
    for name, content, amounts, expected in (
            ("停车平台运维", "保障平台全年稳定运行", ("31.00", "25.00", "6.00"), "平台可用率达到要求"),
            ("照明设施维护", "更换老旧灯具，巡检线路", ("128.60", "128.60", "0.00"), "亮灯率达到要求"),
            ("合计", "", ("159.60", "153.60", "6.00"), "")):
        table.row([Cell(name, align="l"), Cell(content, align="l"), *[Cell(a, align="r") for a in amounts], Cell(expected, align="l")])
    table.row([Cell("总体目标", rs=2), Cell("中期滚动目标（2024年-2026年）", cs=3), Cell("年度目标", cs=3)])
    table.row([Cell(GOALS[3], cs=3, align="l"), Cell("平台接入车位不少于2万个。", cs=3, align="l")])
    rows = pick(Picker(1), PLAN_SHORT)
    table.row([Cell("绩效指标", rs=len(rows) + 1), "一级指标", "二级指标", Cell("三级指标", cs=3), "指标值"])
    for index, (l1, l2, l3, sign, value, unit) in enumerate(rows):
        table.row(level_cells(rows, index) + [Cell(l3, cs=3, align="l"), fused(sign, value, unit)],
                  [Indicator(l3, [("target", "", fused(sign, value, unit), "")], l1, l2)])
    doc.table(table)
    return doc.fact("disclosure.kind", "approval").fact("disclosure.money_unit", "万元").fact("task:停车平台运维", "保障平台全年稳定运行") \
              .fact("expected:停车平台运维", "平台可用率达到要求").fact("amount:停车平台运维:小计", "31.00") \
              .fact("amount:停车平台运维:市财政拨款", "25.00").fact("amount:照明设施维护:其他资金", "0.00") \
              .fact("goal:period", GOALS[3]).fact("goal:annual", "平台接入车位不少于2万个。")


def f07_two_triples_side_by_side():
    """C: mid-term indicators beside annual ones, each with levels of its own."""
    doc = Document("f07-mid-term-and-annual-side-by-side", "two indicator triples in one table: mid-term at the left, annual at "
                   "the right", landscape=True, margin=40)
    project = PROJECTS[7]
    doc.title("财政项目支出绩效目标批复表")
    doc.small("（2024年度）")
    table = Table([40, 66, 80, 140, 74, 66, 80, 140, 74], size=8)
    table.row([Cell("项目名称", cs=2), Cell(project, cs=7)])
    table.row([Cell("总体目标", rs=2, vertical=True), Cell("中期目标（2024年-2026年）", cs=4), Cell("年度目标", cs=4)])
    table.row([Cell(GOALS[0], cs=4, align="l"), Cell("完成首批整治点位。", cs=4, align="l")])
    rows = pick(Picker(5), PLAN_SHORT)
    table.row([Cell("绩效指标", rs=len(rows) + 1, vertical=True)] + ["一级指标", "二级指标", "三级指标", "指标值"] * 2)
    for index, (l1, l2, l3, sign, value, unit) in enumerate(rows):
        period, annual = fused(sign, value, unit), fused(sign, value, unit)
        table.row(level_cells(rows, index) + [Cell(l3, align="l"), period] + level_cells(rows, index) + [Cell(l3, align="l"), annual],
                  [Indicator(l3, [("period", "", period, "")], l1, l2, project),
                   Indicator(l3, [("annual", "", annual, "")], l1, l2, project)])
    doc.table(table)
    return doc.fact("goal:period", GOALS[0]).fact("goal:annual", "完成首批整治点位。")


def f08_application_list_with_direction():
    """D: sign, value, unit, weight and direction in columns of their own; several projects."""
    doc = Document("f08-application-list-weight-direction", "application list: 指标性质, 指标值, 度量单位, 权重, 指标方向性 columns",
                   landscape=True, margin=40)
    doc.title("部门预算项目绩效目标申报表")
    doc.small("（2024年度）")
    doc.small("金额单位：万元", align="r")
    table = Table([80, 100, 110, 66, 84, 120, 44, 60, 50, 40], size=8, header=1, repeat=True)
    table.row(["单位名称", "项目名称", "年度目标", "一级指标", "二级指标", "三级指标", "指标性质", "指标值", "度量单位", "权重"])
    for number in range(3):
        rows = pick(Picker(number + 1), PLAN_SHORT + ["~可持续影响指标"])
        rows.sort(key=lambda r: ["产出指标", "效益指标", "满意度指标"].index(r[0]))
        project = PROJECTS[number + 8]
        for index, (l1, l2, l3, sign, value, unit) in enumerate(rows):
            sign, weight = sign or "定性", ["20", "20", "10", "10", "10", "10", "10"][index]
            head = [Cell(DEPARTMENTS[4], rs=len(rows)), Cell(project, rs=len(rows)), Cell(GOALS[number], rs=len(rows), align="l")] \
                if index == 0 else []
            table.row(head + level_cells(rows, index) + [Cell(l3, align="l"), sign, value, unit, weight],
                      [Indicator(l3, [("target", sign, value, unit)], l1, l2, project, weight)])
    doc.table(table)
    return doc.fact("disclosure.kind", "application").fact("disclosure.fiscal_year", "2024")


ACTUALS = {"≥12场": "13场", "≥3500批次": "3462批次", "≥98%": "99.2%", "=100%": "100%", "≤24小时": "22小时", "≥85%": "88%", "≥90%": "93.5%"}


def self_evaluation(doc, style="stroke", nested=False, start=0):
    """F: target and actual, weight and score; G: sign, value and unit nested under the target."""
    project = PROJECTS[start + 2]
    doc.title("项目支出绩效自评表")
    doc.small("（2023年度）")
    extra = [30, 50, 40] if nested else [78]
    table = Table([28, 56, 70, 100 if nested else 110] + extra + [58, 28, 34, 54], size=8, style=style)
    wide = 3 if nested else 1
    table.row([Cell("项目名称", cs=2), Cell(project, cs=6 + wide)])
    table.row([Cell("主管部门", cs=2), Cell(DEPARTMENTS[start]), Cell("实施单位"), Cell(DEPARTMENTS[start] + "本级", cs=4 + wide)])
    table.row([Cell("项目资金\n（万元）", cs=2, rs=4), "", "年初预算数", Cell("全年预算数", cs=wide), "全年执行数", "分值", "执行率", "得分"])
    for item, amounts in (("年度资金总额", ("240.00", "229.19", "229.19", "10", "100.00%", "10.00")),
                          ("其中：当年财政拨款", ("240.00", "229.19", "229.19", "—", "100.00%", "—")),
                          ("其他资金", ("0.00", "0.00", "0.00", "—", "", "—"))):
        table.row([Cell(item, align="l"), amounts[0], Cell(amounts[1], cs=wide), *amounts[2:]])
    table.row([Cell("年度总体目标", rs=2, vertical=True), Cell("预期目标", cs=3), Cell("实际完成情况", cs=wide + 4)])
    table.row([Cell(GOALS[2], cs=3, align="l"), Cell("全部完成抽样检测任务，未发生重大安全事件。", cs=wide + 4, align="l")])
    rows = pick(Picker(start), PLAN_2015)
    heads = 2 if nested else 1
    tall = {"rs": heads}
    first = [Cell("绩效指标", rs=len(rows) + heads, vertical=True), Cell("一级指标", **tall), Cell("二级指标", **tall), Cell("三级指标", **tall),
             Cell("年度指标值", cs=wide), Cell("实际完成值", **tall), Cell("分值", **tall), Cell("得分", **tall),
             Cell("偏差原因分析及改进措施", **tall)]
    table.row(first)
    if nested:
        table.row(["性质", "值", "单位"])
    for index, (l1, l2, l3, sign, value, unit) in enumerate(rows):
        weight = ["5", "5", "5", "8", "7", "10", "10", "6", "6", "6", "6", "6", "10"][index]
        score = weight if index != 1 else "4.5"
        reason = "部分样品延后" if index == 1 else ""
        if nested:
            sign = sign or "定性"
            target, target_cells = (sign, value, unit), [sign, value, unit]
            actual = value + unit
        else:
            target, target_cells = ("", fused(sign, value, unit), ""), [fused(sign, value, unit)]
            actual = ACTUALS.get(fused(sign, value, unit), value + unit)
        table.row(level_cells(rows, index) + [Cell(l3, align="l"), *target_cells, actual, weight, score, reason],
                  [Indicator(l3, [("target", *target), ("actual", "", actual, "")], l1, l2, project, weight, score)])
    table.row([Cell("总分", cs=5 + wide), "100", "99.50", ""])
    doc.table(table)
    return doc.fact("disclosure.kind", "self_evaluation").fact("disclosure.fiscal_year", "2023").fact("goal", GOALS[2]) \
              .fact("disclosure.money_unit", "万元")


def f09_self_evaluation():
    return self_evaluation(Document("f09-self-evaluation", "national self-evaluation form: target, actual, weight, score, reason", margin=36))


def f10_self_evaluation_two_header_rows():
    return self_evaluation(Document("f10-self-evaluation-two-header-rows", "self-evaluation whose target column is split into "
                                    "性质, 值 and 单位 by a second header row", margin=36), nested=True, start=1)


def f11_special_fund_self_evaluation():
    """H: (A)(B)(B/A), no scores."""
    doc = Document("f11-special-fund-self-evaluation", "special fund self-evaluation: (A), (B), (B/A); no scores", margin=40)
    project = "水利设施养护专项资金"
    doc.title("专项资金绩效目标自评表")
    doc.small("（2023年度）")
    table = Table([60, 66, 90, 130, 80, 84], size=8.5)
    table.row([Cell("专项名称", cs=2), Cell(project, cs=4)])
    table.row([Cell("主管部门", cs=2), Cell(DEPARTMENTS[0], cs=4)])
    table.row([Cell("资金情况\n（万元）", rs=4), Cell("", cs=2), "全年预算数（A）", "全年执行数（B）", "执行率（B/A）"])
    for item, values in (("年度资金总额：", ("3200.00", "3104.00", "97.00%")), ("其中：中央补助", ("2000.00", "1984.00", "99.20%")),
                         ("地方资金", ("1200.00", "1120.00", "93.33%"))):
        table.row([Cell(item, cs=2, align="l"), *values])
    rows = pick(Picker(3), PLAN_2015)
    table.row([Cell("绩效指标", rs=len(rows) + 1, vertical=True), "一级指标", "二级指标", "三级指标", "年度指标值", "全年实际值"])
    for index, (l1, l2, l3, sign, value, unit) in enumerate(rows):
        actual = value + unit
        table.row(level_cells(rows, index) + [Cell(l3, align="l"), fused(sign, value, unit), actual],
                  [Indicator(l3, [("target", "", fused(sign, value, unit), ""), ("actual", "", actual, "")], l1, l2, project)])
    doc.table(table)
    return doc.fact("disclosure.kind", "self_evaluation").fact("funding:年度资金总额", "3200.00")


def f12_department_application_income():
    """J: income and expenditure above the indicators, two years side by side."""
    doc = Document("f12-department-application-income", "whole-department application: 收入构成/支出构成 with shares of two years above "
                   "the indicators", margin=40)
    doc.title("部门整体支出绩效目标申报表")
    doc.small("（2024年度）")
    doc.small("单位：万元", align="r")
    table = Table([64, 90, 80, 90, 80, 90], size=8.5)
    table.row([Cell("填报单位"), Cell(DEPARTMENTS[4], cs=5)])
    table.row([Cell("收入构成", rs=4), Cell("收入来源", rs=2), Cell("2023年", cs=2), Cell("2024年", cs=2)])
    table.row(["金额", "占比", "金额", "占比"])
    table.row(["财政拨款", "820.00", "82.00%", "870.00", "87.00%"])
    table.row(["其他收入", "180.00", "18.00%", "130.00", "13.00%"])
    table.row([Cell("支出构成", rs=2), "基本支出", "600.00", "60.00%", "610.00", "61.00%"])
    table.row(["项目支出", "400.00", "40.00%", "390.00", "39.00%"])
    table.row(["年度总体目标", Cell(GOALS[4], cs=5, align="l")])
    rows = pick(Picker(4), PLAN_SHORT)
    table.row([Cell("年度绩效指标", rs=len(rows) + 1), "一级指标", "二级指标", Cell("三级指标", cs=2), "指标值"])
    for index, (l1, l2, l3, sign, value, unit) in enumerate(rows):
        table.row(level_cells(rows, index) + [Cell(l3, cs=2, align="l"), fused(sign, value, unit)],
                  [Indicator(l3, [("target", "", fused(sign, value, unit), "")], l1, l2)])
    doc.table(table)
    return doc.fact("disclosure.kind", "application").fact("disclosure.scope", "department")


def f13_form_with_standards():
    """L: value and unit in one column, the standard behind them in another."""
    doc = Document("f13-form-with-standards", "project form with 指标值及单位 and 绩效标准 columns", margin=40)
    project = PROJECTS[10]
    doc.title("项目支出绩效目标表")
    doc.small("（2024年度）")
    table = Table([66, 92, 120, 100, 110], size=8.5)
    table.row(["项目名称", Cell(project, cs=4)])
    table.row(["一级指标", "二级指标", "三级指标", "指标值及单位", "绩效标准"])
    rows = pick(Picker(6), PLAN_2021)
    for index, (l1, l2, l3, sign, value, unit) in enumerate(rows):
        table.row(level_cells(rows, index) + [Cell(l3, align="l"), fused(sign, value, unit), ["计划标准", "行业标准", "历史标准"][index % 3]],
                  [Indicator(l3, [("target", "", fused(sign, value, unit), "")], l1, l2, project)])
    doc.table(table)
    return doc


def f14_approval_with_explanations():
    """N: 2021 cost taxonomy, an explanation beside each indicator."""
    doc = Document("f14-approval-with-explanations", "approval form with 指标解释, 指标性质, 指标值, 计量单位, 权重 and cost as level 1",
                   landscape=True, margin=40)
    project = PROJECTS[5]
    doc.title("支出绩效目标审批表")
    doc.small("（2024年度）")
    table = Table([70, 96, 130, 180, 60, 70, 70, 50], size=8.5)
    table.row(["项目名称", Cell(project, cs=3), Cell("资金科目代码", cs=2), Cell("2130234", cs=2)])
    table.row(["一级指标", "二级指标", "三级指标", "指标解释", "指标性质", "指标值", "计量单位", "权重"])
    rows = pick(Picker(2), PLAN_2021)
    for index, (l1, l2, l3, sign, value, unit) in enumerate(rows):
        sign, weight = sign or "定性", "10" if index in (0, 3, 4, 11) else "7.5"
        table.row(level_cells(rows, index) + [Cell(l3, align="l"), Cell(f"反映{l3}的年度水平", align="l"), sign, value, unit, weight],
                  [Indicator(l3, [("target", sign, value, unit)], l1, l2, project, weight)])
    doc.table(table)
    return doc.fact("disclosure.kind", "approval")


def f15_investment_form():
    """P: 实施效果指标 stands above 产出 and 效益."""
    doc = Document("f15-investment-form", "central investment form: 实施效果指标 is one level above 产出指标 and 效益指标", margin=40)
    project = "东屿水厂扩建工程"
    doc.title("中央预算内投资绩效目标表")
    doc.small("（2024年度）")
    table = Table([60, 66, 66, 92, 120, 90], size=8.5)
    table.row([Cell("项目名称", cs=2), Cell(project, cs=4)])
    rows = pick(Picker(1), ["数量指标", "数量指标", "质量指标", "时效指标", "经济效益指标", "社会效益指标", "服务对象满意度指标"])
    table.row([Cell("绩效指标", cs=2), "一级指标", "二级指标", "三级指标", "指标值"])
    for index, (l1, l2, l3, sign, value, unit) in enumerate(rows):
        head = [Cell("绩效指标", rs=len(rows)), Cell("实施效果指标", rs=len(rows))] if index == 0 else []
        table.row(head + level_cells(rows, index) + [Cell(l3, align="l"), fused(sign, value, unit)],
                  [Indicator(l3, [("target", "", fused(sign, value, unit), "")], l1, l2, project)])
    doc.table(table)
    return doc


def f16_unknown_form():
    doc = Document("f16-unknown-form", "a form that nobody has seen: new names of columns and an extra column", margin=40)
    doc.title("重点事项产出与成效清单")
    doc.small("（2024年）")
    table = Table([66, 96, 130, 96, 100], size=8.5)
    table.row(["指标类别（一级）", "指标类别（二级）", "考核内容", "考核目标值", "数据采集渠道"])
    rows = pick(Picker(3), PLAN_SHORT)
    for index, (l1, l2, l3, sign, value, unit) in enumerate(rows):
        table.row(level_cells(rows, index) + [Cell(l3, align="l"), fused(sign, value, unit), "业务台账"],
                  [Indicator(l3, [("target", "", fused(sign, value, unit), "")], l1, l2)])
    doc.table(table)
    return doc


def budget_tables(doc):
    doc.title("部门收支预算总表")
    doc.small("单位：万元", align="r")
    table = Table([160, 80, 160, 80])
    table.row([Cell("收入", cs=2), Cell("支出", cs=2)])
    table.row(["项目", "2024年预算", "项目", "2024年预算"])
    for row in (("一、一般公共预算拨款收入", "1,284.60", "一、一般公共服务支出", "960.20"), ("二、政府性基金预算拨款收入", "0.00", "二、社会保障和就业支出", "186.40"),
                ("三、其他收入", "12.00", "三、住房保障支出", "150.00"), ("收入总计", "1,296.60", "支出总计", "1,296.60")):
        table.row([Cell(row[0], align="l"), Cell(row[1], align="r"), Cell(row[2], align="l"), Cell(row[3], align="r")])
    doc.table(table)
    doc.title("政府采购预算表")
    table = Table([60, 150, 90, 90, 90])
    table.row(["序号", "采购项目名称", "数量", "单位", "金额（万元）"])
    for row in (("1", "便携式计算机", "12", "台", "7.20"), ("2", "物业管理服务", "1", "项", "36.00"), ("3", "复印纸", "≥200", "箱", "3.10")):
        table.row(list(row))
    doc.table(table)


def f17_budget_tables_only():
    doc = Document("f17-budget-tables-only", "income, expenditure and procurement tables: no indicator in the whole document")
    doc.title(f"{DEPARTMENTS[1]}2024年部门预算")
    doc.paragraph("本部门严格执行过紧日子要求，压减一般性支出5%，三公经费不超过上年预算。绩效目标管理情况说明：已实现项目绩效目标全覆盖，"
                  "重点项目绩效目标完成率达到100%。")
    budget_tables(doc)
    return doc.fact("indicators", "0")


def f18_form_among_budget_tables():
    doc = Document("f18-form-among-budget-tables", "a project form between budget tables, in one document")
    budget_tables(doc)
    doc.new_page()
    project_form(doc, PROJECTS[11], pick(Picker(7), PLAN_2015), GOALS[1], DEPARTMENTS[1], ("86.00", "86.00", "0.00"))
    doc.new_page()
    budget_tables(doc)
    return doc


FORMS = [f01_project_forms, f02_two_forms_on_a_page, f03_list_header_on_each_page, f04_list_header_never_repeated,
         f05_department_form_periods, f06_department_form_tasks_with_amounts, f07_two_triples_side_by_side,
         f08_application_list_with_direction, f09_self_evaluation, f10_self_evaluation_two_header_rows,
         f11_special_fund_self_evaluation, f12_department_application_income, f13_form_with_standards,
         f14_approval_with_explanations, f15_investment_form, f16_unknown_form, f17_budget_tables_only, f18_form_among_budget_tables]
