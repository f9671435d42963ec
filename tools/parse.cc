// zhibiao parse: indicator values → measures, one JSON object a line.
#include <iostream>
#include <string>

#include "normalizers/expression.h"
#include "pipeline/record_json.h"
#include "tools/commands.h"

namespace zhibiao {
namespace {

// What the flags say about the place where the values stand; views into `invocation`.
class ParseContext {
 public:
  explicit ParseContext(const Invocation& invocation)
      : unit_(invocation.Get("--unit")),
        name_(invocation.Get("--name")),
        level1_(invocation.Get("--level1")),
        level2_(invocation.Get("--level2")),
        explain_(invocation.Has("--explain")) {
    if (invocation.Has("--year")) {
      year_ = invocation.GetNumber("--year", 0);
    }
  }

  void Print(std::string_view raw) const {
    MeasureContext context;
    context.unit = unit_;
    context.name = name_;
    context.level1_code = level1_;
    context.level2_code = level2_;
    context.fiscal_year = year_;
    if (explain_) {
      std::cout << ExplainMeasure(raw, context);
    }
    std::cout << MeasureToJson(ParseMeasure(raw, context)) << '\n';
  }

 private:
  std::string unit_, name_, level1_, level2_;
  std::optional<int> year_;
  bool explain_;
};

void PrintEachLine(const ParseContext& context) {
  std::string line;
  while (std::getline(std::cin, line)) {
    if (!line.empty() && line.back() == '\r') {
      line.pop_back();
    }
    context.Print(line);
  }
}

}  // namespace

int RunParse(const Invocation& invocation) {
  const ParseContext context(invocation);
  if (invocation.operands.empty()) {
    PrintEachLine(context);
  }
  for (const std::string& operand : invocation.operands) {
    if (operand == "-") {
      PrintEachLine(context);
    } else {
      context.Print(operand);
    }
  }
  return kExitDone;
}

}  // namespace zhibiao
