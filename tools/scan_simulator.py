#!/usr/bin/env python3
"""Turns digital PDFs into scanned ones: one image a page and no text, as if printed, stamped and put on a scanner.

usage: scan_simulator.py [--level NAME|all ...] [--seed N] [--pages 1-3,7] [--out DIR] PDF ...

Writes DIR/STEM.LEVEL.pdf; page sizes stay. Levels are rows of tools/scan_levels.tsv. The same seed, pages and input give the
same bytes (for one version of poppler-utils, numpy, Pillow and fonts); skew, seal and shade of a page are drawn from the seed
and the input alone, so two levels of it differ only in what their rows say.
Needs pdftoppm, pdfinfo, python3-numpy, python3-pil; levels with a seal need fonts-noto-cjk (tools/install_packages.sh scan).
"""
import argparse
import csv
import hashlib
import io
import math
import os
import re
import subprocess
import sys
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont

LEVELS_FILE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "scan_levels.tsv")
SEAL_FONT = "/usr/share/fonts/opentype/noto/NotoSerifCJK-Bold.ttc"
SEAL_FONT_INDEX = 2  # Simplified Chinese
SEAL_MM = 42  # diameter that the rules for seals of county and city offices give
SEAL_NAMES = ["青泽市财政局", "青泽市卫生健康委员会", "青泽市云溪区人民政府"]  # invented
SEAL_FEET = ["", "预算专用章", "附件专用章"]
INKS = {"red": (242, 98, 98), "grey": (120, 121, 128)}  # as the scanner sees them; measured on a real scan
BILEVEL_LIMIT = 202  # copiers are set dark, lest thin and grey rules vanish
PAPER_TINT = (1.0, 0.998, 0.990)
INK_TINT = (0, 1, 9)  # toner is a little blue
MM_PER_INCH = 25.4


@dataclass(frozen=True)
class Level:
    name: str
    dpi: int
    colour: str
    skew: float
    blur: float
    noise: float
    dust: int
    light: float
    ink: int
    paper: int
    stamp: str
    through: float
    curve: float
    jpeg: int  # 0: CCITT G4
    why: str

    @property
    def oversampling(self):
        """Paper is turned and bent at this many times the scanner's resolution, so that turning does not blur."""
        return 2 if self.dpi <= 200 else 1


def load_levels(path=LEVELS_FILE):
    """{name: Level} in the order of the file."""
    with open(path, encoding="utf-8") as file:
        rows = csv.DictReader((line for line in file if not line.startswith("#")), delimiter="\t")
        levels = {}
        for row in rows:
            row["jpeg"] = 0 if row["jpeg"] == "-" else int(row["jpeg"])
            for field in Level.__dataclass_fields__.values():
                row[field.name] = field.type(row[field.name])
            levels[row["name"]] = Level(**row)
        return levels


class Dice:
    """Random numbers by purpose, so that one effect more or less does not move the others."""

    def __init__(self, seed, digest, page):
        self.key = f"{seed} {digest} {page} "

    def of(self, purpose):
        return np.random.default_rng(list(hashlib.sha256((self.key + purpose).encode()).digest()))


# --- the printed page ---------------------------------------------------------------------------------------------------


def page_sizes(pdf):
    """[(width, height)] of the pages as shown, in points."""
    command = ["pdfinfo", "-f", "1", "-l", "100000", pdf]
    text = subprocess.run(command, check=True, capture_output=True).stdout.decode("utf-8", "replace")
    sizes = re.findall(r"^Page +\d+ size: +([\d.]+) x ([\d.]+) pts", text, re.M)
    turns = re.findall(r"^Page +\d+ rot: +(\d+)", text, re.M)
    return [(float(h), float(w)) if int(turn) % 180 else (float(w), float(h)) for (w, h), turn in zip(sizes, turns)]


def print_page(pdf, page, dpi):
    """The page as an RGB image."""
    command = ["pdftoppm", "-cropbox", "-r", str(dpi), "-f", str(page), "-l", str(page), pdf]
    return Image.open(io.BytesIO(subprocess.run(command, check=True, capture_output=True).stdout)).convert("RGB")


# --- what happens to the paper ------------------------------------------------------------------------------------------


def smooth_field(dice, size, cells):
    """Random values around 0, sigma about 1, that change over about 1/cells of the longer side; float32, height × width."""
    width, height = size
    step = max(width, height) / cells
    coarse = dice.standard_normal((max(2, round(height / step)), max(2, round(width / step)))).astype(np.float32)
    return np.asarray(Image.fromarray(coarse).resize(size, Image.BICUBIC))


