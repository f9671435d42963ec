// The small network that tells signs (≥ ≤ = ± % …) from their look-alikes; its weights are
// templates/sign_network.tsv, made by tools/train_signs.py.
#ifndef EXTRACTORS_SIGN_NETWORK_H_
#define EXTRACTORS_SIGN_NETWORK_H_

#include <array>
#include <cstddef>
#include <string_view>
#include <vector>

#include "pipeline/result.h"

namespace zhibiao {

constexpr std::size_t kSignPicture = 24;  // pixels a side
constexpr std::size_t kSignPixels = kSignPicture * kSignPicture;
constexpr std::size_t kSignMeasures = 5;

struct SignInput {
  std::array<float, kSignPixels> picture = {};     // 0 paper … 1 ink
  std::array<float, kSignMeasures> measures = {};  // see NormalizeGroup
};

class SignNetwork {
 public:
  // Errors: kInvalidInput  a layer is missing, has another size, or is not what its checksum says.
  static Result<SignNetwork> Load(std::string_view name, std::string_view tsv);

  // The chances of each of classes(), which sum to 1.
  std::vector<float> Classify(const SignInput& input) const;
  // What the network tells apart: a character each; 0 for everything else.
  const std::vector<char32_t>& classes() const { return classes_; }

 private:
  struct Layer {
    std::size_t rows = 0;
    std::size_t columns = 0;
    std::vector<float> weights;  // row by row
    std::vector<float> biases;   // one a row

    // Appends the answers of all rows to `out`; below zero is zero if `positive`.
    void Apply(const float* in, bool positive, std::vector<float>& out) const;
  };
  SignNetwork() = default;

  Layer conv1_;   // 5 × 5 places, step 2
  Layer conv2_;   // 4 × 4 places, step 2
  Layer hidden_;  // of all places and the measures
  Layer answer_;
  std::vector<char32_t> classes_;
};

}  // namespace zhibiao

#endif  // EXTRACTORS_SIGN_NETWORK_H_
