// The one door to RapidJSON: writes JSON text, UTF-8, one line. Members that are null are written
// as null; what the contract leaves out is left out by the caller.
#ifndef PIPELINE_JSON_WRITER_H_
#define PIPELINE_JSON_WRITER_H_

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace zhibiao {

class JsonWriter {
 public:
  JsonWriter();
  JsonWriter(const JsonWriter&) = delete;
  JsonWriter(JsonWriter&&) = delete;
  JsonWriter& operator=(const JsonWriter&) = delete;
  JsonWriter& operator=(JsonWriter&&) = delete;
  ~JsonWriter();

  void BeginObject();
  void EndObject();
  void BeginArray();
  void EndArray();
  void Key(std::string_view key);
  // Bytes that are not UTF-8 are written as U+FFFD.
  void String(std::string_view value);
  void StringOrNull(std::string_view value);  // empty → null
  void Int(std::int64_t value);
  void Number(double value, int decimals);  // rounded; for boxes and confidences only
  void Bool(bool value);
  void Null();

  // The text so far; the writer starts afresh.
  std::string Take();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// JSON text over several lines, two blanks a level. Requires: `json` is well formed.
std::string IndentJson(const std::string& json);

}  // namespace zhibiao

#endif  // PIPELINE_JSON_WRITER_H_
