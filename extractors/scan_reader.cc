#include "extractors/scan_reader.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

#include "extractors/grid_finder.h"
#include "extractors/ocr_paddle.h"
#include "extractors/ocr_tesseract.h"
#include "extractors/reading_combiner.h"
#include "extractors/scan_cleaner.h"
#include "extractors/scan_lines.h"
#include "extractors/scan_rulings.h"

namespace zhibiao {
namespace {

constexpr double kMargin = 0.2;     // of the line's height: paper around a line that is read
constexpr double kNarrow = 1.6;     // in characters: lines no wider hold one character
constexpr double kStripGap = 0.15;  // in characters: paper between the parts of a strip

// What an engine is given: one line, or the single characters of vertical writing set side by side.
struct Strip {
  std::vector<PixelBox> parts;  // on the page
  int cell = -1;
};

// Lines of one character each, one under the other in one cell, are read as one.
std::vector<Strip> StripsOf(const std::vector<ScanLine>& lines, int em) {
  std::vector<Strip> strips;
  for (std::size_t i = 0; i < lines.size();) {
    std::size_t end = i + 1;
    const auto is_narrow = [&](const ScanLine& line) { return line.box.width() <= kNarrow * em; };
    while (end < lines.size() && lines[i].cell >= 0 && lines[end].cell == lines[i].cell &&
           is_narrow(lines[i]) && is_narrow(lines[end])) {
      ++end;
    }
    Strip strip;
    strip.cell = lines[i].cell;
    for (; i < end; ++i) {
      strip.parts.push_back(lines[i].box);
    }
    strips.push_back(std::move(strip));
  }
  return strips;
}

// The picture of a strip, and where its parts lie in it.
struct Crop {
  Raster picture;
  std::vector<int> starts;  // left edges of the parts in the picture
};

Crop CropOf(const Raster& page, const Strip& strip, int em) {
  int height = 0;
  int width = 0;
  const int gap = static_cast<int>(std::lround(kStripGap * em));
  for (const PixelBox& part : strip.parts) {
    height = std::max(height, part.height());
    width += part.width() + gap;
  }
  height = std::max(height, em * 8 / 10);  // a lone dash keeps its place within a line
  const int margin = std::max(3, static_cast<int>(std::lround(kMargin * em)));
  Crop crop;
  crop.picture = Raster(width - gap + 2 * margin, height + 2 * margin, 255);
  int x = margin;
  for (const PixelBox& part : strip.parts) {
    crop.starts.push_back(x);
    const int top = margin + (height - part.height()) / 2;
    // Faint edges of the ink lie outside its box.
    const int soft = std::min(margin, 2);
    const int first = std::max(0, part.x0 - soft);
    const int last = std::min(page.width, part.x1 + soft);
    for (int y = std::max(0, part.top - soft); y < std::min(page.height, part.bottom + soft); ++y) {
      std::copy(page.row(y) + first, page.row(y) + last,
                crop.picture.row(top + y - part.top) + x + first - part.x0);
    }
    x += part.width() + gap;
  }
  return crop;
}

PixelBox Pixels(const Rect& box, double scale) {
  return {
      static_cast<int>(std::floor(box.x0 * scale)), static_cast<int>(std::floor(box.top * scale)),
      static_cast<int>(std::ceil(box.x1 * scale)), static_cast<int>(std::ceil(box.bottom * scale))};
}

std::vector<PixelBox> CellsOf(const std::vector<Ruling>& rulings, double scale) {
  std::vector<PixelBox> cells;
  for (const Grid& grid : FindGrids(rulings)) {
    for (const GridCell& cell : grid.cells) {
      cells.push_back(Pixels(cell.box, scale));
    }
  }
  return cells;
}

}  // namespace

struct ScanReader::Impl {
  std::vector<std::unique_ptr<OcrEngine>> engines;  // the one that is right more often first

  CombinedReading Read(const Raster& picture) const;
};

CombinedReading ScanReader::Impl::Read(const Raster& picture) const {
  const LineReading first = engines.front()->Read(picture);
  if (engines.size() == 1) {
    return SingleReading(first);
  }
  return CombineReadings(first, engines[1]->Read(picture));
}

namespace {

// Puts what was read at its place on the page.
class GlyphWriter {
 public:
  GlyphWriter(Page& page, double points_per_pixel, int em)
      : page_(page), points_(points_per_pixel), em_(em) {}

  void Add(const Strip& strip, const Crop& crop, const CombinedReading& reading) {
    for (std::size_t part = 0; part < strip.parts.size(); ++part) {
      AddPart(strip, crop, reading, part);
    }
    if (!reading.characters.empty() || !reading.other.empty()) {
      AddReading(strip, reading);
    }
  }

 private:
  // Where a character stands, in pixels of the page.
  double Place(const Crop& crop, const PixelBox& part, std::size_t index,
               const ReadCharacter& character) const {
    return character.center * crop.picture.width - crop.starts[index] + part.x0;
  }

