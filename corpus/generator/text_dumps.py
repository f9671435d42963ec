"""Text files: tables with merged cells flattened to tab-separated lines, as web pages and office programs leave them."""
from content import DEPARTMENTS, GOALS, PLAN_2015, PLAN_SHORT, PROJECTS, Picker, pick
from forms import ACTUALS, fused
from layout import Indicator


class TextDump:
    """As layout.Document, for a text file: lines of cells, and what must come out."""

    suffix = "txt"

    def __init__(self, name, purpose, encoding="utf-8", line_end="\n"):
        self.name, self.purpose, self.encoding, self.line_end = name, purpose, encoding, line_end
        self.lines, self.indicators, self.facts, self.alternatives = [], [], [], []

    def line(self, *cells, indicator=None):
        self.lines.append("\t".join(cells))
        if indicator:
            self.indicators.append(indicator)
        return self

    def fact(self, key, value):
        self.facts.append((key, value))
        return self

    def to_bytes(self):
        return (self.line_end.join(self.lines) + self.line_end).encode(self.encoding)


def once(rows, index):
    """Level names where they change, empty where they repeat: merged cells, flattened."""
    l1, l2 = rows[index][:2]
    before = rows[index - 1][:2] if index else ("", "")
    return (l1 if l1 != before[0] else "", l2 if (l1, l2) != tuple(before) else "")


def t01_forms_in_columns():
    doc = TextDump("t01-forms-in-columns", "three project forms as tab-separated text, every column in its place; GB18030, Windows line ends",
                   "gb18030", "\r\n")
    for start in range(3):
        project, rows = PROJECTS[start], pick(Picker(start), PLAN_2015)
        doc.line("项目支出绩效目标表").line("（2024年度）").line("项目名称", "", project).line("主管部门", "", DEPARTMENTS[start])
        doc.line("项目资金（万元）", "", "年度资金总额", "", "186.50").line("", "", "其中：财政拨款", "", "186.50")
        doc.line("年度目标", "", GOALS[start]).line("绩效指标", "一级指标", "二级指标", "三级指标", "指标值")
        for index, (l1, l2, l3, sign, value, unit) in enumerate(rows):
            printed = fused(sign, value, unit)
            doc.line("", *once(rows, index), l3, printed, indicator=Indicator(l3, [("target", "", printed, "")], l1, l2, project))
        doc.line("")
    return doc.fact("disclosure.fiscal_year", "2024").fact("goals", "3").fact("finding", "text_encoding")


def t02_columns_lost():
    """As the founding sample: empty cells at the left are lost in several ways, header and rows do not line up."""
    doc = TextDump("t02-columns-lost", "whole-department form whose rows lost the empty cells at their left, by 0 to 3 columns; leaked tags")
    department = DEPARTMENTS[4]
    doc.line(f"2023年{department}部门整体支出绩效目标批复情况").line("")
    doc.line("根据青泽市财政局《关于批复2023年部门整体支出绩效目标的通知》（青财〔2023〕51 号）要求，现予以公开。").line("")
    doc.line("部门名称", department, "").line("总体绩效目标", "<p>目标1: 完善照护网络。</p> <p>目标2: 培训护理人员。</p>", "")
    doc.line("一级指标", "二级指标", "三级指标", "实施周期指标值", "年度指标值", "")
    rows = pick(Picker(1), PLAN_2015 + ["服务对象满意度指标"])
    for index, (l1, l2, l3, sign, value, unit) in enumerate(rows):
        printed, (first, second) = fused(sign, value, unit), once(rows, index)
        shift = ["", "", ""][:index % 4 if not first else 0]
        cells = (["绩效指标"] if index == 0 else []) + [name for name in (first, second) if name]
        doc.line(*(cells or shift), l3, printed, printed,
                 indicator=Indicator(l3, [("period", "", printed, ""), ("annual", "", printed, "")], l1, l2))
    return doc.fact("disclosure.fiscal_year", "2023").fact("disclosure.department", department).fact("goals", "2") \
              .fact("citation", "青财〔2023〕51 号").fact("finding", "markup_leaked")


