#include "normalizers/vocabulary.h"

#include <algorithm>
#include <cassert>
#include <map>
#include <numeric>
#include <utility>

namespace zhibiao {
namespace {

bool IsLetter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

struct RoleName {
  std::string_view name;
  Role role;
};

// What the column `role` of marks.tsv, effects.tsv and times.tsv, and `place` of comparators.tsv
// say.
constexpr RoleName kRoleNames[] = {
    // clang-format off
    {"before", Role::kComparatorBefore},   {"after", Role::kComparatorAfter}, {"middle", Role::kMore},
    {"range", Role::kRange},               {"tolerance", Role::kTolerance},   {"per", Role::kPer},
    {"per_head", Role::kPerHead},          {"slash", Role::kSlash},           {"times", Role::kTimes},
    {"open", Role::kOpen},                 {"close", Role::kClose},           {"separator", Role::kSeparator},
    {"colon", Role::kColon},               {"inclusive", Role::kInclusive},   {"exclusive", Role::kExclusive},
    {"fraction", Role::kFraction},         {"part_of", Role::kPartOf},        {"half", Role::kHalf},
    {"between", Role::kBetween},           {"and", Role::kAnd},               {"minus", Role::kMinus},
    {"plus", Role::kPlus},                 {"ordinal", Role::kOrdinal},       {"blank", Role::kBlank},
    {"from", Role::kFrom},                 {"filler", Role::kFiller},         {"currency", Role::kCurrency},
    {"direction", Role::kDirection},       {"degree", Role::kDegree},         {"noun", Role::kNoun},
    {"baseline", Role::kBaseline},         {"compare", Role::kCompare},       {"year", Role::kYearWord},
    {"span", Role::kTimeSpan},             {"point", Role::kTimePoint},       {"end", Role::kTimeEnd},
    {"before_end", Role::kTimeBeforeEnd},  {"earlier", Role::kTimeBefore},    {"within", Role::kTimeWithin},
    {"later", Role::kTimeAfter},           {"done", Role::kTimeDone},         {"begun", Role::kTimeBegun},
    {"by", Role::kTimeBy},                 {"every", Role::kEvery},           {"arranged", Role::kArranged},
    {"year_shift", Role::kYearShift},     {"part", Role::kTimePart},
    // clang-format on
};

struct HintName {
  std::string_view name;
  Hint hint;
};

// What the column `means` of names.tsv says, besides comparators.
constexpr HintName kHintNames[] = {
    {"deadline", Hint::kDeadline},
    {"duration", Hint::kDuration},
    {"start", Hint::kStart},
    {"growth", Hint::kGrowth},
    {"money", Hint::kMoney},
    {"ratio", Hint::kRatio},
    {"number", Hint::kNumber},
    {"electricity", Hint::kElectricity},
    {"temperature", Hint::kTemperature},
    {"reduces", Hint::kReduces},
};

// How the rows of one table become meanings.
struct TableKind {
  std::string_view file;
  std::string_view role_column;  // or empty
  std::string_view means_column;
  Role role;  // of all rows, where there is no role column
  Vocabulary::Subject subject = Vocabulary::Subject::kValues;
};

constexpr TableKind kTables[] = {
    {"comparators.tsv", "place", "means", Role::kComparatorBefore},
    {"marks.tsv", "role", "means", Role::kStop},
    {"units.tsv", "", "unit", Role::kUnit},
    {"counters.tsv", "", "class", Role::kUnit},
    {"grades.tsv", "", "scale", Role::kGrade},
    {"effects.tsv", "role", "means", Role::kStop},
    {"answers.tsv", "", "means", Role::kAnswer},
    {"times.tsv", "role", "means", Role::kStop},
    {"ocr.tsv", "", "means", Role::kMisread},
    {"stopwords.tsv", "", "", Role::kStop},
    {"names.tsv", "", "means", Role::kHint, Vocabulary::Subject::kNames},
};

std::vector<std::string> SplitWords(const std::string& words) {
  std::vector<std::string> parts;
  std::size_t begin = 0;
  while (begin <= words.size()) {
    const std::size_t bar = std::min(words.find('|', begin), words.size());
    parts.push_back(words.substr(begin, bar - begin));
    begin = bar + 1;
  }
  return parts;
}

std::string Where(const TsvTable& table, const TsvRow& row) {
  return table.name() + ":" + std::to_string(row.line) + ": ";
}

Status Bad(const std::string& where, const std::string& what) {
  return {StatusCode::kInvalidInput, where + what};
}

// "2000/3" or "0.01".
Status ReadFactor(const std::string& text, UnitMeaning& unit) {
  const std::size_t slash = text.find('/');
  ZHIBIAO_TRY(unit.numerator, Decimal::Parse(std::string_view(text).substr(0, slash)));
  if (slash != std::string::npos) {
    ZHIBIAO_TRY(unit.denominator, Decimal::Parse(std::string_view(text).substr(slash + 1)));
  }
  return {};
}

}  // namespace

Comparator ComparatorNamed(std::string_view name) {
  constexpr Comparator kAll[] = {Comparator::kEq,       Comparator::kGe,      Comparator::kGt,
                                 Comparator::kLe,       Comparator::kLt,      Comparator::kApprox,
                                 Comparator::kApproxGt, Comparator::kApproxLt};
  for (const Comparator comparator : kAll) {
    if (name == ComparatorName(comparator)) {
      return comparator;
    }
  }
  return Comparator::kNone;
}

const Meaning& Word::As(Role role) const {
  const auto it = std::find_if(meanings.begin(), meanings.end(),
                               [role](const Meaning* meaning) { return meaning->role == role; });
  assert(it != meanings.end());
  return **it;
}

// Collects the rows, then sorts the words and proves every row.
class VocabularyBuilder {
 public:
  explicit VocabularyBuilder(Vocabulary::Subject subject) : subject_(subject) {}

