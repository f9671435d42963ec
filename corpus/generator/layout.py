"""Lays out titles, paragraphs and tables on pages, and remembers on which page each indicator row starts."""
from dataclasses import dataclass, field

from pdf_file import PdfFile, SongFont, number

LEADING = 1.35  # of the font size
PADDING = 3.0   # points, inside a cell
ASCENT = 0.88   # of the font size


def text_width(text, size):
    return sum(0.5 if ord(char) < 0x80 else 1.0 for char in text) * size


def wrap(text, width, size):
    """Lines of at most `width` points; '\\n' always breaks."""
    lines = []
    for paragraph in text.split("\n"):
        line, used = "", 0.0
        for char in paragraph:
            advance = text_width(char, size)
            if line and used + advance > width + 0.01:
                lines.append(line)
                line, used = "", 0.0
            line += char
            used += advance
        lines.append(line)
    return lines


@dataclass
class Cell:
    text: str = ""
    cs: int = 1          # columns covered
    rs: int = 1          # rows covered
    align: str = "c"     # l, c, r
    vertical: bool = False  # one character a line
    clip: bool = False   # text that does not fit is cut off by the cell, not wrapped
    row: int = 0
    col: int = 0


@dataclass
class Indicator:
    """What must come out of one row. values: (role, sign, value, unit)."""
    level3: str
    values: list
    level1: str = ""
    level2: str = ""
    project: str = ""
    weight: str = ""
    score: str = ""
    page: int = 0


@dataclass
class Row:
    indicators: list = field(default_factory=list)
    height: float = 0.0
    least: float = 0.0


class Table:
    """Cells are placed as in HTML: each row fills the columns that no cell from above covers."""

    def __init__(self, widths, size=9.0, style="stroke", header=0, repeat=False, split=False, open_break=False, left=None,
                 centred=False):
        self.widths, self.size, self.style = list(widths), size, style
        self.header, self.repeat = header, repeat  # rows of the header; drawn again on each page
        self.split = split            # rows may be cut by the page edge
        self.open_break = open_break  # no rule along the page edge where the table goes on
        self.left = left              # x of its left edge; None: centred
        self.centred = centred        # the text of a cell that runs over pages stands in the middle of the whole cell
        self.rows, self.cells, self.taken = [], [], set()

    def row(self, entries, indicators=(), least=0.0):
        index, col = len(self.rows), 0
        for entry in entries:
            cell = entry if isinstance(entry, Cell) else Cell(str(entry))
            while (index, col) in self.taken:
                col += 1
            cell.row, cell.col = index, col
            self.cells.append(cell)
            self.taken |= {(index + r, col + c) for r in range(cell.rs) for c in range(cell.cs)}
            col += cell.cs
        self.rows.append(Row(list(indicators), 0.0, least))
        return self

    def lines(self, cell):
        if cell.vertical:
            return list(cell.text)
        if cell.clip:
            return [cell.text]
        width = sum(self.widths[cell.col:cell.col + cell.cs]) - 2 * PADDING
        return wrap(cell.text, width, self.size)

    def needed(self, cell):
        return len(self.lines(cell)) * self.size * LEADING + 2 * PADDING

    def measure(self):
        for row in self.rows:
            row.height = max(row.least, self.size * LEADING + 2 * PADDING)
        for cell in self.cells:
            if cell.rs == 1:
                self.rows[cell.row].height = max(self.rows[cell.row].height, self.needed(cell))
        for cell in self.cells:
            spanned = self.rows[cell.row:cell.row + cell.rs]
            missing = self.needed(cell) - sum(row.height for row in spanned)
            if cell.rs > 1 and missing > 0:
                spanned[-1].height += missing


@dataclass
class Band:
    """A row, or the part of a row, on one page."""
    row: int
    top: float
    bottom: float


class Canvas:
    """The content of one page; y grows downwards from the top of the page as shown."""

    def __init__(self, width, height):
        self.width, self.height, self.operators = width, height, []

    def op(self, text):
        self.operators.append(text)

    def text(self, x, baseline, size, shown, extra=""):
        before, after = ("q ", " Q") if extra else ("", "")  # text state outlives ET
        self.op(f"{before}BT {extra}/F1 {number(size)} Tf {number(x)} {number(self.height - baseline)} Td {shown} ET{after}")

    def line(self, x0, y0, x1, y1, width=0.5):
        self.op(f"{number(width)} w {number(x0)} {number(self.height - y0)} m {number(x1)} {number(self.height - y1)} l S")

    def fill(self, x0, top, x1, bottom, grey=0.0):
        self.op(f"{number(grey)} g {number(x0)} {number(self.height - bottom)} {number(x1 - x0)} {number(bottom - top)} re f 0 g")


