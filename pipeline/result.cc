#include "pipeline/result.h"

namespace zhibiao {

const char* StatusCodeName(StatusCode code) {
  switch (code) {
    case StatusCode::kOk:
      return "ok";
    case StatusCode::kInvalidInput:
      return "invalid_input";
    case StatusCode::kUnsupported:
      return "unsupported";
    case StatusCode::kEncrypted:
      return "encrypted";
    case StatusCode::kDamaged:
      return "damaged";
    case StatusCode::kLimit:
      return "limit";
    case StatusCode::kNotFound:
      return "not_found";
    case StatusCode::kIo:
      return "io";
    case StatusCode::kInternal:
      return "internal";
  }
  return "internal";
}

}  // namespace zhibiao
