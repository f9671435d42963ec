#include "extractors/pdf_interpreter.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>

#include "extractors/pdf_poppler_compat.h"

namespace zhibiao {
namespace {

constexpr int kHidden = 1 << 1;  // annotation flags
constexpr int kNoView = 1 << 5;

// Of several content streams those that are there: Gfx would refuse all for one that is missing.
Object UsableContents(XRef* xref, const Object& page) {
  Object contents = page.dictLookup("Contents");
  if (!contents.isArray()) {
    return contents;
  }
  Object usable(new Array(xref));
  for (int i = 0; i < contents.arrayGetLength(); ++i) {
    if (contents.arrayGet(i).isStream()) {
      usable.arrayAdd(contents.arrayGetNF(i).copy());
    }
  }
  return usable;
}

bool IsShown(PDFDoc& doc, const Object& annotation) {
  const Object flags = annotation.dictLookup("F");
  if (flags.isInt() && (flags.getInt() & (kHidden | kNoView)) != 0) {
    return false;
  }
  const Object subtype = annotation.dictLookup("Subtype");
  if (subtype.isName("Link") || subtype.isName("Popup")) {
    return false;
  }
  auto* layers = doc.getOptContentConfig();  // to const, since 24
  const Object& layer = annotation.dictLookupNF("OC");
  return layers == nullptr || layer.isNull() || layers->optContentIsVisible(&layer);
}

// The stream that draws the annotation in its present state; null where it has none.
Object Appearance(const Object& annotation) {
  const Object appearances = annotation.dictLookup("AP");
  if (!appearances.isDict()) {
    return Object(objNull);
  }
  Object normal = appearances.dictLookup("N");
  if (normal.isDict()) {
    const Object state = annotation.dictLookup("AS");
    normal = state.isName() ? normal.dictLookup(state.getName()) : Object(objNull);
  }
  return normal.isStream() ? std::move(normal) : Object(objNull);
}

std::optional<std::array<double, 4>> RectangleOf(const Object& annotation) {
  const Object rectangle = annotation.dictLookup("Rect");
  if (!rectangle.isArray() || rectangle.arrayGetLength() != 4) {
    return std::nullopt;
  }
  std::array<double, 4> sides{};
  for (int i = 0; i < 4; ++i) {
    const Object side = rectangle.arrayGet(i);
    if (!side.isNum()) {
      return std::nullopt;
    }
    sides.at(static_cast<std::size_t>(i)) = side.getNum();
  }
  return sides;
}

void DrawAnnotation(PDFDoc& doc, const Object& annotation, Gfx& gfx) {
  if (!annotation.isDict() || !IsShown(doc, annotation)) {
    return;
  }
  Object appearance = Appearance(annotation);
  const std::optional<std::array<double, 4>> box = RectangleOf(annotation);
  if (appearance.isStream() && box) {
    const auto& [x1, y1, x2, y2] = *box;
    gfx.drawAnnot(&appearance, nullptr, nullptr, std::min(x1, x2), std::min(y1, y2),
                  std::max(x1, x2), std::max(y1, y2), 0);
  }
}

}  // namespace

void InterpretPdfPage(PDFDoc& doc, const PdfPageObject& page, const Object& resources,
                      const PdfInterpretOptions& options, OutputDev& device) {
  XRef* xref = doc.getXRef();
  Gfx gfx(&doc, &device, page.number, resources.isDict() ? resources.getDict() : nullptr,
          options.dpi, options.dpi, &page.crop, nullptr, page.rotate, options.should_stop,
          options.context, xref);
  Object contents = UsableContents(xref, page.dict);
  if (!contents.isNull()) {
    gfx.saveState();
    gfx.display(&contents);
    gfx.restoreState();
  }
  const Object annotations = page.dict.dictLookup("Annots");
  if (!annotations.isArray()) {
    return;
  }
  for (int i = 0; i < annotations.arrayGetLength(); ++i) {
    DrawAnnotation(doc, annotations.arrayGet(i), gfx);
  }
}

}  // namespace zhibiao
