#include "extractors/pdf_repair.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cstddef>
#include <cstdlib>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "extractors/pdf_poppler_compat.h"

namespace zhibiao {
namespace {

constexpr std::size_t kMaxUnpacked = std::size_t{256} << 20;
constexpr int kMaxObjects = 8'000'000;
constexpr std::size_t kFarthestHead = 4096;  // from "N G obj" to the /Type of the object

bool IsSpace(char c) {
  return std::isspace(static_cast<unsigned char>(c)) != 0;
}
bool IsDigit(char c) {
  return std::isdigit(static_cast<unsigned char>(c)) != 0;
}

struct ObjectHead {
  std::size_t at = 0;  // of its number
  int number = 0;
  int generation = 0;
};

// Reads the number that ends before `end`, and moves `end` before it and the space around it.
std::optional<int> NumberBefore(std::string_view bytes, std::size_t& end) {
  std::size_t last = end;
  while (last > 0 && IsSpace(bytes[last - 1])) {
    --last;
  }
  std::size_t first = last;
  while (first > 0 && last - first < 9 && IsDigit(bytes[first - 1])) {
    --first;
  }
  if (first == last) {
    return std::nullopt;
  }
  end = first;
  int number = 0;  // at most nine digits: cannot overflow
  std::from_chars(bytes.data() + first, bytes.data() + last, number);
  return number;
}

// The head "N G obj" whose "obj" starts at `keyword`.
std::optional<ObjectHead> HeadAt(std::string_view bytes, std::size_t keyword) {
  std::size_t end = keyword;
  const std::optional<int> generation = NumberBefore(bytes, end);
  if (!generation || end == 0 || !IsSpace(bytes[end - 1])) {
    return std::nullopt;
  }
  const std::optional<int> number = NumberBefore(bytes, end);
  if (!number) {
    return std::nullopt;
  }
  return ObjectHead{end, *number, *generation};
}

// The last object with /Type /`type`, spelled in the open.
std::optional<ObjectHead> LastOfType(std::string_view bytes, std::string_view type) {
  const std::string name = std::string("/").append(type);
  std::size_t from = std::string_view::npos;
  while (true) {
    const std::size_t found = bytes.rfind(name, from);
    if (found == std::string_view::npos) {
      return std::nullopt;
    }
    std::size_t end = found;
    while (end > 0 && IsSpace(bytes[end - 1])) {
      --end;
    }
    const std::size_t keyword = bytes.rfind("obj", found);
    const bool typed = end >= 5 && bytes.substr(end - 5, 5) == "/Type";
    if (typed && keyword != std::string_view::npos && found - keyword < kFarthestHead) {
      if (const std::optional<ObjectHead> head = HeadAt(bytes, keyword)) {
        return head;
      }
    }
    if (found == 0) {
      return std::nullopt;
    }
    from = found - 1;
  }
}

int GreatestNumber(std::string_view bytes) {
  int greatest = 0;
  for (std::size_t at = bytes.find("obj"); at != std::string_view::npos;
       at = bytes.find("obj", at + 3)) {
    const std::optional<ObjectHead> head = HeadAt(bytes, at);
    if (head && head->number < kMaxObjects) {
      greatest = std::max(greatest, head->number);
    }
  }
  return greatest;
}

std::string Reference(int number, int generation) {
  std::string out = std::to_string(number);
  return out.append(" ").append(std::to_string(generation)).append(" R");
}

std::string Trailer(int number, int generation) {
  std::string out = "\ntrailer\n<</Root ";
  return out.append(Reference(number, generation)).append(">>\n%%EOF\n");
}

std::string PlainObject(int number, std::string_view body) {
  std::string out = std::to_string(number);
  return out.append(" 0 obj\n").append(body).append("\nendobj\n");
}

// The decoded bytes of an object stream, as long as there are any.
std::string DecodedBytes(Stream& stream) {
  std::string out;
  stream.reset();
  for (int c = stream.getChar(); c != EOF && out.size() < kMaxUnpacked; c = stream.getChar()) {
    out.push_back(static_cast<char>(c));
  }
  stream.close();
  return out;
}

// The objects of one object stream, written out as plain objects.
std::string Unpacked(const Object& packed) {
  const Object count = packed.streamGetDict()->lookup("N");
  const Object first = packed.streamGetDict()->lookup("First");
  if (!count.isInt() || !first.isInt() || first.getInt() < 0) {
    return {};
  }
  const std::string body = DecodedBytes(*packed.getStream());
  const auto start = static_cast<std::size_t>(first.getInt());
  std::vector<std::pair<int, std::size_t>> places;  // number, offset
  const char* at = body.c_str();
  for (int i = 0; i < count.getInt() && at < body.c_str() + std::min(start, body.size()); ++i) {
    char* next = nullptr;
    const long number = std::strtol(at, &next, 10);
    const long offset = std::strtol(next, &next, 10);
    if (next == at || offset < 0 || number <= 0 || number >= kMaxObjects) {
      break;
    }
    places.emplace_back(static_cast<int>(number), start + static_cast<std::size_t>(offset));
    at = next;
  }
  std::string out;
  for (std::size_t i = 0; i < places.size(); ++i) {
    const auto [number, offset] = places[i];
    const std::size_t end = i + 1 < places.size() ? places[i + 1].second : body.size();
    if (offset < end && end <= body.size()) {
      out += PlainObject(number, std::string_view(body).substr(offset, end - offset));
    }
  }
  return out;
}

// All objects that are packed away in object streams, as plain ones.
std::string UnpackAll(const std::string& bytes) {
  if (bytes.find("/ObjStm") == std::string::npos) {
    return {};
  }
  const std::string readable = bytes + Trailer(1, 0);  // any root will do to find objects
  MemStream stream(readable.data(), 0, static_cast<Goffset>(readable.size()), Object(objNull));
  bool rebuilt = false;
  XRef xref(&stream, 0, 0, &rebuilt);  // without a place of the table: searches the file
  std::string out = "\n";
  for (int i = 0; xref.isOk() && i < xref.getNumObjects() && out.size() < kMaxUnpacked; ++i) {
    const XRefEntry* entry = xref.getEntry(i, false);
    if (entry != nullptr && entry->type == xrefEntryUncompressed) {
      const Object object = xref.fetch(i, entry->gen);
      if (object.isStream() && object.streamGetDict()->is("ObjStm")) {
        out += Unpacked(object);
      }
    }
  }
  return out;
}

std::optional<std::string> PointToTable(const std::string& bytes) {
  const std::optional<ObjectHead> table = LastOfType(bytes, "XRef");
  const std::size_t header = bytes.find("%PDF-");
  if (!table || header == std::string::npos || table->at < header) {
    return std::nullopt;
  }
  return bytes + "\nstartxref\n" + std::to_string(table->at - header) + "\n%%EOF\n";
}

std::optional<std::string> NameCatalog(const std::string& bytes) {
  if (bytes.find("/Encrypt") != std::string::npos) {
    return std::nullopt;  // what is packed away could not be told from what is encrypted
  }
  const std::string whole = bytes + UnpackAll(bytes);
  const std::optional<ObjectHead> catalog = LastOfType(whole, "Catalog");
  if (!catalog) {
    return whole.size() > bytes.size() ? std::optional(whole) : std::nullopt;
  }
  return whole + Trailer(catalog->number, catalog->generation);
}

std::string NewCatalog(const std::string& bytes) {
  const int number = GreatestNumber(bytes) + 1;
  std::string catalog = "<</Type/Catalog/Pages ";
  catalog.append(Reference(number + 1, 0)).append(">>");
  return bytes + "\n" + PlainObject(number, catalog) +
         PlainObject(number + 1, "<</Type/Pages/Kids[]/Count 0>>") + Trailer(number, 0);
}

}  // namespace

std::optional<std::string> RepairPdf(const std::string& bytes, std::size_t step) {
  switch (step) {
    case 0:
      return PointToTable(bytes);
    case 1:
      return NameCatalog(bytes);
    default:
      return NewCatalog(bytes);
  }
}

}  // namespace zhibiao
