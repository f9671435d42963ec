#include "extractors/second_opinion.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "pipeline/unicode.h"

namespace zhibiao {
namespace {

constexpr double kDoubtful = 0.96;  // Tesseract's confidence; of 100 lines it makes 17 doubtful
constexpr double kReadable = 0.75;  // on average; less is no writing that stands upright

bool IsDoubtful(const ReadCharacter& character) {
  return IsHan(character.code) && character.confidence < kDoubtful;
}

// True where asking again may help.
bool IsWorthAsking(const LineReading& reading) {
  double sum = 0;
  for (const ReadCharacter& character : reading) {
    sum += character.confidence;
  }
  return sum >= kReadable * static_cast<double>(reading.size()) &&
         std::any_of(reading.begin(), reading.end(), IsDoubtful);
}

LineReading WithoutSpaces(LineReading reading) {
  reading.erase(std::remove_if(reading.begin(), reading.end(),
                               [](const ReadCharacter& c) { return c.code == U' '; }),
                reading.end());
  return reading;
}

// Tesseract says 1 + ln(probability) / 20.
double Probability(double confidence) {
  constexpr double kSteepness = 20;
  return std::exp(kSteepness * (confidence - 1));
}

// A character of one reading and that of the other at its place; either may be null.
using Pair = std::pair<ReadCharacter*, const ReadCharacter*>;

std::vector<ReadCharacter*> WrittenOf(LineReading& reading) {
  std::vector<ReadCharacter*> written;
  for (ReadCharacter& character : reading) {
    if (character.code != U' ') {
      written.push_back(&character);
    }
  }
  return written;
}

// How many differences there are at least between what follows a place in `first` and a place in
// `second`.
class Differences {
 public:
  Differences(const std::vector<ReadCharacter*>& first, const LineReading& second)
      : width_(second.size() + 1), counts_((first.size() + 1) * width_, 0) {
    for (std::size_t i = first.size() + 1; i-- > 0;) {
      for (std::size_t j = width_; j-- > 0;) {
        std::size_t& here = counts_[i * width_ + j];
        if (i == first.size() || j == second.size()) {
          here = first.size() - i + second.size() - j;
        } else {
          const std::size_t differs = first[i]->code == second[j].code ? 0 : 1;
          here =
              std::min({After(i + 1, j + 1) + differs, After(i + 1, j) + 1, After(i, j + 1) + 1});
        }
      }
    }
  }

  std::size_t After(std::size_t i, std::size_t j) const { return counts_[i * width_ + j]; }

 private:
  std::size_t width_;
  std::vector<std::size_t> counts_;
};

// The alignment with the least differences. Spaces are left out.
std::vector<Pair> Align(LineReading& reading, const LineReading& second) {
  const std::vector<ReadCharacter*> first = WrittenOf(reading);
  const Differences differences(first, second);
  std::vector<Pair> pairs;
  std::size_t i = 0;
  std::size_t j = 0;
  while (i < first.size() && j < second.size()) {
    const std::size_t here = differences.After(i, j);
    const std::size_t differs = first[i]->code == second[j].code ? 0 : 1;
    if (here == differences.After(i + 1, j + 1) + differs) {
      pairs.emplace_back(first[i++], &second[j++]);
    } else if (here == differences.After(i + 1, j) + 1) {
      pairs.emplace_back(first[i++], nullptr);
    } else {
      pairs.emplace_back(nullptr, &second[j++]);
    }
  }
  for (; i < first.size(); ++i) {
    pairs.emplace_back(first[i], nullptr);
  }
  for (; j < second.size(); ++j) {
    pairs.emplace_back(nullptr, &second[j]);
  }
  return pairs;
}

class SecondOpinion : public OcrEngine {
 public:
  SecondOpinion(std::unique_ptr<OcrEngine> first, std::unique_ptr<OcrEngine> second)
      : first_(std::move(first)),
        second_(std::move(second)),
        name_(first_->name() + ", " + second_->name()) {}

  const std::string& name() const override { return name_; }

  LineReading Read(const Raster& line) override {
    LineReading reading = first_->Read(line);
    if (!IsWorthAsking(reading)) {
      return reading;
    }
    const LineReading second = WithoutSpaces(second_->Read(line));
    if (second.empty()) {
      return reading;
    }
    const std::vector<Pair> pairs = Align(reading, second);
    for (std::size_t i = 0; i < pairs.size(); ++i) {
      const auto [mine, its] = pairs[i];
      if (mine != nullptr && its == nullptr) {
        LeaveOut(pairs, i);
      } else if (mine != nullptr && IsHan(mine->code) && IsHan(its->code) &&
                 mine->code != its->code) {
        mine->confidence = Probability(mine->confidence);
        mine->others.push_back({its->code, Probability(its->confidence)});
      }
    }
    reading.erase(std::remove_if(reading.begin(), reading.end(),
                                 [](const ReadCharacter& c) { return c.code == 0; }),
                  reading.end());
    return reading;
  }

 private:
  // Leaves the character of pair `at` out where it is doubtful and both agree beside it.
  static void LeaveOut(const std::vector<Pair>& pairs, std::size_t at) {
    const auto agree = [&](std::size_t i) {
      return pairs[i].first != nullptr && pairs[i].second != nullptr;
    };
    if (IsDoubtful(*pairs[at].first) && (at == 0 || agree(at - 1)) &&
        (at + 1 == pairs.size() || agree(at + 1))) {
      pairs[at].first->code = 0;
    }
  }

  std::unique_ptr<OcrEngine> first_;
  std::unique_ptr<OcrEngine> second_;
  std::string name_;
};

}  // namespace

std::unique_ptr<OcrEngine> WithSecondOpinion(std::unique_ptr<OcrEngine> first,
                                             std::unique_ptr<OcrEngine> second) {
  return std::make_unique<SecondOpinion>(std::move(first), std::move(second));
}

}  // namespace zhibiao
