#include "extractors/pdf_pages.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <unordered_set>
#include <utility>
#include <vector>

#include "extractors/pdf_poppler_compat.h"

namespace zhibiao {
namespace {

constexpr std::size_t kMaxParents = 64;  // whose heirlooms are kept
constexpr int kMaxDepth = 64;            // of ancestors that a page inherits from

bool IsPage(const Object& node) {
  return node.isDict("Page") || (node.isDict() && node.dictLookupNF("Kids").isNull());
}

// A page that says so, or at least draws something: not any dictionary that lies around.
bool LooksLikePage(const Object& object) {
  return object.isDict("Page") &&
         (!object.dictLookupNF("Contents").isNull() || !object.dictLookupNF("MediaBox").isNull());
}

std::optional<PDFRectangle> ReadBox(const Object& dict, const char* key) {
  const Object box = dict.dictLookup(key);
  if (!box.isArray() || box.arrayGetLength() != 4) {
    return std::nullopt;
  }
  std::array<double, 4> sides{};
  for (int i = 0; i < 4; ++i) {
    const Object side = box.arrayGet(i);
    if (!side.isNum()) {
      return std::nullopt;
    }
    sides.at(static_cast<std::size_t>(i)) = side.getNum();
  }
  const PDFRectangle rectangle(std::min(sides[0], sides[2]), std::min(sides[1], sides[3]),
                               std::max(sides[0], sides[2]), std::max(sides[1], sides[3]));
  const bool usable = std::isfinite(rectangle.x1) && std::isfinite(rectangle.x2) &&
                      std::isfinite(rectangle.y1) && std::isfinite(rectangle.y2) &&
                      rectangle.x2 > rectangle.x1 && rectangle.y2 > rectangle.y1;
  return usable ? std::optional(rectangle) : std::nullopt;
}

// The crop box counts as far as it lies on the paper; one that lies elsewhere does not.
PDFRectangle Cropped(const PDFRectangle& media, const PDFRectangle& crop) {
  const PDFRectangle both(std::max(media.x1, crop.x1), std::max(media.y1, crop.y1),
                          std::min(media.x2, crop.x2), std::min(media.y2, crop.y2));
  return both.x2 > both.x1 && both.y2 > both.y1 ? both : media;
}

}  // namespace

// What a page has from its ancestors; the nearest one wins.
struct PdfPages::Inherited {
  std::optional<PDFRectangle> media;
  std::optional<PDFRectangle> crop;
  std::optional<int> rotate;
  Object resources{objNull};

  void Take(const Object& node) {
    if (!media) {
      media = ReadBox(node, "MediaBox");
    }
    if (!crop) {
      crop = ReadBox(node, "CropBox");
    }
    const Object turn = node.dictLookup("Rotate");
    if (!rotate && turn.isNum()) {
      rotate = static_cast<int>(std::fmod(turn.getNum(), 360));
    }
    Object own = node.dictLookup("Resources");
    if (!resources.isDict() && own.isDict()) {
      resources = std::move(own);
    }
  }

  void Take(const Inherited& ancestors) {
    media = media ? media : ancestors.media;
    crop = crop ? crop : ancestors.crop;
    rotate = rotate ? rotate : ancestors.rotate;
    if (!resources.isDict()) {
      resources = ancestors.resources.copy();
    }
  }
};

// Where a walk through the page tree stands.
struct PdfPages::Walk {
  std::vector<Place> open;                 // still to be visited; the next one last
  std::unordered_set<std::uint64_t> seen;  // branches
};

PdfPages::~PdfPages() = default;

PdfPages::PdfPages(XRef* xref, std::size_t max_pages) : xref_(xref), max_pages_(max_pages) {
  WalkTree();
  if (pages_.empty()) {
    SearchFile();
  }
}

void PdfPages::WalkTree() {
  const Object catalog = xref_->getCatalog();
  if (!catalog.isDict()) {
    return;
  }
  const Object& root = catalog.dictLookupNF("Pages");
  if (!root.isRef()) {
    return;
  }
  Walk walk;
  walk.open.push_back({root.getRefNum(), root.getRefGen()});
  while (!walk.open.empty() && !cut_off_) {
    const Place node = walk.open.back();
    walk.open.pop_back();
    Visit(walk, node);
  }
}

void PdfPages::Visit(Walk& walk, Place place) {
  const Object node = xref_->fetch(place.number, place.generation);
  if (!node.isDict()) {
    damaged_ = true;
    return;
  }
  if (IsPage(node)) {
    cut_off_ = pages_.size() >= max_pages_;
    if (!cut_off_) {
      pages_.push_back(place);
    }
    return;
  }
  const Object kids = node.dictLookup("Kids");
  const bool is_new = walk.seen.insert(static_cast<std::uint64_t>(place.number)).second;
  if (!kids.isArray() || !is_new) {
    damaged_ = true;
    return;
  }
  for (int i = kids.arrayGetLength() - 1; i >= 0; --i) {
    const Object& kid = kids.arrayGetNF(i);
    if (kid.isRef()) {
      walk.open.push_back({kid.getRefNum(), kid.getRefGen()});
    } else {
      damaged_ = true;
    }
  }
}

void PdfPages::SearchFile() {
  for (int number = 0; number < xref_->getNumObjects() && !cut_off_; ++number) {
    const XRefEntry* entry = xref_->getEntry(number);
    if (entry == nullptr || entry->type == xrefEntryFree || entry->type == xrefEntryNone) {
      continue;
    }
    const int generation = entry->type == xrefEntryCompressed ? 0 : entry->gen;
    if (LooksLikePage(xref_->fetch(number, generation))) {
      damaged_ = true;
      cut_off_ = pages_.size() >= max_pages_;
      if (!cut_off_) {
        pages_.push_back({number, generation});
      }
    }
  }
}

const PdfPages::Inherited& PdfPages::InheritedFrom(const Place& parent) {
  if (inherited_.size() > kMaxParents) {
    inherited_.clear();
  }
  const auto [found, is_new] = inherited_.try_emplace(static_cast<std::uint64_t>(parent.number));
  if (is_new) {
    found->second = std::make_unique<Inherited>();
    Object node = xref_->fetch(parent.number, parent.generation);
    for (int depth = 0; node.isDict() && depth < kMaxDepth; ++depth) {
      found->second->Take(node);
      node = node.dictLookup("Parent");
    }
  }
  return *found->second;
}

std::unique_ptr<PdfPageObject> PdfPages::Load(int number) {
  if (number < 1 || static_cast<std::size_t>(number) > pages_.size()) {
    return nullptr;
  }
  const Place place = pages_[static_cast<std::size_t>(number) - 1];
  auto page = std::make_unique<PdfPageObject>();
  page->number = number;
  page->dict = xref_->fetch(place.number, place.generation);
  if (!page->dict.isDict()) {
    return nullptr;
  }
  Inherited inherited;
  inherited.Take(page->dict);
  const Object& parent = page->dict.dictLookupNF("Parent");
  if (parent.isRef()) {
    inherited.Take(InheritedFrom({parent.getRefNum(), parent.getRefGen()}));
  }
  const PDFRectangle letter(0, 0, 612, 792);  // what Poppler takes for a page without a size
  const PDFRectangle media = inherited.media.value_or(letter);
  page->crop = Cropped(media, inherited.crop.value_or(media));
  page->rotate = ((inherited.rotate.value_or(0) / 90 * 90) % 360 + 360) % 360;
  page->resources = std::move(inherited.resources);
  return page;
}

}  // namespace zhibiao