  Status Add(std::string_view path, std::string_view text) {
    const std::string_view file = path.substr(path.rfind('/') + 1);
    for (const TableKind& kind : kTables) {
      if (kind.file == file && kind.subject == subject_) {
        return AddTable(kind, path, text);
      }
    }
    return {};  // a pattern table, or one of another reader
  }

  Result<Vocabulary> Build() {
    Vocabulary vocabulary;
    vocabulary.meanings_.reserve(meanings_.size());
    for (Meaning& meaning : meanings_) {
      vocabulary.meanings_.push_back(std::move(meaning));
    }
    for (const auto& [text, rows] : words_) {
      Word word;
      word.text = text;
      for (const std::size_t row : rows) {
        const Meaning& meaning = vocabulary.meanings_[row];
        if (word.Has(meaning.role) && meaning.role != Role::kHint) {
          return Bad("word " + text + ": ", "two rows give it the same role: " + meaning.id);
        }
        word.roles |= Bit(meaning.role);
        word.meanings.push_back(&meaning);
      }
      vocabulary.words_.push_back(std::move(word));
    }
    vocabulary.unit_words_ = std::move(unit_words_);
    Index(vocabulary);
    ZHIBIAO_RETURN_IF_ERROR(Prove(vocabulary));
    return vocabulary;
  }

 private:
  struct Proof {
    std::size_t row;
    std::string where, example, counter_example;
  };

  Status AddTable(const TableKind& kind, std::string_view path, std::string_view text) {
    ZHIBIAO_TRY(
        const TsvTable table,
        TsvTable::Parse(path, text, {"id", "word", "example", "counter_example", "source"}));
    for (const TsvRow& row : table.rows()) {
      Meaning meaning;
      meaning.id = table.Get(row, "id");
      meaning.role = kind.role;
      if (!kind.means_column.empty()) {
        meaning.means = table.Get(row, kind.means_column);
      }
      ZHIBIAO_RETURN_IF_ERROR(Interpret(kind, table, row, meaning));
      const std::vector<std::string> words = SplitWords(table.Get(row, "word"));
      if (meaning.role == Role::kUnit && meaning.unit.unit.empty()) {  // a counter
        meaning.unit.unit = meaning.unit.canonical = "{" + words.front() + "}";
        meaning.unit.dimension = "count";
        meaning.unit.counter = true;
      }
      if (meaning.role == Role::kUnit) {
        unit_words_.emplace(meaning.unit.unit, words.front());
      }
      for (const std::string& word : words) {
        if (word.empty() || FoldKey(word) != FoldKey(FoldText(word).text)) {
          return Bad(Where(table, row), "a word is empty");
        }
        ZHIBIAO_RETURN_IF_ERROR(AddWord(word, meaning, Where(table, row)));
      }
      proofs_.push_back({meanings_.size() - 1, Where(table, row), table.Get(row, "example"),
                         table.Get(row, "counter_example")});
    }
    return {};
  }

