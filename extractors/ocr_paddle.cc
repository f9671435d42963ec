#include "extractors/ocr_paddle.h"

#ifdef ZHIBIAO_HAS_ONNX

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <numeric>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include <onnxruntime_cxx_api.h>

#include "extractors/raster_scaler.h"
#include "pipeline/unicode.h"

namespace zhibiao {
namespace {

constexpr int kHeight = 48;      // pixels: what the network was trained on
constexpr int kMinWidth = 48;    // narrower lines are padded with paper
constexpr int kMaxWidth = 4800;  // a line of 100 characters; wider ones are squeezed
constexpr int kWidthStep = 16;   // widths are rounded up to it, so that buffers are used again
constexpr int kChannels = 3;
constexpr std::size_t kBlank = 0;  // the class that is no character

// Of 46,000 Chinese characters of lines scanned askew, in black and white and at 150 dpi, four that
// it gave so much were wrong, three of these in lines that nobody could read.
constexpr double kCertain = 0.999;

// Class i of the network is the i-th character; the first is no character, the last a space.
std::vector<char32_t> Alphabet(std::string_view lines) {
  std::vector<char32_t> codes = {0};
  while (!lines.empty()) {
    const std::size_t end = std::min(lines.find('\n'), lines.size());
    std::string_view line = lines.substr(0, end);
    lines.remove_prefix(std::min(end + 1, lines.size()));
    codes.push_back(line.empty() ? U' ' : NextCodePoint(line));
  }
  codes.push_back(U' ');
  return codes;
}

// The characters beside the best that a step holds possible, surest first.
std::vector<OtherCharacter> OthersAt(std::span<const float> step, std::size_t best,
                                     const std::vector<char32_t>& alphabet) {
  constexpr float kPossible = 0.0001F;  // of small print the right one is often no more
  constexpr std::size_t kMost = 20;
  std::vector<OtherCharacter> others;
  if (step[best] > 1 - kPossible) {
    return others;  // they add up to one
  }
  for (std::size_t i = 1; i < step.size() && i < alphabet.size(); ++i) {
    if (step[i] >= kPossible && i != best) {
      others.push_back({alphabet[i], static_cast<double>(step[i])});
    }
  }
  std::sort(others.begin(), others.end(), [](const OtherCharacter& a, const OtherCharacter& b) {
    return a.confidence > b.confidence;
  });
  others.resize(std::min(others.size(), kMost));
  return others;
}

// The class of highest probability at one step.
struct Best {
  std::size_t index = 0;
  float probability = 0;
};

Best BestClass(std::span<const float> step) {
  std::array<float, 16> highest{};  // of every 16th class: compilers make it a few instructions
  std::size_t i = 0;
  for (; i + highest.size() <= step.size(); i += highest.size()) {
    for (std::size_t k = 0; k < highest.size(); ++k) {
      highest[k] = std::max(highest[k], step[i + k]);
    }
  }
  float best = *std::max_element(highest.begin(), highest.end());
  best = std::accumulate(step.begin() + static_cast<std::ptrdiff_t>(i), step.end(), best,
                         [](float a, float b) { return std::max(a, b); });
  const auto it = std::find(step.begin(), step.end(), best);
  return it == step.end() ? Best() : Best{static_cast<std::size_t>(it - step.begin()), best};
}

class Paddle : public OcrEngine {
 public:
  Paddle(Ort::Session session, std::vector<char32_t> alphabet, std::string name)
      : session_(std::move(session)), alphabet_(std::move(alphabet)), name_(std::move(name)) {
    const Ort::AllocatorWithDefaultOptions allocator;
    input_ = session_.GetInputNameAllocated(0, allocator).get();
    output_ = session_.GetOutputNameAllocated(0, allocator).get();
  }

  const std::string& name() const override { return name_; }
  double certain() const override { return kCertain; }

  LineReading Read(const Raster& line) override {
    if (line.width <= 0 || line.height <= 0) {
      return {};
    }
    const int scaled = std::clamp(
        static_cast<int>(std::lround(static_cast<double>(line.width) * kHeight / line.height)), 1,
        kMaxWidth);
    const int width = std::max(kMinWidth, (scaled + kWidthStep - 1) / kWidthStep * kWidthStep);
    FillInput(Scale(line, scaled, kHeight), width);
    const std::array<std::int64_t, 4> shape = {1, kChannels, kHeight, width};
    try {
      const auto memory = Ort::MemoryInfo::CreateCpu(OrtDeviceAllocator, OrtMemTypeCPU);
      const Ort::Value input = Ort::Value::CreateTensor<float>(
          memory, pixels_.data(), pixels_.size(), shape.data(), shape.size());
      const std::array<const char*, 1> inputs = {input_.c_str()};
      const std::array<const char*, 1> outputs = {output_.c_str()};
      const std::vector<Ort::Value> result =
          session_.Run(Ort::RunOptions{nullptr}, inputs.data(), &input, 1, outputs.data(), 1);
      return Decode(result.front(), static_cast<double>(width) / scaled);
    } catch (const Ort::Exception&) {  // out of memory: nothing was read
      return {};
    }
  }

