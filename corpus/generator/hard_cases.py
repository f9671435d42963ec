"""One function a difficulty: mostly the forms of forms.py, drawn in a way that real producers draw them."""
import embedded_font
from content import DEPARTMENTS, GOALS, PLAN_2015, PLAN_2021, PLAN_SHORT, PROJECTS, Picker, groups, pick
from forms import fused, level_cells, list_table, project_form, self_evaluation
from layout import PADDING, Cell, Document, Indicator, Table, number, text_width
from pdf_file import SongFont
from type3_font import BoxFont

AMOUNTS = ("186.50", "180.50", "6.00")


def simple_form(doc, start, style="stroke", plan=None):
    project_form(doc, PROJECTS[start], pick(Picker(start), plan or PLAN_2015), GOALS[start % 5], DEPARTMENTS[start % 5], AMOUNTS,
                 style=style)
    return doc


def h01_thin_fills():
    return simple_form(Document("h01-borders-are-thin-fills", "borders drawn as filled rectangles half a point thick"), 1, "fill")


def h02_shading():
    return simple_form(Document("h02-borders-are-edges-of-shading", "no line drawn: white cells on a grey ground"), 2, "shading")


def h03_double_rules():
    return simple_form(Document("h03-doubled-rules", "every rule drawn twice, 0.7 points apart"), 3, "double")


def h04_broken_rules():
    return simple_form(Document("h04-broken-rules", "rules in pieces with gaps; corners do not meet"), 4, "broken")


def flat_table(doc, style, start, header, widths, plan=None, project="", size=9):
    """Level names printed in each row; sign, value and unit in one cell."""
    table = Table(widths, size=size, style=style, header=1)
    table.row(header)
    for l1, l2, l3, sign, value, unit in pick(Picker(start), plan or PLAN_2021):
        table.row([l1, l2, Cell(l3, align="l"), fused(sign, value, unit)],
                  [Indicator(l3, [("target", "", fused(sign, value, unit), "")], l1, l2, project)], least=18)
    return table


HEAD = ["一级指标", "二级指标", "三级指标", "指标值"]


def h05_three_line_table():
    doc = Document("h05-three-line-table", "rules above, under the header and below only; no vertical rule")
    doc.title("2024年项目绩效目标表")
    doc.table(flat_table(doc, "three_line", 0, HEAD, [90, 110, 170, 110]))
    return doc


def h06_borderless():
    doc = Document("h06-borderless-table", "no rule at all: columns are told by their alignment")
    doc.title("2024年项目绩效目标表")
    doc.table(flat_table(doc, "none", 1, HEAD, [90, 110, 170, 110]))
    return doc


def h07_side_by_side():
    doc = Document("h07-two-tables-side-by-side", "two separate tables next to each other, one project each", landscape=True, margin=36)
    doc.title("2024年项目绩效目标表")
    for index, left in enumerate((36.0, 436.0)):
        project = PROJECTS[index]
        table = Table([66, 90, 124, 90], size=8.5, left=left)
        table.row(["项目名称", Cell(project, cs=3)])
        table.row(HEAD)
        rows = pick(Picker(index), PLAN_SHORT)
        for at, (l1, l2, l3, sign, value, unit) in enumerate(rows):
            table.row(level_cells(rows, at) + [Cell(l3, align="l"), fused(sign, value, unit)],
                      [Indicator(l3, [("target", "", fused(sign, value, unit), "")], l1, l2, project)], least=22)
        doc.table(table, side_by_side=index == 0)
    return doc