def glyph_on_ring(mask, char, font, angle, radius, squeeze, inward=False):
    """Pastes one character that stands on the ring (head outwards, or inwards); angle 0 is the top of `mask`, clockwise."""
    side = font.size * 2
    tile = Image.new("L", (side, side))
    ImageDraw.Draw(tile).text((side / 2, side / 2), char, fill=255, font=font, anchor="mm")
    narrow = tile.resize((round(side * squeeze), side), Image.BICUBIC)
    turned = narrow.rotate(-math.degrees(angle + math.pi * inward), Image.BICUBIC, expand=True)
    centre = mask.width / 2
    x = centre + radius * math.sin(angle) - turned.width / 2
    y = centre - radius * math.cos(angle) - turned.height / 2
    mask.paste(255, (round(x), round(y)), turned)


def draw_seal(diameter, dice):
    """Where a seal leaves ink: ring, star, name along the ring, at times its use below the star and a number at the foot."""
    if not os.path.exists(SEAL_FONT):
        sys.exit(f"scan_simulator: {SEAL_FONT} is missing (tools/install_packages.sh scan)")
    seal = Image.new("L", (diameter, diameter))
    draw = ImageDraw.Draw(seal)
    draw.ellipse((1, 1, diameter - 2, diameter - 2), outline=255, width=round(diameter * 0.028))
    centre = diameter / 2
    star = [(centre + r * math.sin(i * math.pi / 5), centre - r * math.cos(i * math.pi / 5))
            for i, r in enumerate([diameter * 0.165, diameter * 0.064] * 5)]
    draw.polygon(star, fill=255)
    name = SEAL_NAMES[dice.integers(len(SEAL_NAMES))]
    font = ImageFont.truetype(SEAL_FONT, round(diameter * 0.135), index=SEAL_FONT_INDEX)
    step = min(0.72, math.radians(240) / len(name))
    for i, char in enumerate(name):
        glyph_on_ring(seal, char, font, (i - (len(name) - 1) / 2) * step, diameter * 0.375, min(1, step / 0.5))
    foot = SEAL_FEET[dice.integers(len(SEAL_FEET))]
    if foot:
        font = ImageFont.truetype(SEAL_FONT, round(diameter * 0.10), index=SEAL_FONT_INDEX)
        draw.text((centre, diameter * 0.73), foot, fill=255, font=font, anchor="mm")
    if dice.random() < 0.5:
        number = "".join(str(d) for d in dice.integers(0, 10, 13))
        font = ImageFont.truetype(SEAL_FONT, round(diameter * 0.05), index=SEAL_FONT_INDEX)
        for i, digit in enumerate(number):
            glyph_on_ring(seal, digit, font, math.pi - (i - 6) * 0.075, diameter * 0.435, 1, inward=True)
    return seal.rotate(dice.normal(0, 6), Image.BICUBIC)


def seal_place(ink, diameter, dice):
    """Left top corner for a seal: somewhere over print, at least as dense there as the page is on average."""
    rows, columns = np.nonzero(ink)
    if not len(rows):
        return None
    left, right, top, bottom = columns.min(), columns.max(), rows.min(), rows.max()
    average = len(rows) / max(1, (right - left) * (bottom - top))
    for _ in range(50):
        x = int(dice.uniform(left, max(left + 1, right - diameter)))
        y = int(dice.uniform(top, max(top + 1, bottom - diameter)))
        if ink[y:y + diameter, x:x + diameter].mean() >= average:
            return x, y
    return x, y


