"""More difficulties, one function each: how pages are put together, and how labels and heads are written."""
from content import DEPARTMENTS, GOALS, PLAN_2015, PLAN_2021, PLAN_SHORT, PROJECTS, Picker, pick
from forms import fused, level_cells, self_evaluation
from hard_cases import HEAD, simple_form, flat_table
from layout import ASCENT, Cell, Document, Indicator, Table, number, text_width


def one_value(level3, value, level1, level2, project="", sign="", unit="", weight=""):
    return Indicator(level3, [("target", sign, value, unit)], level1, level2, project, weight)


def h26_centred_over_pages():
    doc = Document("h26-merged-text-on-the-later-page", "merged cells run over the page break and their text stands in the middle of "
                   "the whole cell, so on the later page for some", landscape=True, margin=40)
    doc.title("部门预算项目绩效目标表")
    table = Table([100, 130, 74, 96, 180, 46, 74, 60], size=8.5, header=1, repeat=True, centred=True)
    table.row(["项目名称", "绩效目标", "一级指标", "二级指标", "三级指标", "指标性质", "指标值", "计量单位"])
    for index_of_project in range(4):
        project, rows = PROJECTS[index_of_project + 3], pick(Picker(index_of_project), PLAN_2021)
        for index, (l1, l2, l3, sign, value, unit) in enumerate(rows):
            head = [Cell(project, rs=len(rows)), Cell(GOALS[index_of_project], rs=len(rows), align="l")] if index == 0 else []
            table.row(head + level_cells(rows, index) + [Cell(l3, align="l"), sign or "定性", value, unit],
                      [one_value(l3, value, l1, l2, project, sign or "定性", unit)], least=24)
    doc.table(table)
    return doc


def h27_running_heads():
    doc = Document("h27-running-head-and-page-numbers", "a running head with a rule under it and page numbers between the parts of a "
                   "table that goes on over pages", margin=60)
    doc.running_head, doc.page_numbers = "青泽市农业技术推广站2024年部门预算", True
    doc.title("项目绩效目标表")
    rows = pick(Picker(2), ["数量指标"] * 10 + ["质量指标"] * 6 + ["时效指标"] * 5 + ["社会效益指标"] * 3 + ["服务对象满意度指标"] * 3)
    table = Table([90, 110, 180, 100], open_break=True)
    table.row(HEAD)
    for index, (l1, l2, l3, sign, value, unit) in enumerate(rows):
        table.row(level_cells(rows, index) + [Cell(l3, align="l"), fused(sign, value, unit)], [one_value(l3, fused(sign, value, unit), l1, l2)],
                  least=40)
    doc.table(table)
    return doc


def h28_watermark():
    doc = Document("h28-watermark", "a slanted grey watermark under the table")
    doc.watermark = "内部资料 注意保管"
    return simple_form(doc, 2)


def h29_glyph_by_glyph():
    doc = Document("h29-glyph-by-glyph", "every character placed on its own, drawn column by column, as spreadsheets do")
    doc.glyph_by_glyph = True
    return simple_form(doc, 3)


def h30_scaled_form_object():
    doc = Document("h30-page-in-a-form-object", "the whole page is a form object, scaled by ten and back")
    doc.in_form = True
    return simple_form(doc, 4)


def h31_spaced_labels():
    """Labels and heads with spaces between their characters, and full-width digits and signs."""
    doc = Document("h31-spaced-labels", "letter-spaced labels and heads (项 目 名 称); full-width digits and brackets")
    project = PROJECTS[5]
    doc.title("项 目 支 出 绩 效 目 标 表")
    doc.small("（２０２４年度）")
    table = Table([40, 80, 100, 180, 100])
    table.row([Cell("项 目 名 称", cs=2), Cell(project, cs=3)])
    table.row([Cell("主 管 部 门", cs=2), Cell(DEPARTMENTS[0], cs=3)])
    rows = pick(Picker(1), PLAN_2015)
    wide = str.maketrans("0123456789%().", "０１２３４５６７８９％（）．")
    table.row([Cell("绩 效 指 标", rs=len(rows) + 1, vertical=True), "一 级 指 标", "二 级 指 标", "三 级 指 标", "指 标 值"])
    for index, (l1, l2, l3, sign, value, unit) in enumerate(rows):
        printed = fused(sign, value, unit).translate(wide)
        table.row(level_cells(rows, index) + [Cell(l3, align="l"), printed], [one_value(l3, printed, l1, l2, project)])
    doc.table(table)
    return doc.fact("disclosure.fiscal_year", "2024")