  std::size_t PartOf(const Strip& strip, const Crop& crop, const ReadCharacter& character) const {
    const double x = character.center * crop.picture.width;
    std::size_t best = 0;
    double distance = 1e9;
    for (std::size_t i = 0; i < crop.starts.size(); ++i) {
      const double middle = crop.starts[i] + strip.parts[i].width() / 2.0;
      const double half = strip.parts[i].width() / 2.0;
      const double away = std::max(0.0, std::abs(x - middle) - half);
      if (away < distance) {
        distance = away;
        best = i;
      }
    }
    return best;
  }

  void AddPart(const Strip& strip, const Crop& crop, const CombinedReading& reading,
               std::size_t part) {
    std::vector<const ReadCharacter*> characters;
    for (const ReadCharacter& character : reading.characters) {
      if (PartOf(strip, crop, character) == part) {
        characters.push_back(&character);
      }
    }
    const PixelBox& box = strip.parts[part];
    for (std::size_t i = 0; i < characters.size(); ++i) {
      if (characters[i]->code == U' ') {
        continue;
      }
      const double here = Place(crop, box, part, *characters[i]);
      const double left = i == 0 ? box.x0 : Edge(crop, box, part, *characters[i - 1], here);
      const double right =
          i + 1 == characters.size() ? box.x1 : Edge(crop, box, part, *characters[i + 1], here);
      Glyph glyph;
      glyph.code = characters[i]->code;
      glyph.box = {std::min(left, right) * points_, box.top * points_,
                   std::max(left, right) * points_, box.bottom * points_};
      glyph.font_size = std::max(box.height(), em_ / 2) * points_;
      glyph.confidence = characters[i]->confidence;
      page_.glyphs.push_back(glyph);
    }
  }

  // Half way to the next character; a space leaves a gap that a line builder sees.
  double Edge(const Crop& crop, const PixelBox& box, std::size_t part,
              const ReadCharacter& neighbour, double here) const {
    const double there = Place(crop, box, part, neighbour);
    if (neighbour.code == U' ') {
      const double half = em_ * 0.25;
      return here + (there > here ? half : -half);
    }
    return (here + there) / 2;
  }

  void AddReading(const Strip& strip, const CombinedReading& reading) {
    OcrReading stored;
    PixelBox box = strip.parts.front();
    for (const PixelBox& part : strip.parts) {
      box = Union(box, part);
    }
    stored.box = {box.x0 * points_, box.top * points_, box.x1 * points_, box.bottom * points_};
    stored.text = ReadingText(reading.characters);
    stored.other = reading.other;
    page_.readings.push_back(std::move(stored));
  }

  Page& page_;
  double points_;
  int em_;
};

}  // namespace

ScanReader::ScanReader(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
ScanReader::~ScanReader() = default;

Result<std::unique_ptr<ScanReader>> ScanReader::Open(const OcrOptions& options) {
  auto impl = std::make_unique<Impl>();
  std::string why = "reading pictures is switched off";
  if (options.engines == OcrChoice::kBoth || options.engines == OcrChoice::kPaddle) {
    Result<std::unique_ptr<OcrEngine>> engine = OpenPaddle(options.paddle_model);
    if (engine.ok()) {
      impl->engines.push_back(engine.take());
    } else {
      why = engine.status().message();
    }
  }
  if (options.engines == OcrChoice::kBoth || options.engines == OcrChoice::kTesseract) {
    Result<std::unique_ptr<OcrEngine>> engine =
        OpenTesseract(options.tesseract_data, options.tesseract_language);
    if (engine.ok()) {
      impl->engines.push_back(engine.take());
    } else {
      why = engine.status().message();
    }
  }
  if (impl->engines.empty()) {
    return Status(StatusCode::kUnsupported, why);
  }
  return std::unique_ptr<ScanReader>(new ScanReader(std::move(impl)));
}

std::vector<std::string> ScanReader::engines() const {
  std::vector<std::string> names;
  for (const auto& engine : impl_->engines) {
    names.push_back(engine->name());
  }
  return names;
}

Page ScanReader::Read(const PageBitmap& bitmap, int number, double width, double height,
                      Findings& /*findings*/) {
  Page page;
  page.number = number;
  page.width = width;
  page.height = height;
  page.origin = TextOrigin::kOcr;
  CleanScan scan = CleanPage(bitmap, 0);
  page.rulings = TakeRulings(scan);
  const double points = 72 / scan.dpi;
  const int em = WritingHeight(scan);
  const std::vector<PixelBox> cells = CellsOf(page.rulings, 1 / points);
  const std::vector<ScanLine> lines = FindScanLines(scan, cells, em);
  GlyphWriter writer(page, points, em);
  for (const Strip& strip : StripsOf(lines, em)) {
    const Crop crop = CropOf(scan.grey, strip, em);
    writer.Add(strip, crop, impl_->Read(crop.picture));
  }
  return page;
}

}  // namespace zhibiao