  static Status Interpret(const TableKind& kind, const TsvTable& table, const TsvRow& row,
                          Meaning& meaning) {
    if (!kind.role_column.empty()) {
      const std::string& name = table.Get(row, kind.role_column);
      const auto* const role = std::find_if(std::begin(kRoleNames), std::end(kRoleNames),
                                            [&](const RoleName& r) { return r.name == name; });
      if (role == std::end(kRoleNames)) {
        return Bad(Where(table, row), "no such role: " + name);
      }
      meaning.role = role->role;
    }
    meaning.comparator = ComparatorNamed(meaning.means);
    meaning.at_least = kind.role == Role::kGrade && table.Get(row, "at_least") == "yes";
    if (kind.role == Role::kHint && meaning.comparator == Comparator::kNone) {
      const auto* const hint =
          std::find_if(std::begin(kHintNames), std::end(kHintNames),
                       [&](const HintName& h) { return h.name == meaning.means; });
      if (hint == std::end(kHintNames)) {
        return Bad(Where(table, row), "no such hint: " + meaning.means);
      }
      meaning.hint = hint->hint;
    }
    if (kind.file == "units.tsv") {
      meaning.unit.unit = meaning.means;
      meaning.unit.canonical = table.Get(row, "canonical");
      meaning.unit.dimension = table.Get(row, "dimension");
      return ReadFactor(table.Get(row, "factor"), meaning.unit);
    }
    meaning.unit.event = meaning.means == "event";
    return {};
  }

  Status AddWord(const std::string& word, const Meaning& meaning, const std::string& where) {
    std::vector<std::size_t>& rows = words_[word];
    rows.push_back(meanings_.size());
    meanings_.push_back(meaning);
    return rows.size() > 8 ? Bad(where, "too many meanings: " + word) : Status();
  }

  // Words sorted by code points: those with the same start stand together, at every depth.
  struct Span {
    std::uint32_t node, begin, end;
    std::size_t depth;
  };

  static void Index(Vocabulary& vocabulary) {
    std::vector<std::u32string> keys;
    for (const Word& word : vocabulary.words_) {
      keys.push_back(CodePoints(word.text));
    }
    std::vector<std::uint32_t> order(keys.size());
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(),
              [&](std::uint32_t a, std::uint32_t b) { return keys[a] < keys[b]; });
    vocabulary.nodes_.emplace_back();
    std::vector<Span> open = {{0, 0, static_cast<std::uint32_t>(order.size()), 0}};
    while (!open.empty()) {
      const Span span = open.back();
      open.pop_back();
      AddChildren(span, keys, order, vocabulary, open);
    }
    IndexRoots(vocabulary);
  }

  static void IndexRoots(Vocabulary& vocabulary) {
    vocabulary.begins_.assign(Vocabulary::kCodePoints / Vocabulary::kRowSize, 0);
    vocabulary.root_of_.assign(Vocabulary::kCodePoints, 0);
    const Vocabulary::Node& root = vocabulary.nodes_.front();
    for (std::uint32_t i = root.children; i < root.children + root.child_count; ++i) {
      const char32_t code = vocabulary.nodes_[i].code;
      if (code >= Vocabulary::kCodePoints) {  // never found: its row fails its proof
        continue;
      }
      vocabulary.begins_[code / Vocabulary::kRowSize] |= Vocabulary::BitOf(code);
      // The root's children come first: a few thousand at most.
      vocabulary.root_of_[code] = static_cast<std::uint16_t>(i);
    }
  }

