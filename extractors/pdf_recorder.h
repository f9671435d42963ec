// Turns what is drawn on one page, in the order drawn, into a Page: which glyphs and rulings are
// seen, and which are hidden and why.
#ifndef EXTRACTORS_PDF_RECORDER_H_
#define EXTRACTORS_PDF_RECORDER_H_

#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "extractors/pdf_canvas.h"
#include "extractors/pdf_paint.h"
#include "extractors/pdf_reader.h"
#include "extractors/pdf_rulings.h"
#include "pipeline/document.h"
#include "pipeline/geometry.h"

namespace zhibiao {

class PdfRecorder {
 public:
  PdfRecorder(int number, double width, double height, const PdfLimits& limits);

  void AddGlyph(const PdfGlyphDrawn& drawn);
  void Fill(const PdfPath& path, bool even_odd, const PdfPaint& paint, const Rect& clip);
  void Stroke(const PdfPath& path, const PdfPen& pen, const PdfPaint& paint, const Rect& clip);
  void AddImage(const PdfImageDrawn& drawn);
  // A rectangle filled with `paint`: a line where it is thin, an area of colour otherwise.
  void FillRect(const Rect& rect, const PdfPaint& paint, const Rect& clip);

  // True once a limit cut something off.
  bool limit_reached() const { return limit_reached_; }
  // Filled shapes that are neither rectangles nor lines: many of them on a page without text mean
  // that its text was drawn as shapes.
  std::size_t odd_shapes() const { return odd_shapes_; }
  // Hands the page over; the recorder is of no use afterwards.
  Page Finish();

 private:
  GlyphHidden WhyHidden(const PdfGlyphDrawn& drawn) const;
  bool IsOverprint(const Glyph& glyph) const;
  void IndexGlyph(std::size_t index);
  void AddLine(const Rect& box, const PdfPaint& paint, RulingKind kind);
  void Cover(const Rect& rect);
  void CoverGlyphs(const Rect& rect);
  void CoverLines(const Rect& rect);
  bool CutLine(const Rect& rect, PdfLine& line);

  PdfLimits limits_;
  Page page_;
  Rect page_box_;
  PdfCanvas canvas_;
  PdfCellGrid grid_;
  std::vector<Glyph> glyphs_;                          // all; `hidden` says which are shown
  std::vector<Rect> inks_;                             // of glyphs_
  std::vector<std::vector<std::size_t>> glyph_cells_;  // the shown ones, by the middle of their ink
  std::unordered_map<std::uint64_t, std::vector<std::size_t>>
      prints_;  // the same, by code and place
  std::vector<PdfLine> lines_;
  std::vector<PdfLine> cut_lines_;  // the far ends of lines that were cut in two, while covering
  std::size_t odd_shapes_ = 0;
  std::size_t cover_work_ = 0;
  bool limit_reached_ = false;
};

}  // namespace zhibiao

#endif  // EXTRACTORS_PDF_RECORDER_H_