def h32_white_on_blue():
    """The header is white text on a dark ground: visible, though white."""
    doc = Document("h32-white-head-on-dark-ground", "white header text on a dark fill; grey stripes under every second row")
    doc.title("2024年项目绩效目标表")
    table = flat_table(doc, "stroke", 3, [""] * 4, [90, 110, 170, 110])
    top, left = doc.y, (doc.width - 480) / 2
    doc.canvas.fill(left, top, left + 480, top + 18.15, 0.2)
    for stripe in range(1, len(table.rows), 2):
        doc.canvas.fill(left, top + 18.15 * (stripe + 1), left + 480, top + 18.15 * (stripe + 2), 0.9)
    x = left
    doc.canvas.op("q 1 g")
    for text, width in zip(HEAD, table.widths):
        doc.put(x + (width - text_width(text, 9)) / 2, top + 12, 9, text)
        x += width
    doc.canvas.op("Q")
    doc.table(table)
    return doc


def h33_seal():
    """A red seal of curves with text around it, over the table's corner."""
    doc = simple_form(Document("h33-seal-over-the-table", "a round red seal, lines and slanted text, over part of the table"), 6)
    cx, cy, r = 430, 842 - 500, 55
    k = r * 0.5523
    doc.canvas.op(f"q 1 0 0 RG 2 w {cx + r} {cy} m {cx + r} {number(cy + k)} {number(cx + k)} {cy + r} {cx} {cy + r} c "
                  f"{number(cx - k)} {cy + r} {cx - r} {number(cy + k)} {cx - r} {cy} c {cx - r} {number(cy - k)} {number(cx - k)} {cy - r} "
                  f"{cx} {cy - r} c {number(cx + k)} {cy - r} {cx + r} {number(cy - k)} {cx + r} {cy} c S Q")
    for index, char in enumerate("青泽市财政局"):
        c, s = [(.5, .87), (.77, .64), (.97, .26), (.97, -.26), (.77, -.64), (.5, -.87)][index]
        shown = doc.font.show(char)
        doc.canvas.op(f"q 1 0 0 rg BT /F1 12 Tf {c} {s} {-s} {c} {number(cx - 42 * s)} {number(cy + 42 * c)} Tm {shown} ET Q")
    return doc


def h34_rotated_labels():
    """Level labels turned by a quarter: the text runs from bottom to top."""
    doc = Document("h34-labels-turned-by-a-quarter", "level-1 labels written from bottom to top")
    doc.title("项目支出绩效目标表")
    project = PROJECTS[2]
    rows = pick(Picker(4), ["数量指标"] * 3 + ["质量指标"] * 3 + ["社会效益指标"] * 3 + ["可持续影响指标"] * 3 + ["服务对象满意度指标"] * 4)
    table = Table([30, 110, 210, 120])
    table.row([Cell("项目名称", cs=2), Cell(project, cs=2)])
    table.row(["一级", "二级指标", "三级指标", "指标值"])
    for index, (l1, l2, l3, sign, value, unit) in enumerate(rows):
        cells = level_cells(rows, index)
        if index == 0 or rows[index - 1][0] != l1:
            cells[0] = Cell("", rs=cells[0].rs)
        table.row(cells + [Cell(l3, align="l"), fused(sign, value, unit)], [one_value(l3, fused(sign, value, unit), l1, l2, project)], least=24)
    top = doc.y
    doc.table(table)
    edges = [top + sum(row.height for row in table.rows[:n + 2]) for n in range(len(rows) + 1)]
    left = (doc.width - sum(table.widths)) / 2
    for name in ("产出指标", "效益指标", "满意度指标"):
        span = [n for n, row in enumerate(rows) if row[0] == name]
        middle = (edges[span[0]] + edges[span[-1] + 1]) / 2
        start = doc.height - middle - text_width(name, 9) / 2
        doc.canvas.op(f"BT /F1 9 Tf 0 1 -1 0 {number(left + 15 + ASCENT * 4.5)} {number(start)} Tm {doc.font.show(name)} ET")
    return doc


