// Which parts of a page with a text layer are pictures that may hold writing.
#ifndef EXTRACTORS_PICTURE_REGIONS_H_
#define EXTRACTORS_PICTURE_REGIONS_H_

#include <vector>

#include "pipeline/document.h"
#include "pipeline/geometry.h"

namespace zhibiao {

// The pictures of `page`, strips that touch taken as one: those that are large enough for a table,
// fine enough to be read, and not just the ground of a printed text or table. Top to bottom; within
// the page. Looks at no pixel: quick.
std::vector<Rect> PictureRegions(const Page& page);

// The resolution of the finest picture that fills a good part of `region`; 0 where none does.
double RegionDpi(const Page& page, const Rect& region);

// True where `picture` is ink on paper, with writing in it. Photos, charts, logos, seals and empty
// paper are not. Much quicker than reading: what is told by it need not be certain.
bool LooksLikePrint(const PageBitmap& picture);

}  // namespace zhibiao

#endif  // EXTRACTORS_PICTURE_REGIONS_H_
