#include "pipeline/record.h"

#include <array>
#include <cstddef>

namespace zhibiao {
namespace {

// The names stand in the order of the enum.
constexpr std::array kFieldSources = {"printed", "inherited", "inferred", "corrected"};
constexpr std::array kRoles = {"target", "annual", "period", "actual"};
constexpr std::array kKinds = {"unknown", "approval", "application", "self_evaluation",
                               "monitoring"};
constexpr std::array kScopes = {"unknown", "department", "project"};
constexpr std::array kGoalKinds = {"overall", "annual", "period"};
constexpr std::array kTaskKinds = {"key", "other"};

template <typename Enum, std::size_t kCount>
const char* NameOf(Enum value, const std::array<const char*, kCount>& names) {
  return names.at(static_cast<std::size_t>(value));
}

}  // namespace

const char* FieldSourceName(FieldSource source) {
  return NameOf(source, kFieldSources);
}

const char* ValueRoleName(ValueRole role) {
  return NameOf(role, kRoles);
}

const char* DisclosureKindName(DisclosureKind kind) {
  return NameOf(kind, kKinds);
}

const char* DisclosureScopeName(DisclosureScope scope) {
  return NameOf(scope, kScopes);
}

const char* GoalKindName(GoalKind kind) {
  return NameOf(kind, kGoalKinds);
}

const char* TaskKindName(TaskKind kind) {
  return NameOf(kind, kTaskKinds);
}

}  // namespace zhibiao