def t03_self_evaluation():
    doc = TextDump("t03-self-evaluation", "self-evaluation form as tab-separated text; UTF-16 with byte order mark", "utf-16", "\r\n")
    project, rows = PROJECTS[6], pick(Picker(0), PLAN_SHORT)
    doc.line("项目支出绩效自评表").line("（2023年度）").line("项目名称", project)
    doc.line("绩效指标", "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施")
    for index, (l1, l2, l3, sign, value, unit) in enumerate(rows):
        target = fused(sign, value, unit)
        actual, weight = ACTUALS.get(target, value + unit), ["20", "20", "10", "10", "20", "10"][index]
        doc.line("", *once(rows, index), l3, target, actual, weight, weight, "",
                 indicator=Indicator(l3, [("target", "", target, ""), ("actual", "", actual, "")], l1, l2, project, weight, weight))
    doc.line("", "总分", "", "", "", "", "90", "90", "")
    return doc.fact("disclosure.kind", "self_evaluation").fact("disclosure.fiscal_year", "2023")


def t04_narrative():
    doc = TextDump("t04-narrative", "a report in sentences that speaks of indicators: no row must come out")
    doc.line("青泽市城市运行管理局2023年度部门整体支出绩效评价报告").line("")
    doc.line("一、产出指标完成情况。数量指标方面，全年巡查河道≥86.5公里，完成率100%。质量指标方面，工程验收合格率达到98%以上。")
    doc.line("二、效益指标完成情况。社会效益指标方面，公众知晓率<85%的街道有2个，已提出整改要求。满意度指标为92%。")
    return doc.fact("indicators", "0")


def t05_project_list():
    doc = TextDump("t05-project-list", "list of projects as tab-separated text: sign, value and unit under a head of their own in a second row")
    doc.line("附件3").line("部门预算项目绩效目标申报表").line("（2024年度）").line("单位：万元").line("")
    doc.line("序号", "项目名称", "预算金额", "一级指标", "二级指标", "三级指标", "年度指标值", "", "", "权重")
    doc.line("", "", "", "", "", "", "性质", "值", "单位", "")
    for number in range(3):
        project, rows = PROJECTS[number + 5], pick(Picker(number), PLAN_SHORT)
        for index, (l1, l2, l3, sign, value, unit) in enumerate(rows):
            first = [str(number + 1), project, f"{20 + number}.00"] if index == 0 else ["", "", ""]
            weight = ["20", "20", "10", "10", "30", "10"][index]
            doc.line(*first, *once(rows, index), l3, sign, value, unit, weight,
                     indicator=Indicator(l3, [("target", sign, value, unit)], l1, l2, project, weight))
    return doc.fact("disclosure.kind", "application").fact("disclosure.fiscal_year", "2024").fact("disclosure.money_unit", "万元")


def width_of(text):
    return sum(1 if ord(char) < 0x80 or char in "≥≤" else 2 for char in text)


def t06_columns_of_spaces():
    doc = TextDump("t06-columns-of-spaces", "project form whose columns are kept by spaces, as a fixed-pitch listing prints them")
    project, rows = PROJECTS[8], pick(Picker(2), PLAN_2015)
    widths = (14, 22, 30, 18)

    def padded(*cells):
        return "".join(cell + " " * (width - width_of(cell)) for cell, width in zip(cells, widths)).rstrip()

    doc.line(" " * 24 + "项目支出绩效目标表").line(" " * 28 + "（2024年度）")
    doc.line(f"项目名称      {project}").line(f"主管部门      {DEPARTMENTS[3]}")
    doc.line("项目资金（元）    年度资金总额      1820500.00").line(f"年度目标      {GOALS[1]}")
    doc.line(padded("一级指标", "二级指标", "三级指标", "指标值"))
    for index, (l1, l2, l3, sign, value, unit) in enumerate(rows):
        printed = fused(sign, value, unit)
        doc.line(padded(*once(rows, index), l3, printed), indicator=Indicator(l3, [("target", "", printed, "")], l1, l2, project))
    return doc.fact("disclosure.fiscal_year", "2024").fact("disclosure.department", DEPARTMENTS[3]).fact("disclosure.money_unit", "元") \
              .fact("goal:annual", GOALS[1]).fact("funding:年度资金总额", "1820500.00")


TEXT_DUMPS = [t01_forms_in_columns, t02_columns_lost, t03_self_evaluation, t04_narrative, t05_project_list, t06_columns_of_spaces]
