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
#include "pipeline/document.h"
#include "pipeline/geometry.h"

namespace zhibiao {

class PdfRecorder {
 public:
  PdfRecorder(int number, double width, double height, const PdfLimits& limits);

  void AddGlyph(const PdfGlyphDrawn& drawn);
  void Fill(const PdfPath& path, const PdfPaint& paint, const Rect& clip);
  void Stroke(const PdfPath& path, const PdfPen& pen, const PdfPaint& paint, const Rect& clip);
  void AddImage(const PdfImageDrawn& drawn);
  // A rectangle filled with `paint`: a ruling where it is thin, an area of colour otherwise.
  void FillRect(const Rect& rect, const PdfPaint& paint, const Rect& clip);

  // True once a limit cut something off.
  bool limit_reached() const { return limit_reached_; }
  // Paths with curves that were filled: many of them and no text mean that text was drawn as
  // shapes.
  std::size_t curved_fills() const { return curved_fills_; }
  // Hands the page over; the recorder is empty afterwards.
  Page Finish();

 private:
  struct Line {
    Ruling ruling;
    bool alive = true;
  };

  GlyphHidden WhyHidden(const PdfGlyphDrawn& drawn) const;
  bool IsOverprint(const Glyph& glyph) const;
  void IndexGlyph(std::size_t index);
  void FillPart(const PdfPath& path, const PdfPath::Part& part, const PdfPaint& paint,
                const Rect& clip);
  void StrokeSegment(Point a, Point b, const PdfPen& pen, const PdfPaint& paint, const Rect& clip);
  void AddLine(const Rect& box, const PdfPaint& paint, RulingKind kind);
  bool StandsOut(const Rect& box, const PdfPaint& paint) const;
  void Cover(const Rect& rect);
  void CoverGlyphs(const Rect& rect);
  void CoverLines(const Rect& rect);
  void CutLine(std::size_t index, const Rect& rect);

  PdfLimits limits_;
  Page page_;
  Rect page_box_;
  PdfCanvas canvas_;
  PdfCellGrid grid_;
  std::vector<Glyph> glyphs_;                          // all, `hidden` says which are shown
  std::vector<Rect> inks_;                             // of glyphs_
  std::vector<std::vector<std::size_t>> glyph_cells_;  // glyphs that are shown, by centre
  std::vector<Line> lines_;
  std::unordered_map<std::uint64_t, std::vector<std::size_t>>
      prints_;  // shown glyphs by code, place
  std::size_t curved_fills_ = 0;
  std::size_t cover_work_ = 0;
  bool limit_reached_ = false;
};

}  // namespace zhibiao

#endif  // EXTRACTORS_PDF_RECORDER_H_
