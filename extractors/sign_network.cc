#include "extractors/sign_network.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <optional>
#include <string>

#include "pipeline/sha256.h"
#include "pipeline/tsv.h"
#include "pipeline/unicode.h"

namespace zhibiao {
namespace {

constexpr std::size_t kStep = 2;
constexpr std::size_t kWindow1 = 5;
constexpr std::size_t kWindow2 = 4;
constexpr std::size_t kSide1 = 10;  // places a side after the first layer: (24 - 5) / 2 + 1
constexpr std::size_t kSide2 = 4;   // after the second: (10 - 4) / 2 + 1
constexpr std::size_t kDigestDigits = 16;

int Base64Value(char c) {
  constexpr std::string_view kAlphabet =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  const std::size_t at = kAlphabet.find(c);
  return at == std::string_view::npos ? -1 : static_cast<int>(at);
}

std::optional<std::vector<std::int8_t>> DecodeBase64(std::string_view text) {
  while (text.ends_with('=')) {
    text.remove_suffix(1);
  }
  std::vector<std::int8_t> bytes;
  unsigned bits = 0;
  int count = 0;
  for (const char c : text) {
    const int value = Base64Value(c);
    if (value < 0) {
      return std::nullopt;
    }
    bits = (bits << 6 | static_cast<unsigned>(value)) & 0xFFFFU;
    count += 6;
    if (count >= 8) {
      count -= 8;
      bytes.push_back(static_cast<std::int8_t>(static_cast<std::uint8_t>(bits >> count)));
    }
  }
  return bytes;
}

std::optional<float> ParseFloat(std::string_view text) {
  float value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc() && end == text.data() + text.size() ? std::optional(value)
                                                                  : std::nullopt;
}

std::optional<std::vector<float>> ParseFloats(std::string_view text) {
  std::vector<float> values;
  while (!text.empty()) {
    const std::size_t comma = std::min(text.find(','), text.size());
    const std::optional<float> value = ParseFloat(text.substr(0, comma));
    if (!value) {
      return std::nullopt;
    }
    values.push_back(*value);
    text.remove_prefix(std::min(comma + 1, text.size()));
  }
  return values;
}

const TsvRow* RowNamed(const TsvTable& table, std::string_view id) {
  for (const TsvRow& row : table.rows()) {
    if (table.Get(row, "id") == id) {
      return &row;
    }
  }
  return nullptr;
}

// "≥ ≤ … other"
std::vector<char32_t> ParseClasses(std::string_view text) {
  std::vector<char32_t> classes;
  while (!text.empty()) {
    const std::size_t space = std::min(text.find(' '), text.size());
    std::string_view word = text.substr(0, space);
    const char32_t code = word.empty() ? 0 : NextCodePoint(word);
    classes.push_back(word.empty() ? code : 0);
    text.remove_prefix(std::min(space + 1, text.size()));
  }
  return classes;
}

struct LayerData {
  std::size_t rows = 0;
  std::size_t columns = 0;
  std::vector<float> weights;
  std::vector<float> biases;
};

std::optional<LayerData> ReadLayer(const TsvTable& table, std::string_view id,
                                   std::size_t columns) {
  const TsvRow* row = RowNamed(table, id);
  if (row == nullptr) {
    return std::nullopt;
  }
  const std::string& text = table.Get(*row, "weights");
  const auto bytes = DecodeBase64(text);
  const auto biases = ParseFloats(table.Get(*row, "biases"));
  const std::optional<float> scale = ParseFloat(table.Get(*row, "scale"));
  if (!bytes || !biases || !scale || biases->empty() || bytes->size() != biases->size() * columns ||
      table.Get(*row, "rows") != std::to_string(biases->size()) ||
      table.Get(*row, "columns") != std::to_string(columns) ||
      Sha256Hex(text).substr(0, kDigestDigits) != table.Get(*row, "sha256")) {
    return std::nullopt;
  }
  LayerData layer{biases->size(), columns, {}, *biases};
  for (const std::int8_t byte : *bytes) {
    layer.weights.push_back(static_cast<float>(byte) * *scale);
  }
  return layer;
}

// The window of `size` × `size` places at (y, x), all channels of a place together.
void CopyWindow(const float* maps, std::size_t side, std::size_t channels, std::size_t y,
                std::size_t x, std::size_t size, std::vector<float>& window) {
  window.clear();
  for (std::size_t i = 0; i < size; ++i) {
    const float* from = maps + ((y + i) * side + x) * channels;
    window.insert(window.end(), from, from + size * channels);
  }
}

void SoftMax(std::vector<float>& scores) {
  const float highest = *std::max_element(scores.begin(), scores.end());
  float sum = 0;
  for (float& score : scores) {
    score = std::exp(score - highest);
    sum += score;
  }
  for (float& score : scores) {
    score /= sum;
  }
}

}  // namespace

namespace {

// The sum of products of `count` numbers, in lanes that processors add at once.
float Product(const float* a, const float* b, std::size_t count) {
  std::array<float, 8> lanes{};
  std::size_t i = 0;
  for (; i + lanes.size() <= count; i += lanes.size()) {
    for (std::size_t k = 0; k < lanes.size(); ++k) {
      lanes[k] += a[i + k] * b[i + k];
    }
  }
  float sum = std::accumulate(lanes.begin(), lanes.end(), 0.0F);
  for (; i < count; ++i) {
    sum += a[i] * b[i];
  }
  return sum;
}

}  // namespace

void SignNetwork::Layer::Apply(const float* in, bool positive, std::vector<float>& out) const {
  for (std::size_t row = 0; row < rows; ++row) {
    const float sum = biases[row] + Product(weights.data() + row * columns, in, columns);
    out.push_back(positive ? std::max(sum, 0.0F) : sum);
  }
}

Result<SignNetwork> SignNetwork::Load(std::string_view name, std::string_view tsv) {
  ZHIBIAO_TRY(const TsvTable table, TsvTable::Parse(name, tsv,
                                                    {"id", "rows", "columns", "scale", "biases",
                                                     "weights", "sha256", "source"}));
  SignNetwork network;
  const auto take = [&table](std::string_view id, std::size_t columns, Layer& layer) {
    std::optional<LayerData> data = ReadLayer(table, id, columns);
    if (data) {
      layer = {data->rows, data->columns, std::move(data->weights), std::move(data->biases)};
    }
    return data.has_value();
  };
  const TsvRow* classes = RowNamed(table, "classes");
  if (classes == nullptr || !take("conv1", kWindow1 * kWindow1, network.conv1_) ||
      !take("conv2", kWindow2 * kWindow2 * network.conv1_.rows, network.conv2_) ||
      !take("hidden", kSide2 * kSide2 * network.conv2_.rows + kSignMeasures, network.hidden_) ||
      !take("answer", network.hidden_.rows, network.answer_)) {
    return Status(StatusCode::kInvalidInput,
                  std::string(name) + ": a layer is missing, has another size or is damaged");
  }
  network.classes_ = ParseClasses(table.Get(*classes, "weights"));
  if (network.classes_.size() != network.answer_.rows) {
    return Status(StatusCode::kInvalidInput, std::string(name) + ": another number of classes");
  }
  return network;
}

std::vector<float> SignNetwork::Classify(const SignInput& input) const {
  std::vector<float> window;
  std::vector<float> maps1;
  for (std::size_t y = 0; y < kSide1; ++y) {
    for (std::size_t x = 0; x < kSide1; ++x) {
      CopyWindow(input.picture.data(), kSignPicture, 1, y * kStep, x * kStep, kWindow1, window);
      conv1_.Apply(window.data(), true, maps1);
    }
  }
  std::vector<float> maps2;
  for (std::size_t y = 0; y < kSide2; ++y) {
    for (std::size_t x = 0; x < kSide2; ++x) {
      CopyWindow(maps1.data(), kSide1, conv1_.rows, y * kStep, x * kStep, kWindow2, window);
      conv2_.Apply(window.data(), true, maps2);
    }
  }
  maps2.insert(maps2.end(), input.measures.begin(), input.measures.end());
  std::vector<float> hidden;
  hidden_.Apply(maps2.data(), true, hidden);
  std::vector<float> scores;
  answer_.Apply(hidden.data(), false, scores);
  SoftMax(scores);
  return scores;
}

}  // namespace zhibiao
