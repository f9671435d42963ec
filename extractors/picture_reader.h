// PNG, JPEG and TIFF files → pictures of pages, upright, at a resolution that can be read.
#ifndef EXTRACTORS_PICTURE_READER_H_
#define EXTRACTORS_PICTURE_READER_H_

#include <cstdint>
#include <string>
#include <vector>

#include "extractors/picture_marks.h"
#include "extractors/sniff.h"
#include "pipeline/document.h"
#include "pipeline/finding.h"
#include "pipeline/result.h"

namespace zhibiao {

struct PictureLimits {
  int max_pages = 5000;                   // of a TIFF file
  std::int64_t max_pixels = 120'000'000;  // of a page: A4 at 1100 dpi
};

// One open file. Not thread-safe.
class PictureReader {
 public:
  // Takes the bytes of the whole file.
  // Errors: kInvalidInput  none of the three kinds
  //         kDamaged       no page can be found in it
  static Result<PictureReader> Open(std::string bytes, const PictureLimits& limits,
                                    Findings& findings);

  int page_count() const;
  // Page `number` (from 1), turned as the file says it is to be shown. Its resolution is what the
  // file says, or, where that cannot be, as if the page were as long as A4; pictures that are finer
  // than 300 dpi, coarser than 90, or whose pixels are not square are scaled. A JPEG that is
  // damaged is returned as far as it could be decoded, with a finding. Errors: kDamaged, kLimit
  // (too many pixels).
  Result<PageBitmap> ReadPage(int number, Findings& findings) const;

 private:
  PictureReader() = default;

  std::string bytes_;
  FileKind kind_ = FileKind::kUnknown;
  PictureLimits limits_;
  std::vector<TiffPage> tiff_pages_;
};

}  // namespace zhibiao

#endif  // EXTRACTORS_PICTURE_READER_H_