def h08_vertical_labels():
    doc = Document("h08-vertical-labels", "level names printed one character a line in narrow merged cells")
    doc.title("项目支出绩效目标表")
    doc.small("（2024年度）")
    project = PROJECTS[6]
    rows = pick(Picker(2), ["数量指标"] * 4 + ["质量指标"] * 4 + ["社会效益指标"] * 3 + ["可持续影响指标"] * 2 + ["服务对象满意度指标"] * 3)
    table = Table([26, 26, 26, 230, 120])
    table.row([Cell("项目名称", cs=3), Cell(project, cs=2)])
    table.row(["", Cell("一级", vertical=True), Cell("二级", vertical=True), "三级指标", "指标值"])
    level1, level2 = groups(rows, lambda r: r[0]), groups(rows, lambda r: r[1])
    for index, (l1, l2, l3, sign, value, unit) in enumerate(rows):
        cells = [Cell("绩效指标", rs=len(rows), vertical=True)] if index == 0 else []
        cells += [Cell(l1, rs=level1[index], vertical=True)] if index in level1 else []
        cells += [Cell(l2, rs=level2[index], vertical=True)] if index in level2 else []
        table.row(cells + [Cell(l3, align="l"), fused(sign, value, unit)],
                  [Indicator(l3, [("target", "", fused(sign, value, unit), "")], l1, l2, project)], least=28)
    doc.table(table)
    return doc


def h09_fragments_with_other_columns():
    """The head of the form splits columns that the indicators do not; the page break falls into merged level cells."""
    doc = Document("h09-fragments-with-other-columns", "merged cells cross the page break, and the part on page 2 shows fewer columns "
                   "than the part on page 1", margin=60)
    doc.title("项目支出绩效目标表")
    doc.small("（2024年度）")
    project = PROJECTS[9]
    table = Table([34, 70, 88, 60, 108, 50, 45], open_break=True)
    table.row([Cell("项目名称", cs=2), Cell(project, cs=2), "项目期限", Cell("2024年", cs=2)], least=60)
    table.row([Cell("预算单位", cs=2), Cell(DEPARTMENTS[2], cs=2), "联系人", Cell("预算处", cs=2)], least=60)
    table.row([Cell("资金（万元）", cs=2), "总额", "88.00", "财政拨款", "80.00", "8.00"], least=60)
    table.row([Cell("年度目标", cs=2), Cell(GOALS[1], cs=5, align="l")], least=120)
    rows = pick(Picker(8), PLAN_2015)
    table.row([Cell("绩效指标", rs=len(rows) + 1, vertical=True), "一级指标", "二级指标", Cell("三级指标", cs=2), Cell("指标值", cs=2)])
    for index, (l1, l2, l3, sign, value, unit) in enumerate(rows):
        table.row(level_cells(rows, index) + [Cell(l3, cs=2, align="l"), Cell(fused(sign, value, unit), cs=2)],
                  [Indicator(l3, [("target", "", fused(sign, value, unit), "")], l1, l2, project)], least=44)
    doc.table(table)
    return doc


def h10_starts_inside_a_table():
    doc = Document("h10-starts-inside-a-table", "pages cut out of a longer document: the first page has no header, and the first "
                   "project's name stands on a page that is not there", landscape=True, margin=40)
    table = Table([100, 120, 74, 96, 160, 50, 74, 60], size=8)
    for index, (l1, l2, l3, sign, value, unit) in enumerate(pick(Picker(2), PLAN_SHORT)):
        head = [Cell("", rs=len(PLAN_SHORT)), Cell("", rs=len(PLAN_SHORT))] if index == 0 else []
        table.row(head + [l1, l2, Cell(l3, align="l"), sign or "定性", value, unit],
                  [Indicator(l3, [("target", sign or "定性", value, unit)], l1, l2)], least=20)
    for number_of_project in (3, 4):
        project, rows = PROJECTS[number_of_project], pick(Picker(number_of_project), PLAN_2021)
        for index, (l1, l2, l3, sign, value, unit) in enumerate(rows):
            head = [Cell(project, rs=len(rows), align="l"), Cell(GOALS[number_of_project], rs=len(rows), align="l")] if index == 0 else []
            table.row(head + [l1, l2, Cell(l3, align="l"), sign or "定性", value, unit],
                      [Indicator(l3, [("target", sign or "定性", value, unit)], l1, l2, project)], least=20)
    doc.table(table)
    return doc