class Document:
    """Pages that fill from the top. show: how a line of text is put on the canvas (hard_cases.py replaces it)."""

    suffix = "pdf"

    def __init__(self, name, purpose, landscape=False, margin=50.0, font=SongFont):
        self.name, self.purpose = name, purpose
        self.width, self.height = (842.0, 595.0) if landscape else (595.0, 842.0)
        self.margin = margin
        self.pdf = PdfFile()
        self.font = font(self.pdf)
        self.canvases, self.indicators, self.facts, self.alternatives = [], [], [], []
        self.rotate, self.crop, self.overprint = 0, None, False
        self.running_head, self.page_numbers, self.watermark = "", False, ""
        self.glyph_by_glyph = self.in_form = False
        self.new_page()

    # --- text ---
    @property
    def canvas(self):
        return self.canvases[-1]

    @property
    def page_number(self):
        return len(self.canvases)

    def new_page(self):
        self.canvases.append(Canvas(self.width, self.height))
        self.y = self.margin

    def put(self, x, baseline, size, text, extra=""):
        if not text.strip():
            return
        if self.glyph_by_glyph:
            for char in text:
                self.canvas.text(x, baseline, size, self.font.show(char), extra)
                x += text_width(char, size)
            return
        self.canvas.text(x, baseline, size, self.font.show(text), extra)
        if self.overprint:
            self.canvas.text(x + 0.2, baseline, size, self.font.show(text), extra)

    def title(self, text, size=16.0, align="c"):
        for line in wrap(text, self.width - 2 * self.margin, size):
            used = text_width(line, size)
            x = {"c": (self.width - used) / 2, "l": self.margin, "r": self.width - self.margin - used}[align]
            self.put(x, self.y + ASCENT * size, size, line)
            self.y += size * 1.5
        self.y += size * 0.3

    def small(self, text, align="c", size=9.0):
        self.title(text, size, align)

    def paragraph(self, text, size=10.5):
        for line in wrap("　　" + text, self.width - 2 * self.margin, size):
            if self.y + size * 1.5 > self.height - self.margin:
                self.new_page()
            self.put(self.margin, self.y + ASCENT * size, size, line)
            self.y += size * 1.5
        self.y += size * 0.5

    def gap(self, points):
        self.y += points

    # --- tables ---
    def table(self, table, side_by_side=False):
        """Draws `table`, over as many pages as it needs. side_by_side: `y` stays where it was."""
        table.measure()
        start_page, start_y = self.page_number, self.y
        bands = {self.page_number: []}
        for index, row in enumerate(table.rows):
            for indicator in row.indicators:
                indicator.page = 0
            self.place_row(table, index, row.height, bands)
        for page, placed in bands.items():
            self.draw_page(table, page, placed, bands)
        for row in table.rows:
            self.indicators += row.indicators
        self.y = start_y if side_by_side and start_page == self.page_number else self.y + 14

    def place_row(self, table, index, height, bands):
        room = self.height - self.margin - self.y
        if height <= room:
            self.add_band(table, index, height, bands)
            return
        step = table.size * LEADING
        least = 2 * PADDING + step
        if not table.split or room < least:
            self.next_page(table, bands)
            self.add_band(table, index, height, bands)
            return
        self.add_band(table, index, room, bands)
        fitting = int((room - 2 * PADDING) / step)
        most = max(len(table.lines(cell)) for cell in table.cells if cell.row == index and cell.rs == 1)
        self.next_page(table, bands)
        self.add_band(table, index, 2 * PADDING + step * max(1, most - fitting), bands)

    def next_page(self, table, bands):
        self.new_page()
        bands[self.page_number] = []
        if table.repeat:
            for index in range(table.header):
                self.add_band(table, index, table.rows[index].height, bands)

    def add_band(self, table, index, height, bands):
        bands[self.page_number].append(Band(index, self.y, self.y + height))
        self.y += height
        for indicator in table.rows[index].indicators:
            indicator.page = indicator.page or self.page_number

    def fragments(self, table, page, bands):
        """The boxes of the cells on `page`, each with the lines of text that stand in it."""
        left = table.left if table.left is not None else (self.width - sum(table.widths)) / 2
        for cell in table.cells:
            here = [band for band in bands[page] if cell.row <= band.row < cell.row + cell.rs]
            if not here:
                continue
            x0 = left + sum(table.widths[:cell.col])
            x1 = x0 + sum(table.widths[cell.col:cell.col + cell.cs])
            if table.centred and cell.rs > 1:
                yield cell, (x0, here[0].top, x1, here[-1].bottom), self.centred_lines(table, cell, page, bands), False
                continue
            skipped = 0
            if cell.row >= table.header or not table.repeat:
                skipped = sum(self.capacity(table, cell, bands[p]) for p in bands if p < page)
            lines = table.lines(cell)[skipped:][:self.capacity(table, cell, bands[page])]
            split = any(band.row + 1 > cell.row and band.row < cell.row + cell.rs
                        for p in bands if p != page for band in bands[p]) and cell.row >= table.header
            yield cell, (x0, here[0].top, x1, here[-1].bottom), lines, split

    def centred_lines(self, table, cell, page, bands):
        """All lines, on the page that holds the middle of the cell's height; none elsewhere."""
        heights = {p: sum(band.bottom - band.top for band in bands[p] if cell.row <= band.row < cell.row + cell.rs) for p in bands}
        before = sum(height for p, height in heights.items() if p < page)
        middle = sum(heights.values()) / 2
        return table.lines(cell) if before <= middle < before + heights[page] else []

    @staticmethod
    def capacity(table, cell, placed):
        here = [band for band in placed if cell.row <= band.row < cell.row + cell.rs]
        if not here:
            return 0
        return int((here[-1].bottom - here[0].top - 2 * PADDING) / (table.size * LEADING) + 0.01)

    def draw_page(self, table, page, placed, bands):
        if not placed:
            return
        fragments = list(self.fragments(table, page, bands))
        canvas, keep = self.canvases[page - 1], self.canvases
        pages = sorted(p for p in bands if bands[p])
        open_top = table.open_break and page != pages[0] and not table.repeat
        open_bottom = table.open_break and page != pages[-1]
        BORDERS[table.style](canvas, table, [box for _, box, _, _ in fragments], placed, open_top, open_bottom)
        self.canvases = keep[:page]  # text goes to this page
        for cell, box, lines, split in fragments:
            self.draw_text(table, cell, box, lines, split)
        self.canvases = keep

    def draw_text(self, table, cell, box, lines, split):
        x0, top, x1, bottom = box
        step = table.size * LEADING
        y = top + PADDING if split else (top + bottom - step * len(lines)) / 2
        if cell.clip:
            self.canvas.op(f"q {number(x0)} {number(self.height - bottom)} {number(x1 - x0)} {number(bottom - top)} re W n")
        for line in lines:
            used = text_width(line, table.size)
            x = {"l": x0 + PADDING, "c": (x0 + x1 - used) / 2, "r": x1 - PADDING - used}[cell.align]
            if cell.clip:
                x = x0 + PADDING
            self.put(x, y + ASCENT * table.size + (step - table.size) / 2, table.size, line)
            y += step
        if cell.clip:
            self.canvas.op("Q")

    # --- the file ---
    def fact(self, key, value):
        """Something that must hold of the record besides its indicators: see truth/README.md."""
        self.facts.append((key, value))
        return self

    def put_around(self, canvas, number_of_page):
        """What stands on every page outside its tables."""
        self.canvases, keep = [canvas], self.canvases
        if self.running_head:
            self.put(self.margin, 30, 9, self.running_head)
            canvas.line(self.margin, 34, self.width - self.margin, 34, 0.4)
        if self.page_numbers:
            text = f"— {number_of_page} —"
            self.put((self.width - text_width(text, 9)) / 2, self.height - 22, 9, text)
        if self.watermark:
            for row in range(3):
                shown = self.font.show(self.watermark)
                canvas.op(f"q .85 g BT /F1 40 Tf .77 .64 -.64 .77 {number(120 + 90 * row)} {number(120 + 200 * row)} Tm {shown} ET Q")
        self.canvases = keep

    def page_operators(self, canvas):
        operators = canvas.operators
        if self.glyph_by_glyph:  # as spreadsheets draw: column by column, all lines before all text
            operators = sorted(operators, key=lambda op: (op.startswith("BT"), float(op.split()[4]) if op.startswith("BT") else 0))
        body = "\n".join(operators)
        if self.rotate == 90:
            return f"q 0 1 -1 0 {number(self.height)} 0 cm\n{body}\nQ"
        if self.crop:
            return f"q 1 0 0 1 {number(self.crop[0])} {number(self.crop[1])} cm\n{body}\nQ"
        return body

    def resources(self, fonts):
        """Resources of a page; hard cases that need more replace it."""
        return fonts

    def to_bytes(self):
        resources = f"<</Font<</F1 {self.font.object} 0 R>>>>"
        for index, canvas in enumerate(self.canvases):
            self.put_around(canvas, index + 1)
            box, entries = (0, 0, self.width, self.height), ""
            if self.rotate == 90:
                box, entries = (0, 0, self.height, self.width), "/Rotate 90"
            if self.crop:
                dx, dy = self.crop
                box = (0, 0, self.width + 2 * dx, self.height + 2 * dy)
                entries = f"/CropBox[{number(dx)} {number(dy)} {number(dx + self.width)} {number(dy + self.height)}]"
            operators = self.page_operators(canvas)
            if self.in_form:
                bounds = f"/BBox[0 0 {number(self.width * 10)} {number(self.height * 10)}]"
                form = self.pdf.add_stream(f"q 10 0 0 10 0 0 cm\n{operators}\nQ".encode("latin-1"),
                                           f"/Type/XObject/Subtype/Form/Matrix[.1 0 0 .1 0 0]{bounds}/Resources {resources}")
                self.pdf.add_page("q /X0 Do Q", f"<</XObject<</X0 {form} 0 R>>>>", box, entries)
                continue
            self.pdf.add_page(operators, self.resources(resources), box, entries)
        return self.pdf.to_bytes()


