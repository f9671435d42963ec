#include "pipeline/record.h"

#include <array>
#include <cstddef>

namespace zhibiao {
namespace {

// The names stand in the order of the enum.
template <typename Enum, std::size_t kCount>
const char* NameOf(Enum value, const std::array<const char*, kCount>& names) {
  return names.at(static_cast<std::size_t>(value));
}

}  // namespace

const char* FieldSourceName(FieldSource source) {
  static constexpr std::array kNames = {"printed", "inherited", "inferred", "corrected"};
  return NameOf(source, kNames);
}

const char* ValueRoleName(ValueRole role) {
  static constexpr std::array kNames = {"target", "annual", "period", "actual"};
  return NameOf(role, kNames);
}

const char* DisclosureKindName(DisclosureKind kind) {
  static constexpr std::array kNames = {"unknown", "approval", "application", "self_evaluation",
                                        "monitoring"};
  return NameOf(kind, kNames);
}

const char* DisclosureScopeName(DisclosureScope scope) {
  static constexpr std::array kNames = {"unknown", "department", "project"};
  return NameOf(scope, kNames);
}

const char* GoalKindName(GoalKind kind) {
  static constexpr std::array kNames = {"overall", "annual", "period"};
  return NameOf(kind, kNames);
}

const char* TaskKindName(TaskKind kind) {
  static constexpr std::array kNames = {"key", "other"};
  return NameOf(kind, kNames);
}

}  // namespace zhibiao