  static void AddChildren(const Span& span, const std::vector<std::u32string>& keys,
                          const std::vector<std::uint32_t>& order, Vocabulary& vocabulary,
                          std::vector<Span>& open) {
    const auto first_child = static_cast<std::uint32_t>(vocabulary.nodes_.size());
    for (std::uint32_t i = span.begin; i < span.end; ++i) {
      const std::u32string& key = keys[order[i]];
      if (key.size() == span.depth) {
        vocabulary.nodes_[span.node].word = static_cast<std::int32_t>(order[i]);
        continue;
      }
      const bool same = vocabulary.nodes_.size() > first_child &&
                        vocabulary.nodes_.back().code == key[span.depth];
      if (same) {
        open.back().end = i + 1;
        continue;
      }
      open.push_back(
          {static_cast<std::uint32_t>(vocabulary.nodes_.size()), i, i + 1, span.depth + 1});
      vocabulary.nodes_.emplace_back().code = key[span.depth];
      vocabulary.nodes_[span.node].child_bits |= Vocabulary::BitOf(key[span.depth]);
    }
    Vocabulary::Node& node = vocabulary.nodes_[span.node];
    node.children = first_child;
    node.child_count = static_cast<std::uint32_t>(vocabulary.nodes_.size()) - first_child;
  }

  static std::u32string CodePoints(std::string_view text) {
    std::u32string codes;
    while (!text.empty()) {
      codes.push_back(NextCodePoint(text));
    }
    return codes;
  }

  // True where reading `text` from left to right, longest word first, meets a word of the row.
  static bool Meets(const Vocabulary& vocabulary, std::string_view text, const std::string& id) {
    while (!text.empty()) {
      const Word* word = vocabulary.Longest(text);
      if (word == nullptr) {
        NextCodePoint(text);
        continue;
      }
      for (const Meaning* meaning : word->meanings) {
        if (meaning->id == id) {
          return true;
        }
      }
      text.remove_prefix(word->text.size());
    }
    return false;
  }

  Status Prove(const Vocabulary& vocabulary) const {
    for (const Proof& proof : proofs_) {
      const std::string& id = vocabulary.meanings_[proof.row].id;
      if (!Meets(vocabulary, FoldText(proof.example).text, id)) {
        return Bad(proof.where, id + " is not found in its example");
      }
      if (Meets(vocabulary, FoldText(proof.counter_example).text, id)) {
        return Bad(proof.where, id + " is found in its counter-example");
      }
    }
    return {};
  }

  Vocabulary::Subject subject_;
  std::vector<Meaning> meanings_;
  std::map<std::string, std::vector<std::size_t>> words_;
  std::vector<Proof> proofs_;
  std::map<std::string, std::string, std::less<>> unit_words_;
};

Result<Vocabulary> Vocabulary::Load(std::span<const EmbeddedFile> files, Subject subject) {
  VocabularyBuilder builder(subject);
  for (const EmbeddedFile& file : files) {
    ZHIBIAO_RETURN_IF_ERROR(builder.Add(file.path, file.text));
  }
  return builder.Build();
}

const Vocabulary::Node* Vocabulary::Child(const Node& node, char32_t code) const {
  if ((node.child_bits & BitOf(code)) == 0) {
    return nullptr;
  }
  const Node* const begin = nodes_.data() + node.children;
  const Node* const end = begin + node.child_count;
  const Node* const it = std::lower_bound(
      begin, end, code, [](const Node& child, char32_t wanted) { return child.code < wanted; });
  return it != end && it->code == code ? it : nullptr;
}

template <typename Accept>
const Word* Vocabulary::LongestThat(const Node* node, std::string_view behind,
                                    const Accept& accept) const {
  const Word* longest = nullptr;
  while (node != nullptr) {
    if (node->word >= 0 && accept(words_[static_cast<std::size_t>(node->word)], behind)) {
      longest = &words_[static_cast<std::size_t>(node->word)];
    }
    if (behind.empty() || node->child_count == 0) {
      break;
    }
    node = Child(*node, NextCodePoint(behind));
  }
  return longest;
}

const Word* Vocabulary::LongestFrom(const Node& root, std::string_view behind) const {
  return LongestThat(&root, behind, [](const Word& word, std::string_view rest) {
    return rest.empty() || !IsLetter(rest.front()) || !IsLetter(word.text.back());
  });
}

const Word* Vocabulary::Longest(std::string_view text, Role role) const {
  const Node* root = text.empty() ? nullptr : Root(NextCodePoint(text));
  return LongestThat(root, text,
                     [role](const Word& word, std::string_view) { return word.Has(role); });
}

std::string Vocabulary::WordOfUnit(std::string_view unit) const {
  const auto it = unit_words_.find(unit);
  return it == unit_words_.end() ? std::string() : it->second;
}

}  // namespace zhibiao
