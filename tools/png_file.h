// The one door to libpng: writes a picture.
#ifndef TOOLS_PNG_FILE_H_
#define TOOLS_PNG_FILE_H_

#include <string>

#include "pipeline/document.h"
#include "pipeline/result.h"

namespace zhibiao {

// Errors: kIo  the file cannot be written.
Status WritePng(const PageBitmap& bitmap, const std::string& path);

}  // namespace zhibiao

#endif  // TOOLS_PNG_FILE_H_
