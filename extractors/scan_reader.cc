#include "extractors/scan_reader.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <optional>
#include <utility>

#include "extractors/frame_turner.h"
#include "extractors/grid_finder.h"
#include "extractors/number_context.h"
#include "extractors/ocr_paddle.h"
#include "extractors/ocr_tesseract.h"
#include "extractors/reading_combiner.h"
#include "extractors/reading_language.h"
#include "extractors/scan_cleaner.h"
#include "extractors/scan_lines.h"
#include "extractors/scan_rulings.h"
#include "extractors/scan_strips.h"
#include "extractors/second_opinion.h"
#include "extractors/sign_aware_engine.h"
#include "extractors/sign_mender.h"
#include "extractors/unread_ink.h"

namespace zhibiao {
namespace {

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

// Digits and signs of percent.
std::ptrdiff_t CountFigures(const LineReading& reading) {
  return std::count_if(reading.begin(), reading.end(), [](const ReadCharacter& character) {
    return (character.code >= U'0' && character.code <= U'9') || character.code == U'%' ||
           character.code == U'％';
  });
}

// Where the last of several parts begins in the crop: 0 … 1; 1 where there is but one.
double UnitPart(const Crop& crop) {
  return crop.starts.size() > 1 ? static_cast<double>(crop.starts.back()) / crop.picture.width : 1;
}

// A scanned page without its rules, cut into what engines are given.
struct CutPage {
  int turn = 0;  // quarter turns clockwise from this frame to the page as shown
  CleanScan scan;
  std::vector<Ruling> rulings;  // in points
  int em = 0;                   // height of its characters, in pixels
  std::vector<Strip> strips;
};

void CutStrips(CutPage& page) {
  const std::vector<PixelBox> cells = CellsOf(page.rulings, page.scan.dpi / 72);
  page.strips = MakeStrips(FindScanLines(page.scan, cells, page.em), cells, page.em);
}

CutPage Cut(CleanScan scan) {
  CutPage page;
  page.rulings = TakeRulings(scan);
  page.scan = std::move(scan);
  page.em = WritingHeight(page.scan);
  CutStrips(page);
  return page;
}

// `page` turned back by `turn` quarter turns.
CutPage Turned(const CutPage& page, int turn) {
  Page frame;
  frame.width = page.scan.grey.width * 72 / page.scan.dpi;
  frame.height = page.scan.grey.height * 72 / page.scan.dpi;
  frame.rulings = page.rulings;
  CutPage turned;
  turned.turn = turn;
  turned.scan = TurnScan(page.scan, turn);
  turned.rulings = TurnUpright(frame, turn).rulings;
  turned.em = page.em;
  CutStrips(turned);
  return turned;
}

// How sure `engine` is of what long lines say (the longest take much memory): 0..1. Writing that
// stands on its side or upside down is read as something, but never with much confidence.
double Legibility(const CutPage& page, OcrEngine& engine) {
  constexpr std::size_t kLines = 6;
  constexpr int kLongest = 32;  // in characters
  std::vector<const Strip*> strips;
  for (const Strip& strip : page.strips) {
    const int width = strip.parts.front().width();
    if (strip.parts.size() == 1 && width > 2 * page.em && width < kLongest * page.em) {
      strips.push_back(&strip);
    }
  }
  const std::size_t count = std::min(kLines, strips.size());
  std::partial_sort(strips.begin(), strips.begin() + static_cast<std::ptrdiff_t>(count),
                    strips.end(), [](const Strip* a, const Strip* b) {
                      return a->parts.front().width() > b->parts.front().width();
                    });
  double sum = 0;
  double characters = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const LineReading reading = engine.Read(CropOf(page.scan.grey, *strips[i], page.em).picture);
    // A line in which little is read counts by its length: signs that are sure are not enough.
    characters += std::max(static_cast<double>(reading.size()),
                           strips[i]->parts.front().width() / (2.0 * page.em));
    for (const ReadCharacter& character : reading) {
      sum += character.confidence;
    }
  }
  return characters > 0 ? sum / characters : 0;
}

}  // namespace

struct ScanReader::Impl {
  std::vector<std::unique_ptr<OcrEngine>> engines;  // the one that is right more often first

  CombinedReading Read(const Crop& crop) const;
  // With what the second engine reads. `first`: what the first one has read.
  CombinedReading CombineWithSecond(const Crop& crop, const LineReading& first) const;
  double LegibilityOf(const CutPage& page, int turn) const;
  CutPage TurnToRead(CutPage page) const;
};

// How legible the page is once it is turned back by `turn`.
double ScanReader::Impl::LegibilityOf(const CutPage& page, int turn) const {
  CutPage turned = Turned(page, turn);
  turned.scan.ink = Raster();  // pages are large, and engines take much
  return Legibility(turned, *engines.front());
}

