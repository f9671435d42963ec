"""A TrueType subset of a real font, embedded by glyph number and without ToUnicode, as some producers leave it.

Needs python3-fonttools and fonts-noto-cjk (Debian); only make.py calls it, and only where both are there.
"""
import io

FONT = "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"
SIMPLIFIED_CHINESE = 2  # number of the face in the collection


def available():
    try:
        import fontTools  # noqa: F401
    except ImportError:
        return False
    import os
    return os.path.exists(FONT)


def truetype_subset(characters, keep_cmap):
    """TrueType bytes whose glyph i + 1 is characters[i]. keep_cmap: the font itself still says which character is which."""
    from fontTools.fontBuilder import FontBuilder
    from fontTools.pens.cu2quPen import Cu2QuPen
    from fontTools.pens.ttGlyphPen import TTGlyphPen
    from fontTools.ttLib import TTFont

    source = TTFont(FONT, fontNumber=SIMPLIFIED_CHINESE)
    shapes, cmap = source.getGlyphSet(), source.getBestCmap()
    names = [".notdef"] + [f"g{index + 1}" for index in range(len(characters))]
    glyphs, metrics = {".notdef": TTGlyphPen(None).glyph()}, {".notdef": (1000, 0)}
    for name, char in zip(names[1:], characters):
        pen = TTGlyphPen(None)
        shapes[cmap[ord(char)]].draw(Cu2QuPen(pen, max_err=4.0, reverse_direction=True))
        glyphs[name] = pen.glyph()
        metrics[name] = (500 if ord(char) < 0x80 else 1000, 0)
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(names)
    builder.setupCharacterMap({ord(char): name for name, char in zip(names[1:], characters)} if keep_cmap else {})
    builder.setupGlyf(glyphs)
    builder.setupHorizontalMetrics(metrics)
    builder.setupHorizontalHeader(ascent=880, descent=-120)
    builder.setupMaxp()
    builder.setupPost(keepGlyphNames=False)
    if not keep_cmap:
        del builder.font["cmap"]
    builder.font["head"].created = builder.font["head"].modified = 0
    builder.font.recalcTimestamp = False
    out = io.BytesIO()
    builder.font.save(out)
    return out.getvalue()


class SubsetFont:
    """Two bytes a character: the glyph number. Identity-H, no ToUnicode."""

    def __init__(self, pdf, characters, keep_cmap):
        self.glyphs = {char: index + 1 for index, char in enumerate(sorted(set(characters)))}
        data = truetype_subset(sorted(self.glyphs), keep_cmap)
        program = pdf.add_stream(data, f"/Length1 {len(data)}")
        descriptor = pdf.add("<</Type/FontDescriptor/FontName/ABCDEF+Subset/Flags 4/FontBBox[0 -120 1000 880]/ItalicAngle 0"
                             f"/Ascent 880/Descent -120/CapHeight 880/StemV 80/FontFile2 {program} 0 R>>")
        widths = " ".join(f"{glyph}[500]" for char, glyph in sorted(self.glyphs.items()) if ord(char) < 0x80)
        child = pdf.add("<</Type/Font/Subtype/CIDFontType2/BaseFont/ABCDEF+Subset/CIDToGIDMap/Identity/DW 1000"
                        f"/W[{widths}]/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
                        f"/FontDescriptor {descriptor} 0 R>>")
        self.object = pdf.add("<</Type/Font/Subtype/Type0/BaseFont/ABCDEF+Subset/Encoding/Identity-H"
                              f"/DescendantFonts[{child} 0 R]>>")

    def show(self, text):
        return "<" + "".join(f"{self.glyphs[char]:04x}" for char in text) + ">Tj"