# --- borders: canvas, table, boxes of the cells on this page, bands, open at the top, open at the bottom ---
def edges_of(boxes, open_top, open_bottom):
    """Each edge once: (x0, y0, x1, y1)."""
    top, bottom = min(box[1] for box in boxes), max(box[3] for box in boxes)
    edges = {}
    for x0, y0, x1, y1 in boxes:
        for edge in ((x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1)):
            flat = edge[1] == edge[3]
            if flat and ((open_top and edge[1] == top) or (open_bottom and edge[1] == bottom)):
                continue
            edges[tuple(round(v, 2) for v in edge)] = edge
    return list(edges.values())


def stroke_borders(canvas, table, boxes, placed, open_top, open_bottom):
    for edge in edges_of(boxes, open_top, open_bottom):
        canvas.line(*edge)


def fill_borders(canvas, table, boxes, placed, open_top, open_bottom):
    for x0, y0, x1, y1 in edges_of(boxes, open_top, open_bottom):
        canvas.fill(x0 - 0.24, y0 - 0.24, x1 + 0.24, y1 + 0.24)


def double_borders(canvas, table, boxes, placed, open_top, open_bottom):
    """Each rule twice, a little apart, as when two cells draw the same border."""
    for x0, y0, x1, y1 in edges_of(boxes, open_top, open_bottom):
        dx, dy = (0.0, 0.7) if y0 == y1 else (0.7, 0.0)
        canvas.line(x0, y0, x1, y1, 0.3)
        canvas.line(x0 + dx, y0 + dy, x1 + dx, y1 + dy, 0.3)


