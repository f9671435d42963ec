// Pictures for findings: what is doubtful, cut out of the page, small enough for the database.
#ifndef TOOLS_FINDING_PICTURES_H_
#define TOOLS_FINDING_PICTURES_H_

#include <functional>
#include <string>

#include "pipeline/document.h"
#include "pipeline/finding.h"
#include "pipeline/result.h"

namespace zhibiao {

// Draws a page as shown; `dpi` of the bitmap says how large its points are.
using PageDrawer = std::function<Result<PageBitmap>(int page, double dpi)>;

// Gives every finding of a reading in doubt its picture. Each page is drawn once; one that cannot
// be drawn leaves its findings without.
void AddPictures(const PageDrawer& draw, Findings& findings);

// What `box`, in points, shows of `page`: a grey PNG of at most 200 × 60 pixels and 4 KB, with a
// little of what is around. Empty where the box is not on the page.
std::string CutPicture(const PageBitmap& page, const Rect& box);

}  // namespace zhibiao

#endif  // TOOLS_FINDING_PICTURES_H_
