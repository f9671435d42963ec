// DocumentRecord and Measure → the JSON of the contract ("zhibiao/1").
#ifndef PIPELINE_RECORD_JSON_H_
#define PIPELINE_RECORD_JSON_H_

#include <string>

#include "pipeline/json_writer.h"
#include "pipeline/record.h"

namespace zhibiao {

struct ExtractorVersion {
  std::string program;  // semver
  std::string rules;    // hash of all rule files
};

void WriteMeasure(const Measure& measure, JsonWriter& json);
std::string MeasureToJson(const Measure& measure);
std::string RecordToJson(const DocumentRecord& record, const ExtractorVersion& version);

}  // namespace zhibiao

#endif  // PIPELINE_RECORD_JSON_H_
