// The one door to Nettle: SHA-256, which names a document by its bytes.
#ifndef PIPELINE_SHA256_H_
#define PIPELINE_SHA256_H_

#include <string>
#include <string_view>

namespace zhibiao {

// 64 lower-case hexadecimal digits.
std::string Sha256Hex(std::string_view bytes);

}  // namespace zhibiao

#endif  // PIPELINE_SHA256_H_