def h11_rotated_pages():
    doc = Document("h11-rotate-90", "portrait pages turned by /Rotate 90, as landscape tables are often stored", landscape=True, margin=40)
    doc.rotate = 90
    doc.title("部门预算项目绩效目标表")
    list_table(doc, PROJECTS[2:5], PLAN_SHORT, start=2)
    return doc


def h12_crop_box():
    doc = simple_form(Document("h12-crop-box-offset", "a CropBox smaller than the MediaBox and not at its origin; printer's marks outside"), 5)
    doc.crop = (50, 60)
    for text, x, baseline in (("裁切标记之外的文字", -40, -20), ("≥999%", 500, 870)):
        doc.put(x, baseline, 9, text)
    return doc.fact("hidden_text", "裁切标记之外的文字")


def h13_hidden_text():
    """Text that is in the file but not on the page, four ways; none of it may come out as a value."""
    doc = Document("h13-hidden-text", "text outside the clip path, invisible, white on white, and under a white rectangle")
    canvas = doc.canvas
    doc.put(300, 400, 9, "隐形文字≥11%", "3 Tr ")
    canvas.op("q 1 g")
    doc.put(320, 430, 9, "白色文字≥22%")
    canvas.op("Q")
    canvas.op("q 10 10 20 20 re W n")
    doc.put(300, 460, 9, "裁掉文字≥33%")
    canvas.op("Q")
    doc.put(300, 490, 9, "盖住文字≥44%")
    canvas.op(f"1 g 290 {number(842 - 500)} 120 24 re f 0 g")
    simple_form(doc, 6)
    return doc.fact("finding", "hidden_text")


def h14_overprint():
    doc = Document("h14-overprinted-glyphs", "every text drawn twice, 0.2 points apart: fake bold")
    doc.overprint = True
    return simple_form(doc, 7)


def with_font(name, purpose, make_font, build):
    """Builds the document twice: first to learn which characters it needs."""
    draft = build(Document(name, purpose))
    characters = set()
    for canvas in draft.canvases:
        for operator in canvas.operators:
            if operator.startswith("BT"):
                code = operator[operator.index("<") + 1:operator.index(">")]
                characters |= set(bytes.fromhex(code).decode("utf-16-be"))
    return build(Document(name, purpose, font=lambda pdf: make_font(pdf, characters)))


def h15_type3_actual_text():
    return with_font("h15-type3-actualtext-kangxi", "Type 3 font whose ToUnicode gives Kangxi radicals; ActualText gives the characters",
                     BoxFont, lambda doc: simple_form(doc, 8))


class RadicalFont(SongFont):
    """STSong-Light whose ToUnicode maps some characters to Kangxi radicals, without ActualText."""

    def __init__(self, pdf, characters):
        super().__init__(pdf)
        from type3_font import RADICALS
        lines = [f"<{ord(c):04x}> <{RADICALS.get(c, ord(c)):04x}>" for c in sorted(characters)]
        blocks = "".join(f"{len(part)} beginbfchar\n" + "\n".join(part) + "\nendbfchar\n"
                         for part in (lines[i:i + 100] for i in range(0, len(lines), 100)))
        cmap = pdf.add_stream(("/CIDInit/ProcSet findresource begin 12 dict begin begincmap\n/CMapName/R def/CMapType 2 def\n"
                               "1 begincodespacerange <0000> <ffff> endcodespacerange\n" + blocks + "endcmap end end").encode("latin-1"))
        pdf.objects[self.object - 1] = pdf.objects[self.object - 1][:-2] + f"/ToUnicode {cmap} 0 R>>"


def h16_radicals_in_to_unicode():
    return with_font("h16-kangxi-radicals", "ToUnicode gives Kangxi radicals and nothing says otherwise", RadicalFont,
                     lambda doc: simple_form(doc, 9))