def h35_forms_in_one_grid():
    """Several forms without any gap between them: one grid for the eye of the program."""
    doc = Document("h35-forms-joined-in-one-grid", "four short forms stand directly under one another and share their rules", margin=30)
    doc.title("2024年度项目绩效目标表")
    table = Table([70, 90, 180, 120], size=8.5)
    for start in range(4):
        project = PROJECTS[start + 5]
        table.row(["项目名称", Cell(project, cs=3)])
        table.row(["年度目标", Cell(GOALS[start], cs=3, align="l")])
        table.row(HEAD)
        rows = pick(Picker(start), PLAN_SHORT)
        for index, (l1, l2, l3, sign, value, unit) in enumerate(rows):
            table.row(level_cells(rows, index) + [Cell(l3, align="l"), fused(sign, value, unit)],
                      [one_value(l3, fused(sign, value, unit), l1, l2, project)])
    doc.table(table)
    return doc


def h36_project_in_the_caption():
    doc = Document("h36-project-in-the-caption", "the project's name stands in a line above the table, not in it")
    for start in (0, 1):
        project = PROJECTS[start + 7]
        doc.title("项目绩效目标表")
        doc.small(f"项目名称：{project}", align="l")
        doc.small("单位：万元", align="r")
        rows = pick(Picker(start), PLAN_SHORT)
        table = Table([80, 110, 190, 110])
        table.row(HEAD)
        for index, (l1, l2, l3, sign, value, unit) in enumerate(rows):
            table.row(level_cells(rows, index) + [Cell(l3, align="l"), fused(sign, value, unit)],
                      [one_value(l3, fused(sign, value, unit), l1, l2, project)])
        doc.table(table)
    return doc


def h37_title_inside_the_table():
    doc = Document("h37-title-inside-the-table", "title and year are the first rows of the table; level names bear their scores; a total row")
    project = PROJECTS[8]
    table = Table([76, 96, 180, 90, 50])
    table.row([Cell("项目支出绩效目标申报表", cs=5)], least=28)
    table.row([Cell("（2024年度）", cs=5)])
    table.row(["项目名称", Cell(project, cs=4)])
    table.row(HEAD + ["分值"])
    rows = pick(Picker(5), PLAN_2015)
    scores = {"产出指标": "产出指标（50分）", "效益指标": "效益指标（30分）", "满意度指标": "满意度指标（10分）"}
    rows = [(scores[r[0]],) + tuple(r[1:]) for r in rows]
    for index, (l1, l2, l3, sign, value, unit) in enumerate(rows):
        weight = ["8", "7", "7", "7", "7", "7", "7", "6", "6", "6", "6", "6", "10"][index]
        table.row(level_cells(rows, index) + [Cell(l3, align="l"), fused(sign, value, unit), weight],
                  [one_value(l3, fused(sign, value, unit), l1, l2, project, weight=weight)])
    table.row([Cell("合计", cs=4), "90"])
    doc.table(table)
    return doc.fact("disclosure.kind", "application").fact("disclosure.fiscal_year", "2024")


def h38_narrow_cells():
    doc = Document("h38-narrow-cells", "cells so narrow that names, values and units wrap in the middle of words and numbers")
    doc.title("项目绩效目标表")
    doc.small("（2024年度）")
    project = PROJECTS[9]
    rows = pick(Picker(3), PLAN_2021)
    table = Table([40, 50, 62, 40, 40, 40, 40], size=9)
    table.row(["项目名称", Cell(project, cs=6)])
    table.row(["一级指标", "二级指标", "三级指标", "指标性质", "指标值", "计量单位", "权重"])
    for index, (l1, l2, l3, sign, value, unit) in enumerate(rows):
        value, weight = value if sign else "显著改善周边环境", "7.5" if index % 2 else "10"
        table.row(level_cells(rows, index) + [Cell(l3, align="l"), sign or "定性", value, unit, weight],
                  [one_value(l3, value, l1, l2, project, sign or "定性", unit, weight)])
    doc.table(table)
    return doc


def h39_blank_rows_and_debris():
    """Rows of the empty form that nobody filled in, and indicators without a value."""
    doc = Document("h39-unfilled-rows", "unfilled rows of the form (指标2：, ……), level names without any indicator, "
                   "an indicator without a value")
    doc.title("项目支出绩效目标表")
    doc.small("（2024年度）")
    project = PROJECTS[10]
    table = Table([76, 106, 190, 110])
    table.row(["项目名称", Cell(project, cs=3)])
    table.row(HEAD)
    body = [("产出指标", "数量指标", "指标1：培训场次", "≥12场"), ("产出指标", "数量指标", "指标2：培训人数", "≥600人次"),
            ("产出指标", "数量指标", "指标3：教材编印册数", ""), ("产出指标", "数量指标", "……", ""),
            ("产出指标", "质量指标", "指标1：培训合格率", "100%"), ("产出指标", "质量指标", "指标2：", ""),
            ("产出指标", "时效指标", "指标1：完成时间", "2024年12月底前"), ("效益指标", "经济效益指标", "", ""),
            ("效益指标", "社会效益指标", "指标1：受益群众", "≥2.4万人"), ("满意度指标", "服务对象满意度指标", "指标1：学员满意度", "≥95%")]
    for index, (l1, l2, l3, value) in enumerate(body):
        unfilled = not value and l3 in ("", "……", "指标2：")  # a named indicator without a value stays one
        printed = [] if unfilled else [one_value(l3, value, l1, l2, project)]
        table.row(level_cells([row + ("",) for row in body], index) + [Cell(l3, align="l"), value], printed)
    doc.table(table)
    return doc


