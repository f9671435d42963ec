// All rule files of this folder, loaded and proved once.
#ifndef NORMALIZERS_GRAMMAR_H_
#define NORMALIZERS_GRAMMAR_H_

#include <span>
#include <string>
#include <vector>

#include "normalizers/calendar.h"
#include "normalizers/vocabulary.h"
#include "pipeline/pattern_table.h"
#include "pipeline/result.h"
#include "pipeline/tsv.h"

namespace zhibiao {

// The rule files, embedded at build time.
std::span<const EmbeddedFile> NormalizerTables();

struct Grammar {
  Vocabulary words;
  Vocabulary names;
  Calendar calendar;
  PatternTable references;
  std::vector<Comparator> reference_comparators;  // by row of `references`
  PatternTable citations;

  // Errors: kInvalidInput  a rule file is malformed or fails its own proof: says file and line.
  static Result<Grammar> Load(std::span<const EmbeddedFile> files);
};

// The grammar of NormalizerTables(), loaded at the first call. Lives for ever; thread-safe.
const Result<Grammar>& EmbeddedGrammar();

}  // namespace zhibiao

#endif  // NORMALIZERS_GRAMMAR_H_
