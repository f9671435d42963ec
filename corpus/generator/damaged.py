"""Files that must be refused, or read in part, with one clear line each: name → (bytes, purpose)."""
from forms import f01_project_forms
from hard_cases import simple_form
from layout import Document


def truncated():
    data = f01_project_forms().to_bytes()
    return data[:len(data) * 6 // 10]


def with_password():
    doc = simple_form(Document("password", ""), 0)
    doc.pdf.encrypt("secret", "owner")
    return doc.to_bytes()


def raw_pdf(*objects, root=1):
    """A PDF of the objects as given, with a good cross-reference table."""
    out, offsets = bytearray(b"%PDF-1.4\n"), []
    for index, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{index} 0 obj\n{body}\nendobj\n".encode("latin-1")
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode("latin-1")
    for offset in offsets:
        out += b"%010d 00000 n \n" % offset
    out += f"trailer\n<</Size {len(objects) + 1}/Root {root} 0 R>>\nstartxref\n{start}\n%%EOF\n".encode("latin-1")
    return bytes(out)


def page_tree_loop():
    return raw_pdf("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 2/Kids[3 0 R]>>", "<</Type/Pages/Parent 2 0 R/Count 2/Kids[2 0 R]>>")


def no_pages():
    return raw_pdf("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 0/Kids[]>>")


def form_loop():
    """A form that draws itself."""
    body = "/F Do"
    return raw_pdf("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 1/Kids[3 0 R]>>",
                   "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</F 5 0 R>>>>/Contents 4 0 R>>",
                   f"<</Length {len(body)}>>stream\n{body}\nendstream",
                   f"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</F 5 0 R>>>>/Length {len(body)}>>stream\n{body}\nendstream")


def absurd_numbers():
    """Coordinates and sizes that no page has."""
    body = "0.5 w 0 0 m 99999999999999999999 1 l S 1e30 0 0 1 0 0 cm 0 0 m 5 0 l S BT /F1 1e300 Tf 5 5 Td (x) Tj ET"
    return raw_pdf("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 1/Kids[3 0 R]>>",
                   "<</Type/Page/Parent 2 0 R/MediaBox[0 0 1e12 -5]/Resources<</Font<</F1<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>"
                   "/Contents 4 0 R>>", f"<</Length {len(body)}>>stream\n{body}\nendstream")


DAMAGED = {
    "truncated.pdf": (truncated, "the first six tenths of a good file: no cross-reference table, the last pages are gone"),
    "password.pdf": (with_password, "needs a user password that nobody has"),
    "page-tree-loop.pdf": (page_tree_loop, "the page tree is its own child"),
    "no-pages.pdf": (no_pages, "a PDF without any page"),
    "form-loop.pdf": (form_loop, "a form XObject that draws itself"),
    "absurd-numbers.pdf": (absurd_numbers, "coordinates beyond any page; a page box upside down"),
    "web-page.pdf": (lambda: "<!DOCTYPE html>\n<html><head><title>404</title></head><body>文件不存在</body></html>\n".encode(),
                     "a web page that was saved under the name of the file it did not find"),
    "noise.pdf": (lambda: bytes((i * 73 + (i >> 3) * 151) % 256 for i in range(3000)), "bytes that are no file at all"),
    "header-only.pdf": (lambda: b"%PDF-1.7\n", "a header and nothing else"),
}