def h17_subset_without_to_unicode():
    return with_font("h17-subset-font-with-cmap", "embedded TrueType subset without ToUnicode; the font's own cmap still tells the "
                     "characters", lambda pdf, chars: embedded_font.SubsetFont(pdf, chars, True),
                     lambda doc: simple_form(doc, 10, plan=PLAN_SHORT))


def h18_subset_without_any_map():
    """Nobody can tell the characters without looking at the shapes: no row may be invented, and the page says so."""
    doc = with_font("h18-subset-font-without-map", "embedded subset without ToUnicode and without cmap: only OCR could read it",
                    lambda pdf, chars: embedded_font.SubsetFont(pdf, chars, False), lambda doc: simple_form(doc, 11, plan=PLAN_SHORT))
    doc.indicators = []
    return doc.fact("indicators", "0").fact("finding", "unmapped_glyphs|page_needs_ocr")


def h19_encrypted_without_password():
    doc = simple_form(Document("h19-encrypted-empty-password", "encrypted, opens with an empty user password"), 0)
    doc.pdf.encrypt("", "owner")
    return doc


def h20_rows_cut_by_the_page_edge():
    doc = Document("h20-rows-cut-by-page-edge", "rows run over the page edge: a cell's text starts on one page and goes on on the next",
                   margin=40)
    doc.title("项目支出绩效目标表")
    table = Table([40, 66, 84, 170, 120], split=True, open_break=True, header=0)
    project = PROJECTS[1]
    table.row([Cell("项目名称", cs=2), Cell(project, cs=3)])
    table.row([Cell("年度目标", cs=2), Cell("".join(GOALS), cs=3, align="l")])
    rows = pick(Picker(3), PLAN_2015 + PLAN_2015)
    rows.sort(key=lambda r: (["产出指标", "效益指标", "满意度指标"].index(r[0]), list(dict.fromkeys(PLAN_2015)).index(
        r[1] if r[1] in PLAN_2015 else "~" + r[1])))
    table.row([Cell("绩效指标", rs=len(rows) + 1, vertical=True), "一级指标", "二级指标", "三级指标", "指标值"])
    for index, (l1, l2, l3, sign, value, unit) in enumerate(rows):
        long_name = f"{l3}（按照年度实施方案确定的统计口径，由主管部门汇总各实施单位报送数据后计算得出，按季度复核，年终据实结算）"
        table.row(level_cells(rows, index) + [Cell(long_name, align="l"), fused(sign, value, unit)],
                  [Indicator(long_name, [("target", "", fused(sign, value, unit), "")], l1, l2, project)])
    doc.table(table)
    return doc


def h21_blank_levels():
    doc = Document("h21-blank-levels-over-pages", "levels printed once and left blank in the rows below, also on the next page; header "
                   "repeated", margin=50)
    doc.title("项目绩效目标表")
    table = Table([90, 110, 180, 100], header=1, repeat=True)
    table.row(HEAD)
    rows = pick(Picker(1), ["数量指标"] * 9 + ["质量指标"] * 6 + ["时效指标"] * 5 + ["社会效益指标"] * 3 + ["生态效益指标"] * 2
                + ["服务对象满意度指标"] * 3)
    before = ("", "")
    for l1, l2, l3, sign, value, unit in rows:
        table.row([l1 if l1 != before[0] else "", l2 if (l1, l2) != before else "", Cell(l3, align="l"), fused(sign, value, unit)],
                  [Indicator(l3, [("target", "", fused(sign, value, unit), "")], l1, l2)], least=44)
        before = (l1, l2)
    doc.table(table)
    return doc


def h22_self_evaluation_in_fills():
    doc = Document("h22-self-evaluation-many-forms", "three self-evaluation forms in one document, borders as thin fills", margin=36)
    for start in range(3):
        if start:
            doc.new_page()
        self_evaluation(doc, style="fill", start=start)
    return doc