def h40_category_in_one_column():
    """One column names the level 2, and level 1 is not printed at all."""
    doc = Document("h40-one-level-column", "list with 序号, 指标类别, 指标名称, 目标值, 备注: level 1 is never printed")
    doc.title("2024年重点项目绩效目标")
    table = Table([40, 100, 190, 100, 60])
    table.row(["序号", "指标类别", "指标名称", "目标值", "备注"])
    for index, (_, l2, l3, sign, value, unit) in enumerate(pick(Picker(6), PLAN_SHORT + PLAN_SHORT)):
        table.row([str(index + 1), l2, Cell(l3, align="l"), fused(sign, value, unit), ""], [one_value(l3, fused(sign, value, unit), "", l2)])
    doc.table(table)
    return doc


def h41_dashed_rules():
    doc = Document("h41-dashed-rules", "dashed rules, and a thick frame around the table")
    doc.canvas.op("[2 2] 0 d")
    simple_form(doc, 7)
    return doc


def h42_mixed_page_sizes():
    """A list on landscape pages behind a form on a portrait page."""
    doc = Document("h42-self-evaluation-over-two-pages", "a self-evaluation form cut by the page edge in its funding part", margin=36)
    doc.gap(560)
    self_evaluation(doc, start=2)
    return doc


def h43_hidden_layer():
    """An optional-content layer that is switched off holds an old version of the values."""
    doc = Document("h43-layer-switched-off", "a layer that is off holds other numbers on top of the table")
    simple_form(doc, 8)
    layer = doc.pdf.add("<</Type/OCG/Name(old)>>")
    doc.canvas.op("/OC /L0 BDC")
    for row in range(8):
        doc.put(420, 400 + 20 * row, 9, "≥77%旧")
    doc.canvas.op("EMC")
    doc.pdf.catalog_entries = f"/OCProperties<</OCGs[{layer} 0 R]/D<</OFF[{layer} 0 R]>>>>"
    doc.resources = lambda fonts: fonts[:-2] + f"/Properties<</L0 {layer} 0 R>>>>"
    return doc.fact("hidden_text", "≥77%旧")


def h44_sparse_list():
    """A list whose project and level cells are blank below their first row instead of merged, over pages without header."""
    doc = Document("h44-blank-instead-of-merged", "project and level names printed once, the cells below left blank; header only on "
                   "the first page", landscape=True, margin=40)
    doc.title("项目支出绩效目标表")
    doc.small("单位：元", align="r")
    table = Table([130, 70, 74, 106, 200, 50, 74, 56], size=8.5)
    table.row(["项目名称", "金额", "一级指标", "二级指标", "三级指标", "指标性质", "指标值", "计量单位"])
    for start in range(4):
        project, before = PROJECTS[start], ("", "")
        for index, (l1, l2, l3, sign, value, unit) in enumerate(pick(Picker(start), PLAN_2021)):
            table.row([project if index == 0 else "", "1,820,500.00" if index == 0 else "", l1 if l1 != before[0] else "",
                       l2 if (l1, l2) != before else "", Cell(l3, align="l"), sign or "定性", value, unit],
                      [one_value(l3, value, l1, l2, project, sign or "定性", unit)], least=22)
            before = (l1, l2)
    doc.table(table)
    return doc


MORE_CASES = [h26_centred_over_pages, h27_running_heads, h28_watermark, h29_glyph_by_glyph, h30_scaled_form_object, h31_spaced_labels,
              h32_white_on_blue, h33_seal, h34_rotated_labels, h35_forms_in_one_grid, h36_project_in_the_caption,
              h37_title_inside_the_table, h38_narrow_cells, h39_blank_rows_and_debris, h40_category_in_one_column, h41_dashed_rules,
              h42_mixed_page_sizes, h43_hidden_layer, h44_sparse_list]