 private:
  void FillInput(const Raster& scaled, int width) {
    const auto plane = static_cast<std::size_t>(width) * kHeight;
    pixels_.assign(plane * kChannels, 1.0F);
    for (int y = 0; y < kHeight; ++y) {
      const std::uint8_t* from = scaled.row(y);
      float* to = pixels_.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(width);
      for (int x = 0; x < scaled.width; ++x) {
        to[x] = static_cast<float>(from[x]) / 127.5F - 1.0F;
      }
    }
    for (std::size_t channel = 1; channel < kChannels; ++channel) {
      std::copy_n(pixels_.begin(), plane,
                  pixels_.begin() + static_cast<std::ptrdiff_t>(plane * channel));
    }
  }

  // `stretch`: width of the network's input over that of the line in it.
  LineReading Decode(const Ort::Value& output, double stretch) const {
    const std::vector<std::int64_t> shape = output.GetTensorTypeAndShapeInfo().GetShape();
    const auto steps = static_cast<std::size_t>(shape[1]);
    const auto classes = static_cast<std::size_t>(shape[2]);
    const std::span<const float> all(output.GetTensorData<float>(), steps * classes);
    LineReading reading;
    std::size_t last = kBlank;
    for (std::size_t step = 0; step < steps; ++step) {
      const std::span<const float> shares = all.subspan(step * classes, classes);
      const Best best = BestClass(shares);
      const double confidence = static_cast<double>(best.probability);
      if (best.index != kBlank && best.index < alphabet_.size()) {
        if (best.index != last) {
          const double center =
              (static_cast<double>(step) + 0.5) / static_cast<double>(steps) * stretch;
          reading.push_back({alphabet_[best.index], std::min(center, 1.0), 0});
        }
        if (confidence > reading.back().confidence) {
          reading.back().confidence = confidence;
          reading.back().others = OthersAt(shares, best.index, alphabet_);
        }
      }
      last = best.index;
    }
    return reading;
  }

  Ort::Session session_;
  std::vector<char32_t> alphabet_;
  std::string name_;
  std::string input_;
  std::string output_;
  std::vector<float> pixels_;
};

// One for the process, as ONNX Runtime wants it.
Ort::Env& Environment() {
  static Ort::Env environment(ORT_LOGGING_LEVEL_FATAL, "zhibiao");
  return environment;
}

Result<std::unique_ptr<OcrEngine>> OpenSession(const std::string& model_path) {
  Ort::SessionOptions options;
  options.SetIntraOpNumThreads(1);
  options.SetInterOpNumThreads(1);
  options.SetExecutionMode(ORT_SEQUENTIAL);
  options.DisableCpuMemArena();
  Ort::Session session(Environment(), model_path.c_str(), options);
  const Ort::AllocatorWithDefaultOptions allocator;
  const auto characters =
      session.GetModelMetadata().LookupCustomMetadataMapAllocated("character", allocator);
  if (!characters || session.GetInputCount() != 1 || session.GetOutputCount() != 1) {
    return Status(StatusCode::kDamaged,
                  model_path + ": no recogniser of PP-OCR with a list of characters in it");
  }
  std::vector<char32_t> alphabet = Alphabet(characters.get());
  const std::string name = "ONNX Runtime " + Ort::GetVersionString() + " " +
                           std::filesystem::path(model_path).stem().string();
  return std::unique_ptr<OcrEngine>(
      std::make_unique<Paddle>(std::move(session), std::move(alphabet), name));
}

}  // namespace

Result<std::unique_ptr<OcrEngine>> OpenPaddle(const std::string& model_path) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(model_path, error)) {
    return Status(StatusCode::kNotFound, model_path + ": no such model; run tools/install_ocr.sh");
  }
  try {
    return OpenSession(model_path);
  } catch (const Ort::Exception& failure) {
    return Status(StatusCode::kDamaged, model_path + ": " + failure.what());
  }
}

}  // namespace zhibiao

#else  // built without ONNX Runtime

namespace zhibiao {

Result<std::unique_ptr<OcrEngine>> OpenPaddle(const std::string& /*model_path*/) {
  return Status(StatusCode::kUnsupported,
                "built without ONNX Runtime; run tools/install_ocr.sh and build again");
}

}  // namespace zhibiao

#endif
