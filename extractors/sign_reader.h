// Which sign (≥ ≤ > < = ± ~ — % …) a group of ink in the picture of a line is. Engines mistake
// signs for their look-alikes, and Tesseract's models cannot write some at all.
#ifndef EXTRACTORS_SIGN_READER_H_
#define EXTRACTORS_SIGN_READER_H_

#include <vector>

#include "extractors/raster.h"
#include "extractors/sign_network.h"
#include "pipeline/result.h"

namespace zhibiao {

struct SignReading {
  char32_t code = 0;      // 0: no sign of the list
  double confidence = 0;  // 0..1
};

// ≥ ≤ > < = ± ~ — - % ‰ + × 〔 〕 ( ): what ReadSign may answer. One code stands for all widths.
bool MayBeSign(char32_t code);

// Cuts the picture of a line into groups of ink, left to right: components that stand over one
// another are one group (=, ≥, %). Specks are left out. A Han character may be several groups.
std::vector<PixelBox> GlyphGroups(const Raster& line);

// What the network is shown of a group, just as in tools/train_signs.py: the ink scaled by area,
// its longer side 22 of 24 pixels, in the middle, its darkest pixel 1; and width and height of the
// group and the place of its middle, by the height of the line's picture, the logarithm of
// width by height, and the mean ink.
//
// Requires: `group` is not empty and lies in the picture.
SignInput NormalizeGroup(const Raster& line, const PixelBox& group);

// Requires: as NormalizeGroup. `line` has a margin of about a fifth of a character.
SignReading ReadSign(const Raster& line, const PixelBox& group);

// Errors: kInvalidInput  the weights are damaged; ReadSign then answers 0.
Status CheckSignNetwork();

}  // namespace zhibiao

#endif  // EXTRACTORS_SIGN_READER_H_
