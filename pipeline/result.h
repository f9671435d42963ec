// How a call that can fail says so: Status (no value) and Result<T> (a value, or a Status).
//
// Nothing of ours throws. A Status means: this call has no result. An oddity of the document that
// does not stop the work is a Finding (finding.h) instead.
#ifndef PIPELINE_RESULT_H_
#define PIPELINE_RESULT_H_

#include <cassert>
#include <string>
#include <utility>
#include <variant>

namespace zhibiao {

enum class StatusCode {
  kOk,
  kInvalidInput,  // the bytes or the text are not what the call reads
  kUnsupported,   // well formed, but of a kind that is not read
  kEncrypted,     // needs a password
  kDamaged,       // of the right kind, but broken beyond reading
  kLimit,         // larger, deeper or slower than the limits allow
  kNotFound,      // no such file, page or row
  kIo,            // the operating system refused
  kInternal,      // a bug of ours, or a worker that died
};

// The stable lower-case name of `code`, such as "invalid_input".
const char* StatusCodeName(StatusCode code);

class [[nodiscard]] Status {
 public:
  Status() = default;
  // `message` says what, where and what to do, in one line, without a full stop.
  Status(StatusCode code, std::string message) : code_(code), message_(std::move(message)) {}

  bool ok() const { return code_ == StatusCode::kOk; }
  StatusCode code() const { return code_; }
  const std::string& message() const { return message_; }

 private:
  StatusCode code_ = StatusCode::kOk;
  std::string message_;
};

template <typename T>
class [[nodiscard]] Result {
 public:
  // Implicit on purpose: `return value;` and `return Status(...)` both read well.
  Result(T value) : state_(std::move(value)) {}  // NOLINT(google-explicit-constructor): see above
  Result(Status status) : state_(std::move(status)) {  // NOLINT(google-explicit-constructor): same
    assert(!std::get<Status>(state_).ok());
  }

  bool ok() const { return std::holds_alternative<T>(state_); }
  // Requires: ok().
  const T& value() const { return std::get<T>(state_); }
  T& value() { return std::get<T>(state_); }
  T&& take() { return std::move(std::get<T>(state_)); }
  // The Status of a failure; an ok Status otherwise.
  Status status() const { return ok() ? Status() : std::get<Status>(state_); }

 private:
  std::variant<T, Status> state_;
};

// ZHIBIAO_TRY(Page page, ReadPage(7)); declares `page`, or returns the Status of the failure.
#define ZHIBIAO_TRY(declaration, expression) \
  ZHIBIAO_TRY_NAMED(ZHIBIAO_JOIN(zhibiao_try_, __LINE__), declaration, expression)
#define ZHIBIAO_TRY_NAMED(name, declaration, expression) \
  auto name = (expression);                              \
  if (!name.ok()) {                                      \
    return name.status();                                \
  }                                                      \
  declaration = name.take()
#define ZHIBIAO_JOIN(a, b) ZHIBIAO_JOIN_AGAIN(a, b)
#define ZHIBIAO_JOIN_AGAIN(a, b) a##b

// ZHIBIAO_RETURN_IF_ERROR(Check(x)); for calls that return a Status.
#define ZHIBIAO_RETURN_IF_ERROR(expression)                         \
  if (Status zhibiao_status = (expression); !zhibiao_status.ok()) { \
    return zhibiao_status;                                          \
  }

}  // namespace zhibiao

#endif  // PIPELINE_RESULT_H_