def h23_tables_of_two_kinds():
    """Several tables on a page: a flat one without levels' merges between two that are no indicator tables."""
    doc = Document("h23-several-tables-on-a-page", "an indicator table between a staff table and a contact table on one page")
    doc.title("2024年预算公开附表")
    staff = Table([120, 120, 120])
    staff.row(["编制数", "实有人数", "离退休人数"]).row(["46", "43", "21"])
    doc.table(staff)
    doc.small("附表二　项目绩效目标", size=11)
    doc.table(flat_table(doc, "stroke", 2, HEAD, [90, 110, 170, 110], plan=PLAN_SHORT))
    contact = Table([120, 180, 120])
    contact.row(["联系科室", "地址", "邮编"]).row(["预算科", "青泽市人民路1号", "365100"])
    doc.table(contact)
    return doc


def h24_long_list_four_pages():
    doc = Document("h24-merged-cells-over-three-pages", "one project whose merged cells run over three pages, its name on the first",
                   landscape=True, margin=40)
    doc.title("预算项目绩效目标表")
    table = Table([92, 120, 74, 96, 190, 50, 74, 60], size=8.5, header=1, repeat=True)
    table.row(["项目名称", "年度绩效目标", "一级指标", "二级指标", "三级指标", "性质", "指标值", "计量单位"])
    rows = pick(Picker(0), ["数量指标"] * 12 + ["质量指标"] * 6 + ["时效指标"] * 5 + ["经济效益指标"] * 2 + ["社会效益指标"] * 3
                + ["生态效益指标"] * 2 + ["服务对象满意度指标"] * 3)
    for index, (l1, l2, l3, sign, value, unit) in enumerate(rows):
        head = [Cell(PROJECTS[0], rs=len(rows)), Cell(GOALS[0], rs=len(rows), align="l")] if index == 0 else []
        table.row(head + level_cells(rows, index) + [Cell(l3, align="l"), sign, value, unit],
                  [Indicator(l3, [("target", sign, value, unit)], l1, l2, PROJECTS[0])], least=36)
    doc.table(table)
    return doc


def h25_text_cut_off_by_cells():
    """As spreadsheets print a cell that is too narrow: the text is all in the file, the page shows its beginning."""
    doc = Document("h25-text-cut-off-by-cells", "level-3 cells too narrow for their text, which the page cuts off at the border")
    doc.title("2024年项目绩效目标表")
    table = Table([90, 110, 124, 110], header=1)
    table.row(HEAD)
    for index, (l1, l2, l3, sign, value, unit) in enumerate(pick(Picker(0), PLAN_SHORT)):
        if index in (1, 4):
            shown = len(l3)
            l3 += "（按实施方案口径统计）"
            while text_width(l3[:shown], table.size) < table.widths[2] - PADDING:
                shown += 1
            doc.alternatives += [(index + 1, "level3", l3, l3[:shown]), (index + 1, "level3", l3, l3[:shown - 1])]
        table.row([l1, l2, Cell(l3, clip=index in (1, 4), align="l"), fused(sign, value, unit)],
                  [Indicator(l3, [("target", "", fused(sign, value, unit), "")], l1, l2)], least=18)
    doc.table(table)
    return doc.fact("finding", "text_clipped")


HARD_CASES = [h01_thin_fills, h02_shading, h03_double_rules, h04_broken_rules, h05_three_line_table, h06_borderless, h07_side_by_side,
              h08_vertical_labels, h09_fragments_with_other_columns, h10_starts_inside_a_table, h11_rotated_pages, h12_crop_box,
              h13_hidden_text, h14_overprint, h15_type3_actual_text, h16_radicals_in_to_unicode, h17_subset_without_to_unicode,
              h18_subset_without_any_map, h19_encrypted_without_password, h20_rows_cut_by_the_page_edge, h21_blank_levels,
              h22_self_evaluation_in_fills, h23_tables_of_two_kinds, h24_long_list_four_pages, h25_text_cut_off_by_cells]
NEED_A_FONT = {h17_subset_without_to_unicode, h18_subset_without_any_map}
