#include "extractors/scan_reader.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <utility>

#include "extractors/grid_finder.h"
#include "extractors/ocr_paddle.h"
#include "extractors/ocr_tesseract.h"
#include "extractors/reading_combiner.h"
#include "extractors/scan_cleaner.h"
#include "extractors/scan_lines.h"
#include "extractors/scan_rulings.h"
#include "extractors/sign_aware_engine.h"
#include "extractors/sign_mender.h"

namespace zhibiao {
namespace {

constexpr double kMargin = 0.2;    // of the line's height: paper around a line that is read
constexpr double kNarrow = 1.6;    // in characters: lines no wider hold one character
constexpr double kStripGap = 0.3;  // in characters: paper between the parts of a strip
constexpr double kLone = 1.3;      // in characters: a cell with no more is read with the next one
constexpr double kNeighbour = 9;   // in characters: the longest line of that next cell

// What an engine is given: one line, or the single characters of vertical writing set side by side.
struct Strip {
  std::vector<PixelBox> parts;  // on the page
  std::vector<PixelBox> rooms;  // around them, free of other writing
};

// Which lines are read together. Engines read ≥95% well and a lone ≥ or % badly: so the lone
// characters of narrow columns are read with the only line of the cell beside them. Lines of one
// character each, one under the other in one cell, are read as one, too.
class StripMaker {
 public:
  StripMaker(const std::vector<ScanLine>& lines, const std::vector<PixelBox>& cells, int em)
      : lines_(lines), cells_(cells), em_(em), only_line_(cells.size()), strip_of_(lines.size()) {
    std::vector<int> count(cells.size(), 0);
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (lines[i].cell >= 0) {
        const auto cell = static_cast<std::size_t>(lines[i].cell);
        only_line_[cell] = ++count[cell] == 1 ? std::optional(i) : std::nullopt;
      }
    }
  }

  std::vector<Strip> Make() {
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (IsLone(i)) {
        Attach(i);
      }
    }
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (!strip_of_[i]) {
        const bool goes_on = i > 0 && strip_of_[i - 1] && lines_[i].cell >= 0 &&
                             lines_[i - 1].cell == lines_[i].cell && IsNarrow(i, kNarrow) &&
                             IsNarrow(i - 1, kNarrow);
        Put(i, goes_on ? *strip_of_[i - 1] : NewStrip());
      }
    }
    std::vector<Strip> strips(members_.size());
    for (std::size_t strip = 0; strip < strips.size(); ++strip) {
      for (const std::size_t line : members_[strip]) {
        strips[strip].parts.push_back(lines_[line].box);
        strips[strip].rooms.push_back(lines_[line].room);
      }
    }
    return strips;
  }

 private:
  bool IsNarrow(std::size_t line, double limit) const {
    return lines_[line].box.width() <= limit * em_;
  }

  bool IsOnly(std::size_t line) const {
    return lines_[line].cell >= 0 &&
           only_line_[static_cast<std::size_t>(lines_[line].cell)] == line;
  }

  bool IsLone(std::size_t line) const { return IsOnly(line) && IsNarrow(line, kLone); }

  const PixelBox& CellOf(std::size_t line) const {
    return cells_[static_cast<std::size_t>(lines_[line].cell)];
  }

  // The only line of the cell to the right (or left) of that of `at`, if it is short.
  std::optional<std::size_t> Beside(std::size_t at, bool right) const {
    const PixelBox& cell = CellOf(at);
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (i == at || !IsOnly(i) || !IsNarrow(i, kNeighbour)) {
        continue;
      }
      const PixelBox& other = CellOf(i);
      const int gap = right ? other.x0 - cell.x1 : cell.x0 - other.x1;
      const bool in_row = other.top < lines_[at].box.bottom && other.bottom > lines_[at].box.top &&
                          lines_[i].box.top < cell.bottom && lines_[i].box.bottom > cell.top;
      if (in_row && std::abs(gap) <= em_ / 2) {
        return i;
      }
    }
    return std::nullopt;
  }

  void Attach(std::size_t lone) {
    if (const std::optional<std::size_t> left = Beside(lone, false);
        left && strip_of_[*left] && members_[*strip_of_[*left]].back() == *left) {
      Put(lone, *strip_of_[*left]);
    } else if (left && !strip_of_[*left] && !IsLone(*left)) {
      Put(*left, NewStrip());
      Put(lone, *strip_of_[*left]);
    }
    const std::optional<std::size_t> right = Beside(lone, true);
    if (right && !strip_of_[*right] && (!strip_of_[lone] || IsLone(*right))) {
      if (!strip_of_[lone]) {
        Put(lone, NewStrip());
      }
      Put(*right, *strip_of_[lone]);
    }
  }

  std::size_t NewStrip() {
    members_.emplace_back();
    return members_.size() - 1;
  }

  void Put(std::size_t line, std::size_t strip) {
    members_[strip].push_back(line);
    strip_of_[line] = strip;
  }

  const std::vector<ScanLine>& lines_;
  const std::vector<PixelBox>& cells_;
  int em_;
  std::vector<std::optional<std::size_t>> only_line_;  // of each cell that has just one
  std::vector<std::optional<std::size_t>> strip_of_;   // of each line
  std::vector<std::vector<std::size_t>> members_;      // of each strip, left to right
};

