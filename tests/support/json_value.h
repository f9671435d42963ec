// A small JSON reader for test data: one value, strings and numbers as text.
#ifndef TESTS_SUPPORT_JSON_VALUE_H_
#define TESTS_SUPPORT_JSON_VALUE_H_

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace zhibiao::test {

struct JsonValue {
  enum class Type { kNull, kBool, kNumber, kString, kArray, kObject };
  Type type = Type::kNull;
  std::string text;  // of a string, a number ("1e-15") or a truth value ("true")
  std::vector<JsonValue> items;
  std::map<std::string, JsonValue> members;

  bool Has(const std::string& key) const { return members.count(key) != 0; }
  // The member, or a null value.
  const JsonValue& At(const std::string& key) const;
};

// Reads one line. A malformed line gives a null value.
JsonValue ParseJson(std::string_view line);

}  // namespace zhibiao::test

#endif  // TESTS_SUPPORT_JSON_VALUE_H_
