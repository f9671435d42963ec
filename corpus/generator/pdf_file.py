"""A small PDF writer: objects, pages, streams, encryption. No dependencies; the same input gives the same bytes."""
import hashlib
import re
import zlib

PASSWORD_PADDING = bytes.fromhex("28BF4E5E4E758A4164004E56FFFA01082E2E00B6D0683E802F0CA9FE6453697A")


def number(value):
    """A PDF number: at most three decimals, no trailing zeros."""
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def rc4(key, data):
    state, j = list(range(256)), 0
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    out, i, j = bytearray(), 0, 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)


class Encryption:
    """The standard security handler, revision 3, RC4 with 128 bits: what most office programs of the 2010s wrote."""

    def __init__(self, user_password, owner_password, file_id):
        self.permissions = -3904
        owner = hashlib.md5(self.padded(owner_password)).digest()
        for _ in range(50):
            owner = hashlib.md5(owner).digest()
        entry = self.padded(user_password)
        for i in range(20):
            entry = rc4(bytes(b ^ i for b in owner), entry)
        self.owner_entry = entry
        key = hashlib.md5(self.padded(user_password) + self.owner_entry
                          + (self.permissions & 0xFFFFFFFF).to_bytes(4, "little") + file_id).digest()
        for _ in range(50):
            key = hashlib.md5(key).digest()
        self.key = key
        entry = hashlib.md5(PASSWORD_PADDING + file_id).digest()
        for i in range(20):
            entry = rc4(bytes(b ^ i for b in key), entry)
        self.user_entry = entry + bytes(16)

    @staticmethod
    def padded(password):
        return (password.encode("latin-1") + PASSWORD_PADDING)[:32]

    def dictionary(self):
        return (f"<</Filter/Standard/V 2/R 3/Length 128/P {self.permissions}"
                f"/O<{self.owner_entry.hex()}>/U<{self.user_entry.hex()}>>>")

    def stream(self, object_number, data):
        key = hashlib.md5(self.key + object_number.to_bytes(3, "little") + b"\0\0").digest()
        return rc4(key, data)


class PdfFile:
    """Objects in the order in which they are added; object 1 is the catalog, object 2 the page tree."""

    def __init__(self):
        self.objects = [None, None]
        self.pages = []
        self.encryption = None
        self.catalog_entries = ""

    def add(self, body):
        """Adds an object with the text `body`; returns its number."""
        self.objects.append(body)
        return len(self.objects)

    def add_stream(self, data, entries=""):
        """Adds a compressed stream; returns its number."""
        self.objects.append((entries, zlib.compress(data, 9)))
        return len(self.objects)

    def add_page(self, content, resources, media_box=(0, 0, 595, 842), entries=""):
        stream = self.add_stream(content.encode("latin-1"))
        box = " ".join(number(v) for v in media_box)
        self.pages.append(self.add(f"<</Type/Page/Parent 2 0 R/MediaBox[{box}]/Resources {resources}"
                                   f"/Contents {stream} 0 R{entries}>>"))

    def encrypt(self, user_password, owner_password):
        self.encryption = Encryption(user_password, owner_password, self.file_id())

    @staticmethod
    def file_id():
        return hashlib.md5(b"zhibiao corpus").digest()

    def body_of(self, index, entry):
        if not isinstance(entry, tuple):
            if self.encryption:  # strings are encrypted as streams are
                entry = re.sub(r"\(([^()]*)\)", lambda m: f"<{self.encryption.stream(index, m[1].encode('latin-1')).hex()}>", entry)
            return entry.encode("latin-1")
        entries, data = entry
        if self.encryption:
            data = self.encryption.stream(index, data)
        head = f"<</Length {len(data)}/Filter/FlateDecode{entries}>>stream\n"
        return head.encode("latin-1") + data + b"\nendstream"

    def to_bytes(self):
        kids = " ".join(f"{page} 0 R" for page in self.pages)
        objects = list(self.objects)
        objects[0] = f"<</Type/Catalog/Pages 2 0 R{self.catalog_entries}>>"
        objects[1] = f"<</Type/Pages/Count {len(self.pages)}/Kids[{kids}]>>"
        out, offsets = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"), []
        for index, entry in enumerate(objects, 1):
            offsets.append(len(out))
            out += b"%d 0 obj\n" % index + self.body_of(index, entry) + b"\nendobj\n"
        extra = ""
        if self.encryption:
            offsets.append(len(out))
            index = len(offsets)
            out += b"%d 0 obj\n" % index + self.encryption.dictionary().encode("latin-1") + b"\nendobj\n"
            extra = f"/Encrypt {index} 0 R"
        start, identity = len(out), self.file_id().hex()
        out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(offsets) + 1)
        for offset in offsets:
            out += b"%010d 00000 n \n" % offset
        out += (f"trailer\n<</Size {len(offsets) + 1}/Root 1 0 R/ID[<{identity}><{identity}>]{extra}>>\n"
                f"startxref\n{start}\n%%EOF\n").encode("latin-1")
        return bytes(out)


class SongFont:
    """STSong-Light, not embedded, as small office exports have it: text is UTF-16 codes, the reader's CMaps do the rest."""

    def __init__(self, pdf):
        descriptor = pdf.add("<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0"
                             "/Ascent 880/Descent -120/CapHeight 880/StemV 93>>")
        child = pdf.add("<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000/W[1 95 500]"
                        "/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>"
                        f"/FontDescriptor {descriptor} 0 R>>")
        self.object = pdf.add("<</Type/Font/Subtype/Type0/BaseFont/STSong-Light-UniGB-UCS2-H/Encoding/UniGB-UCS2-H"
                              f"/DescendantFonts[{child} 0 R]>>")

    @staticmethod
    def show(text):
        """Operators that show `text` at the text position."""
        return f"<{text.encode('utf-16-be').hex()}>Tj"
