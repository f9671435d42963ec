// One picture of a file → its pixels as stored. The door to what decodes PNG, JPEG and TIFF.
#ifndef EXTRACTORS_PICTURE_DECODER_H_
#define EXTRACTORS_PICTURE_DECODER_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "extractors/picture_marks.h"
#include "pipeline/document.h"
#include "pipeline/result.h"

namespace zhibiao {

struct DecodedPicture {
  PageBitmap bitmap;  // dpi 0
  PictureMarks marks;
  std::string damage;  // what was wrong, where something was decoded all the same
};

// Transparent parts come out white. Nothing is printed, whatever the bytes say.
// Errors: kDamaged, kLimit (more than `max_pixels`).
Result<DecodedPicture> DecodePng(std::string_view bytes, std::int64_t max_pixels);
Result<DecodedPicture> DecodeJpeg(std::string_view bytes, std::int64_t max_pixels);
// `page` of FindTiffPages(). It comes out as it is to be shown: orientation 1.
Result<DecodedPicture> DecodeTiff(std::string_view bytes, const TiffPage& page,
                                  std::int64_t max_pixels);

}  // namespace zhibiao

#endif  // EXTRACTORS_PICTURE_DECODER_H_