def broken_borders(canvas, table, boxes, placed, open_top, open_bottom):
    """Each rule in pieces of 25 points with gaps of one point, and not quite meeting at the corners."""
    for x0, y0, x1, y1 in edges_of(boxes, open_top, open_bottom):
        length, at = max(x1 - x0, y1 - y0), 0.6
        while at < length - 0.6:
            end = min(at + 25.0, length - 0.6)
            if y0 == y1:
                canvas.line(x0 + at, y0, x0 + end, y0, 0.4)
            else:
                canvas.line(x0, y0 + at, x0, y0 + end, 0.4)
            at = end + 1.0


def shading_borders(canvas, table, boxes, placed, open_top, open_bottom):
    """No line at all: a grey ground shows between white cells."""
    canvas.fill(min(b[0] for b in boxes) - 0.5, min(b[1] for b in boxes) - 0.5, max(b[2] for b in boxes) + 0.5,
                max(b[3] for b in boxes) + 0.5, 0.6)
    for x0, y0, x1, y1 in boxes:
        canvas.fill(x0 + 0.5, y0 + 0.5, x1 - 0.5, y1 - 0.5, 1.0)


def three_line_borders(canvas, table, boxes, placed, open_top, open_bottom):
    """A thick rule above and below, a thin one under the header."""
    x0, x1 = min(b[0] for b in boxes), max(b[2] for b in boxes)
    canvas.line(x0, placed[0].top, x1, placed[0].top, 1.2)
    for band in placed:
        if band.row == table.header - 1:
            canvas.line(x0, band.bottom, x1, band.bottom, 0.5)
    canvas.line(x0, placed[-1].bottom, x1, placed[-1].bottom, 1.2)


def no_borders(canvas, table, boxes, placed, open_top, open_bottom):
    pass


BORDERS = {"stroke": stroke_borders, "fill": fill_borders, "double": double_borders, "broken": broken_borders,
           "shading": shading_borders, "three_line": three_line_borders, "none": no_borders}
