"""A Type 3 font whose ToUnicode gives Kangxi radicals, while ActualText gives the characters that are meant.

Its glyphs are plain boxes: the file is about what the text layer says.
"""

# Characters that PDF producers are known to map to the radical instead.
RADICALS = {"一": 0x2F00, "人": 0x2F08, "八": 0x2F0B, "力": 0x2F12, "口": 0x2F1D, "土": 0x2F1F, "大": 0x2F24, "子": 0x2F26,
            "小": 0x2F29, "山": 0x2F2D, "工": 0x2F2F, "心": 0x2F3C, "户": 0x2F3E, "手": 0x2F3F, "文": 0x2F42, "方": 0x2F45,
            "日": 0x2F47, "月": 0x2F49, "木": 0x2F4A, "水": 0x2F54, "火": 0x2F55, "生": 0x2F63, "用": 0x2F64, "田": 0x2F65,
            "白": 0x2F69, "目": 0x2F6C, "示": 0x2F70, "立": 0x2F74, "老": 0x2F7C, "自": 0x2F84, "行": 0x2F8F, "西": 0x2F91,
            "车": 0x2EC4, "金": 0x2FA6, "门": 0x2ED4, "青": 0x2FAD, "面": 0x2FAF, "音": 0x2FB3, "食": 0x2FB7, "高": 0x2FBC}


class BoxFont:
    """One byte a character, so at most 255 different ones in a document."""

    def __init__(self, pdf, characters):
        self.codes = {char: index + 1 for index, char in enumerate(sorted(set(characters)))}
        assert len(self.codes) < 255
        wide = pdf.add_stream(b"1000 0 0 -120 1000 880 d1 80 0 840 780 re f")
        narrow = pdf.add_stream(b"500 0 0 -120 500 880 d1 60 0 380 780 re f")
        names, widths, lines = [], [], []
        for char, code in self.codes.items():
            half = ord(char) < 0x80
            names.append(f"/{'n' if half else 'w'}")
            widths.append("500" if half else "1000")
            shown = RADICALS.get(char, ord(char))
            lines.append(f"<{code:02x}> <{shown:04x}>")
        blocks = "".join(f"{len(part)} beginbfchar\n" + "\n".join(part) + "\nendbfchar\n"
                         for part in (lines[i:i + 100] for i in range(0, len(lines), 100)))
        to_unicode = pdf.add_stream(("/CIDInit/ProcSet findresource begin 12 dict begin begincmap\n"
                                     "/CMapName/Box def/CMapType 2 def\n1 begincodespacerange <00> <ff> endcodespacerange\n"
                                     + blocks + "endcmap end end").encode("latin-1"))
        self.object = pdf.add(f"<</Type/Font/Subtype/Type3/FontBBox[0 -120 1000 880]/FontMatrix[.001 0 0 .001 0 0]"
                              f"/CharProcs<</w {wide} 0 R/n {narrow} 0 R>>"
                              f"/Encoding<</Type/Encoding/Differences[1{''.join(names)}]>>/FirstChar 1/LastChar {len(names)}"
                              f"/Widths[{' '.join(widths)}]/ToUnicode {to_unicode} 0 R/Resources<<>>>>")

    def show(self, text):
        codes = "".join(f"{self.codes[char]:02x}" for char in text)
        actual = "feff" + text.encode("utf-16-be").hex()
        return f"/Span<</ActualText<{actual}>>>BDC <{codes}>Tj EMC"