def press_seal(paper, colour, dpi, dice):
    """Seals the page. Ink is a filter: print under it stays as dark as it was."""
    diameter = round(SEAL_MM / MM_PER_INCH * dpi)
    small = paper.convert("L").reduce(4)
    place = seal_place(np.asarray(small) < 160, diameter // 4, dice)
    if place is None or paper.width < diameter or paper.height < diameter:
        return paper
    x = min(place[0] * 4, paper.width - diameter)
    y = min(place[1] * 4, paper.height - diameter)
    seal = np.asarray(draw_seal(diameter, dice).filter(ImageFilter.GaussianBlur(dpi / 300)), np.float32) / 255
    size = (diameter, diameter)
    pressure = 0.92 + 0.10 * smooth_field(dice, size, 4)
    fibre = 0.13 * smooth_field(dice, size, diameter / 3 * 200 / dpi)
    bare = smooth_field(dice, size, 14) > 2.3  # where the seal did not touch
    coverage = seal * np.clip((pressure + fibre) * ~bare, 0, 1)
    ink = np.array(INKS[colour], np.float32) / 255
    box = (x, y, x + diameter, y + diameter)
    under = np.asarray(paper.crop(box), np.float32)
    sealed = under * (1 - coverage[..., None] * (1 - ink))
    paper = paper.copy()
    paper.paste(Image.fromarray(np.rint(sealed).astype(np.uint8)), box)
    return paper


def show_through(paper, back, strength, dpi):
    """What is printed on the back of the sheet, mirrored and diffuse."""
    back = back.resize(paper.size).transpose(Image.FLIP_LEFT_RIGHT).filter(ImageFilter.GaussianBlur(dpi / 110))
    veil = 1 - strength * (1 - np.asarray(back, np.float32) / 255)
    return Image.fromarray(np.rint(np.asarray(paper, np.float32) * veil).astype(np.uint8))


def bend(paper, curve_mm, dpi):
    """Lines dip towards the left edge, where a bound sheet rises into the spine."""
    depth = curve_mm / MM_PER_INCH * dpi
    reach = paper.width * 0.45
    strips = 120
    edges = [round(i * paper.width / strips) for i in range(strips + 1)]
    drop = [depth * max(0.0, 1 - x / reach) ** 2 for x in edges]
    mesh = []
    for i in range(strips):
        x0, x1, height = edges[i], edges[i + 1], paper.height
        quad = (x0, -drop[i], x0, height - drop[i], x1, height - drop[i + 1], x1, -drop[i + 1])
        mesh.append(((x0, 0, x1, height), quad))
    return paper.transform(paper.size, Image.MESH, mesh, Image.BICUBIC, fillcolor=(255, 255, 255))


# --- what the scanner sees ----------------------------------------------------------------------------------------------


def shade(size, loss, dice):
    """Light that reaches each point, 1 at most: falls towards one corner, a little wavy."""
    width, height = size
    x = np.linspace(0, 1, width, dtype=np.float32)[None, :]
    y = np.linspace(0, 1, height, dtype=np.float32)[:, None]
    if dice.random() < 0.5:
        x = 1 - x
    if dice.random() < 0.5:
        y = 1 - y
    dark = np.clip((0.6 * x + 0.4 * y) ** 2 + 0.06 * smooth_field(dice, size, 4), 0, 1)
    return 1 - loss * dark


def scatter_dust(values, count, dice):
    """Specks of about a tenth of a millimetre; on paper most are dark, some light."""
    height, width = values.shape[:2]
    for _ in range(dice.poisson(count)):
        x, y = dice.integers(width), dice.integers(height)
        w, h = dice.integers(1, 4, 2)
        values[y:y + h, x:x + w] = 235 if dice.random() < 0.2 else dice.uniform(60, 190)


def scan(paper, level, dice):
    """The scanner's picture of the paper: 8-bit RGB or grey, or 1-bit."""
    if level.colour != "rgb":
        paper = paper.convert("L")
    if level.skew:
        angle = dice.of("skew").uniform(-level.skew, level.skew)
        paper = paper.rotate(angle, Image.BICUBIC, fillcolor=(244,) * 3 if level.colour == "rgb" else 244)
    if level.oversampling > 1:
        paper = paper.reduce(level.oversampling)
    values = np.asarray(paper.filter(ImageFilter.GaussianBlur(level.blur)), np.float32) / 255
    size = paper.size
    if level.colour == "rgb":
        black = level.ink + np.array(INK_TINT, np.float32)
        white = level.paper * np.array(PAPER_TINT, np.float32)
    else:
        black, white = level.ink, level.paper
    values = black + (white - black) * values
    if level.light:
        light = shade(size, level.light, dice.of("light"))
        values *= light[..., None] if values.ndim == 3 else light
    scatter_dust(values, level.dust, dice.of("dust"))
    noise = dice.of("noise")
    grain = 0.8 * noise.standard_normal(values.shape[:2], np.float32) + 0.6 * smooth_field(noise, size, max(size) / 2)
    values += level.noise * (grain[..., None] if values.ndim == 3 else grain)
    picture = Image.fromarray(np.clip(np.rint(values), 0, 255).astype(np.uint8))
    return picture.point(lambda v: 255 if v > BILEVEL_LIMIT else 0).convert("1") if level.colour == "bilevel" else picture


def simulate_page(pdf, page, pages, level, dice):
    """Page `page` of `pages` as scanned."""
    dpi = level.dpi * level.oversampling
    paper = print_page(pdf, page, dpi)
    if level.through:
        paper = show_through(paper, print_page(pdf, page + 1 if page < pages else max(1, page - 1), dpi), level.through, dpi)
    if level.stamp != "none":
        paper = press_seal(paper, level.stamp, dpi, dice.of("seal"))
    if level.curve:
        paper = bend(paper, level.curve, dpi)
    return scan(paper, level, dice)


# --- the PDF ------------------------------------------------------------------------------------------------------------


def g4_bytes(picture):
    """CCITT G4 code of a 1-bit image; black pixels are its black runs."""
    file = io.BytesIO()
    ink = picture.point(lambda v: 255 - v)  # libtiff codes 1-bits as black
    ink.save(file, "TIFF", compression="group4", strip_size=picture.width * picture.height)  # one strip
    tags = Image.open(file).tag_v2
    (start,), (length,) = tags[273], tags[279]
    return file.getvalue()[start:start + length]


def encode(picture, level):
    """(image dictionary's entries, stream)."""
    size = f"/Width {picture.width} /Height {picture.height}"
    if level.colour == "bilevel":
        parameters = f"/DecodeParms << /K -1 /Columns {picture.width} /Rows {picture.height} >>"
        return f"{size} /ColorSpace /DeviceGray /BitsPerComponent 1 /Filter /CCITTFaxDecode {parameters}", g4_bytes(picture)
    file = io.BytesIO()
    picture.save(file, "JPEG", quality=level.jpeg, dpi=(level.dpi, level.dpi))
    space = "/DeviceRGB" if picture.mode == "RGB" else "/DeviceGray"
    return f"{size} /ColorSpace {space} /BitsPerComponent 8 /Filter /DCTDecode", file.getvalue()


def pdf_bytes(pages):
    """A PDF of one image a page; pages: [(width, height, image entries, image stream)]."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>",
               f"<< /Type /Pages /Count {len(pages)} /Kids [{' '.join(f'{3 + 3 * i} 0 R' for i in range(len(pages)))}] >>".encode()]
    for width, height, entries, stream in pages:
        number = len(objects) + 1
        drawing = f"q {width:g} 0 0 {height:g} 0 0 cm /Im0 Do Q".encode()
        objects += [
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width:g} {height:g}] /Contents {number + 1} 0 R "
            f"/Resources << /XObject << /Im0 {number + 2} 0 R >> >> >>".encode(),
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawing), drawing),
            f"<< /Type /XObject /Subtype /Image {entries} /Length {len(stream)} >>\nstream\n".encode() + stream + b"\nendstream"]
    out = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    offsets = []
    for i, body in enumerate(objects):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (i + 1, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table)
    return bytes(out)


def simulate(pdf, level, seed=1, pages=None):
    """The scanned PDF's bytes. pages: numbers from 1 in the order wanted; None for all."""
    with open(pdf, "rb") as file:
        digest = hashlib.sha256(file.read()).hexdigest()
    sizes = page_sizes(pdf)
    scanned = []
    for page in pages or range(1, len(sizes) + 1):
        picture = simulate_page(pdf, page, len(sizes), level, Dice(seed, digest, page))
        scanned.append((*sizes[page - 1], *encode(picture, level)))
    return pdf_bytes(scanned)


def parse_pages(text):
    """[1, 2, 3, 7] of '1-3,7'."""
    pages = []
    for part in text.split(","):
        first, _, last = part.partition("-")
        pages += range(int(first), int(last or first) + 1)
    return pages


def main():
    levels = load_levels()
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0],
                                     epilog="levels: " + ", ".join(levels))
    parser.add_argument("--level", action="append", choices=[*levels, "all"], help="may be repeated; default: clean-200")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--pages", type=parse_pages, metavar="1-3,7")
    parser.add_argument("--out", default=".", metavar="DIR")
    parser.add_argument("pdf", nargs="+")
    options = parser.parse_args()
    wanted = options.level or ["clean-200"]
    os.makedirs(options.out, exist_ok=True)
    for pdf in options.pdf:
        stem = os.path.splitext(os.path.basename(pdf))[0]
        for name in levels if "all" in wanted else wanted:
            path = os.path.join(options.out, f"{stem}.{name}.pdf")
            data = simulate(pdf, levels[name], options.seed, options.pages)
            with open(path, "wb") as file:
                file.write(data)
            print(path)


if __name__ == "__main__":
    main()