// The picture of a strip, and where its parts lie in it.
struct Crop {
  Raster picture;
  std::vector<int> starts;  // left edges of the parts in the picture
};

// Copies what of `box` lies in `room`, moved by (dx, dy).
void CopyPart(const Raster& page, PixelBox box, const PixelBox& room, Raster& to, int dx, int dy) {
  box = {std::max({box.x0, room.x0, -dx, 0}), std::max({box.top, room.top, -dy, 0}),
         std::min({box.x1, room.x1, to.width - dx, page.width}),
         std::min({box.bottom, room.bottom, to.height - dy, page.height})};
  for (int y = box.top; y < box.bottom && box.x0 < box.x1; ++y) {
    std::copy(page.row(y) + box.x0, page.row(y) + box.x1, to.row(y + dy) + box.x0 + dx);
  }
}

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
  for (std::size_t i = 0; i < strip.parts.size(); ++i) {
    const PixelBox& part = strip.parts[i];
    crop.starts.push_back(x);
    const int y = margin + (height - part.height()) / 2;
    // Between parts there is less paper than around the whole.
    const int left = i == 0 ? margin : gap / 2;
    const int right = i + 1 == strip.parts.size() ? margin : gap / 2;
    CopyPart(page, {part.x0 - left, part.top - margin, part.x1 + right, part.bottom + margin},
             strip.rooms[i], crop.picture, x - part.x0, y - part.top);
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

namespace {

// Digits and signs of percent.
std::ptrdiff_t CountFigures(const LineReading& reading) {
  return std::count_if(reading.begin(), reading.end(), [](const ReadCharacter& character) {
    return (character.code >= U'0' && character.code <= U'9') || character.code == U'%' ||
           character.code == U'％';
  });
}

}  // namespace

struct ScanReader::Impl {
  std::vector<std::unique_ptr<OcrEngine>> engines;  // the one that is right more often first

  CombinedReading Read(const Raster& picture) const;
};

CombinedReading ScanReader::Impl::Read(const Raster& picture) const {
  const LineReading first = engines.front()->Read(picture);
  if (engines.size() == 1) {
    return SingleReading(MendSigns(picture, first));
  }
  const LineReading second = engines[1]->Read(picture);
  const LineReading mended = MendSigns(picture, first);
  if (CombineReadings(first, second).other.empty() && CountFigures(mended) < CountFigures(first)) {
    return CombineReadings(first, second);  // two engines know a figure better than the network
  }
  return CombineReadings(mended, MendSigns(picture, second));
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
      impl->engines.push_back(WithSigns(engine.take()));
    } else {
      why = engine.status().message();
    }
  }
  if (impl->engines.empty()) {
    return Status(StatusCode::kUnsupported, why);
  }
  return std::unique_ptr<ScanReader>(new ScanReader(std::move(impl)));
}

std::unique_ptr<ScanReader> ScanReader::With(std::vector<std::unique_ptr<OcrEngine>> engines) {
  auto impl = std::make_unique<Impl>();
  impl->engines = std::move(engines);
  return std::unique_ptr<ScanReader>(new ScanReader(std::move(impl)));
}

std::vector<std::string> ScanReader::engines() const {
  std::vector<std::string> names;
  for (const auto& engine : impl_->engines) {
    names.push_back(engine->name());
  }
  return names;
}

namespace {

// True where a part of `strip` lies under the stamp or beside it.
bool IsUnder(const std::optional<PixelBox>& stamp, const Strip& strip, int em) {
  return stamp.has_value() &&
         std::any_of(strip.parts.begin(), strip.parts.end(), [&](const PixelBox& part) {
           return part.x0 < stamp->x1 + em && part.x1 > stamp->x0 - em &&
                  part.top < stamp->bottom + em && part.bottom > stamp->top - em;
         });
}

}  // namespace

Page ScanReader::Read(PageBitmap bitmap, int number, double width, double height,
                      Findings& /*findings*/) {
  Page page;
  page.number = number;
  page.width = width;
  page.height = height;
  page.origin = TextOrigin::kOcr;
  CleanScan scan = CleanPage(bitmap, 0);
  bitmap = PageBitmap();  // pages are large
  page.rulings = TakeRulings(scan);
  const double points = 72 / scan.dpi;
  const int em = WritingHeight(scan);
  const std::vector<PixelBox> cells = CellsOf(page.rulings, 1 / points);
  const std::vector<ScanLine> lines = FindScanLines(scan, cells, em);
  GlyphWriter writer(page, points, em);
  for (const Strip& strip : StripMaker(lines, cells, em).Make()) {
    const Crop crop = CropOf(scan.grey, strip, em);
    CombinedReading reading = impl_->Read(crop.picture);
    if (IsUnder(scan.stamp, strip, em)) {
      DoubtReading(reading);  // what is left of a stamp misleads all engines alike
    }
    writer.Add(strip, crop, reading);
  }
  return page;
}

}  // namespace zhibiao