// The page in the frame in which its writing stands upright. Engines know writing from top to
// bottom as characters that lie on their left side, and so read an upright page that was turned
// that way with much confidence: but of the frames that an upright page could come from, none.
CutPage ScanReader::Impl::TurnToRead(CutPage page) const {
  constexpr double kSurely = 0.995;  // more is upright
  constexpr double kLegible = 0.6;   // less is not
  if (page.strips.empty()) {
    return page;
  }
  std::array<double, 4> legible = {Legibility(page, *engines.front()), 0, 0, 0};
  if (legible[0] >= kSurely) {
    return page;
  }
  legible[3] = LegibilityOf(page, 3);
  if (legible[0] >= kLegible && legible[3] < kLegible * legible[0]) {
    return page;
  }
  legible[1] = LegibilityOf(page, 1);
  legible[2] = LegibilityOf(page, 2);
  int best = 0;
  const auto lead = [&](std::size_t turn) { return legible[turn] - legible[(turn + 3) % 4]; };
  for (std::size_t turn = 1; turn < legible.size(); ++turn) {
    best = lead(turn) > lead(static_cast<std::size_t>(best)) ? static_cast<int>(turn) : best;
  }
  // Tesseract reads upside down with some confidence, too: but with more where writing stands.
  const double least = std::max(kLegible, legible[0]);
  return best != 0 && legible[static_cast<std::size_t>(best)] >= least ? Turned(page, best)
                                                                       : std::move(page);
}

CombinedReading ScanReader::Impl::Read(const Crop& crop) const {
  const LineReading raw = engines.front()->Read(crop.picture);
  const LineReading first = ChooseByNumbers(ChooseByLanguage(raw), UnitPart(crop));
  const double certain = engines.front()->certain();
  const bool is_more = certain <= 1 && HasUnreadInk(crop.picture, first);
  CombinedReading combined =
      engines.size() == 1 || (IsCertain(first, certain) && !is_more)
          ? SingleReading(MendSigns(crop.picture, first, {}, crop.starts), certain)
          : CombineWithSecond(crop, first);
  if (is_more) {
    DoubtReading(combined);
  }
  if (ReadingText(first) != ReadingText(raw)) {
    DoubtReading(combined);
    combined.other = combined.other.empty() ? ReadingText(raw) : combined.other;
  }
  return combined;
}

CombinedReading ScanReader::Impl::CombineWithSecond(const Crop& crop,
                                                    const LineReading& first) const {
  const LineReading second = engines[1]->Read(crop.picture);
  const LineReading mended = MendSigns(crop.picture, first, {}, crop.starts);
  const double certain = engines.front()->certain();
  CombinedReading unmended = CombineReadings(first, second, certain);
  if (unmended.other.empty() && CountFigures(mended) < CountFigures(first)) {
    return unmended;  // two engines know a figure better than the network
  }
  const LineReading supported = MendSigns(crop.picture, mended, second, crop.starts);
  CombinedReading combined =
      CombineReadings(supported, MendSigns(crop.picture, second, {}, crop.starts), certain);
  if (ReadingText(supported) != ReadingText(mended)) {
    DoubtReading(combined);  // against what the better engine saw
  }
  return combined;
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

namespace {

// Tesseract, with a second model where it is the only engine and that model is there.
Result<std::unique_ptr<OcrEngine>> OpenTesseractFor(const OcrOptions& options, bool alone) {
  Result<std::unique_ptr<OcrEngine>> engine =
      OpenTesseract(options.tesseract_data, options.tesseract_language);
  if (!engine.ok() || !alone || options.second_language.empty()) {
    return engine;
  }
  Result<std::unique_ptr<OcrEngine>> second =
      OpenTesseract(options.tesseract_data, options.second_language);
  return second.ok() ? WithSecondOpinion(engine.take(), second.take()) : std::move(engine);
}

}  // namespace

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
    const bool alone = impl->engines.empty();
    Result<std::unique_ptr<OcrEngine>> engine = OpenTesseractFor(options, alone);
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
  CutPage cut = Cut(CleanPage(bitmap));
  bitmap = PageBitmap();  // pages are large
  cut = impl_->TurnToRead(std::move(cut));
  Page page;
  page.number = number;
  page.width = cut.turn % 2 == 1 ? height : width;
  page.height = cut.turn % 2 == 1 ? width : height;
  page.origin = TextOrigin::kOcr;
  page.lean = cut.scan.skew;
  page.rulings = std::move(cut.rulings);
  GlyphWriter writer(page, 72 / cut.scan.dpi, cut.em);
  for (const Strip& strip : cut.strips) {
    const Crop crop = CropOf(cut.scan.grey, strip, cut.em);
    CombinedReading reading = impl_->Read(crop);
    if (IsUnder(cut.scan.stamp, strip, cut.em)) {
      DoubtReading(reading);  // what is left of a stamp misleads all engines alike
    }
    writer.Add(strip, crop, reading);
  }
  return TurnUpright(page, (4 - cut.turn) % 4);
}

}  // namespace zhibiao
