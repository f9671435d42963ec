#include "tests/support/json_value.h"

#include "pipeline/unicode.h"

namespace zhibiao::test {
namespace {

class Reader {
 public:
  explicit Reader(std::string_view text) : rest_(text) {}

  // NOLINTNEXTLINE(misc-no-recursion): as deep as the test data nests, four levels
  JsonValue Value() {
    Skip();
    const char first = rest_.empty() ? '\0' : rest_.front();
    JsonValue value;
    if (first == '{') {
      Object(value);
    } else if (first == '[') {
      Array(value);
    } else if (first == '"') {
      value.type = JsonValue::Type::kString;
      value.text = String();
    } else {
      Word(value);
    }
    return value;
  }

 private:
  void Skip() {
    while (!rest_.empty() &&
           (rest_.front() == ' ' || rest_.front() == '\n' || rest_.front() == '\r')) {
      rest_.remove_prefix(1);
    }
  }

  bool Take(char c) {
    Skip();
    if (rest_.empty() || rest_.front() != c) {
      return false;
    }
    rest_.remove_prefix(1);
    return true;
  }

  // NOLINTNEXTLINE(misc-no-recursion): see Value()
  void Object(JsonValue& value) {
    value.type = JsonValue::Type::kObject;
    Take('{');
    while (!rest_.empty() && !Take('}')) {
      Skip();
      const std::string key = String();
      Take(':');
      value.members[key] = Value();
      Take(',');
    }
  }

  // NOLINTNEXTLINE(misc-no-recursion): see Value()
  void Array(JsonValue& value) {
    value.type = JsonValue::Type::kArray;
    Take('[');
    while (!rest_.empty() && !Take(']')) {
      value.items.push_back(Value());
      Take(',');
    }
  }

  std::string String() {
    std::string out;
    Take('"');
    while (!rest_.empty() && rest_.front() != '"') {
      if (rest_.front() != '\\') {
        out.push_back(rest_.front());
        rest_.remove_prefix(1);
      } else {
        Escape(out);
      }
    }
    Take('"');
    return out;
  }

  void Escape(std::string& out) {
    const char kind = rest_.size() > 1 ? rest_[1] : '\\';
    if (kind == 'u' && rest_.size() >= 6) {
      AppendUtf8(static_cast<char32_t>(std::stoul(std::string(rest_.substr(2, 4)), nullptr, 16)),
                 out);
      rest_.remove_prefix(6);
      return;
    }
    out.push_back(kind == 'n' ? '\n' : kind == 't' ? '\t' : kind);
    rest_.remove_prefix(rest_.size() > 1 ? 2 : 1);
  }

  void Word(JsonValue& value) {
    const std::size_t end = std::min(rest_.find_first_of(",]} \n"), rest_.size());
    value.text = rest_.substr(0, end);
    rest_.remove_prefix(end == 0 && !rest_.empty() ? 1 : end);
    value.type = value.text == "null"                            ? JsonValue::Type::kNull
                 : value.text == "true" || value.text == "false" ? JsonValue::Type::kBool
                                                                 : JsonValue::Type::kNumber;
  }

  std::string_view rest_;
};

}  // namespace

const JsonValue& JsonValue::At(const std::string& key) const {
  static const JsonValue kNone;
  const auto it = members.find(key);
  return it == members.end() ? kNone : it->second;
}

JsonValue ParseJson(std::string_view line) {
  return Reader(line).Value();
}

}  // namespace zhibiao::test
