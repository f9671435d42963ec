#include "pipeline/json_writer.h"

#include <array>
#include <charconv>
#include <cmath>
#include <utility>

#include <rapidjson/prettywriter.h>
#include <rapidjson/reader.h>
#include <rapidjson/stringbuffer.h>
#include <rapidjson/writer.h>

#include "pipeline/unicode.h"

namespace zhibiao {
namespace {

std::string RepairUtf8(std::string_view bytes) {
  std::string repaired;
  repaired.reserve(bytes.size());
  while (!bytes.empty()) {
    AppendUtf8(NextCodePoint(bytes), repaired);
  }
  return repaired;
}

// "12.5", never "12.50" or "-0": one number has one spelling.
std::string FixedNumber(double value, int decimals) {
  if (!std::isfinite(value)) {
    return "null";
  }
  std::array<char, 400> buffer{};  // the longest double has 309 digits before the point
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                                 std::chars_format::fixed, decimals)
                       .ptr;
  std::string text(buffer.data(), end);
  if (text.find('.') != std::string::npos) {
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') {
      text.pop_back();
    }
  }
  return text == "-0" ? "0" : text;
}

// Numbers pass as text, and come out as the numbers they are.
class SpellingKeeper : public rapidjson::PrettyWriter<rapidjson::StringBuffer> {
 public:
  using PrettyWriter::PrettyWriter;
  bool RawNumber(const char* digits, rapidjson::SizeType length, bool /*copy*/) {
    return RawValue(digits, length, rapidjson::kNumberType);
  }
};

}  // namespace

// RapidJSON's output into a string that can be moved out: a long document is held once, not twice.
struct StringStream {
  using Ch = char;
  void Put(Ch c) { text.push_back(c); }
  void Flush() {}
  std::string text;
};

struct JsonWriter::Impl {
  StringStream stream;
  rapidjson::Writer<StringStream> writer{stream};
};

JsonWriter::JsonWriter() : impl_(std::make_unique<Impl>()) {}
JsonWriter::~JsonWriter() = default;

void JsonWriter::BeginObject() {
  impl_->writer.StartObject();
}
void JsonWriter::EndObject() {
  impl_->writer.EndObject();
}
void JsonWriter::BeginArray() {
  impl_->writer.StartArray();
}
void JsonWriter::EndArray() {
  impl_->writer.EndArray();
}

void JsonWriter::Key(std::string_view key) {
  String(key);
}  // a key is a string to RapidJSON

void JsonWriter::String(std::string_view value) {
  if (!IsUtf8(value)) {
    const std::string repaired = RepairUtf8(value);
    impl_->writer.String(repaired.data(), static_cast<rapidjson::SizeType>(repaired.size()));
    return;
  }
  const char* data = value.data() == nullptr ? "" : value.data();
  impl_->writer.String(data, static_cast<rapidjson::SizeType>(value.size()));
}

void JsonWriter::StringOrNull(std::string_view value) {
  if (value.empty()) {
    Null();
  } else {
    String(value);
  }
}

void JsonWriter::Int(std::int64_t value) {
  impl_->writer.Int64(value);
}

void JsonWriter::Number(double value, int decimals) {
  const std::string text = FixedNumber(value, decimals);
  impl_->writer.RawValue(text.data(), text.size(), rapidjson::kNumberType);
}

void JsonWriter::Bool(bool value) {
  impl_->writer.Bool(value);
}
void JsonWriter::Null() {
  impl_->writer.Null();
}

std::string JsonWriter::Take() {
  std::string text = std::exchange(impl_->stream.text, {});
  impl_->writer.Reset(impl_->stream);
  return text;
}

std::string IndentJson(const std::string& json) {
  rapidjson::StringStream input(json.c_str());
  rapidjson::StringBuffer buffer;
  SpellingKeeper writer(buffer);
  writer.SetIndent(' ', 2);
  rapidjson::Reader().Parse<rapidjson::kParseIterativeFlag | rapidjson::kParseNumbersAsStringsFlag>(
      input, writer);
  return {buffer.GetString(), buffer.GetSize()};
}

}  // namespace zhibiao
