#include "tools/file_list.h"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <fstream>
#include <set>
#include <string_view>
#include <system_error>

#include "extractors/sniff.h"

namespace zhibiao {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kEnoughToTell = 4096;  // bytes, of what kind a file is

bool IsHidden(const fs::path& path) {
  const std::string name = path.filename().string();
  return !name.empty() && name.front() == '.';
}

std::string LowerExtension(const fs::path& path) {
  std::string extension = path.extension().string();
  std::transform(extension.begin(), extension.end(), extension.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return extension;
}

std::string FirstBytes(const fs::path& path) {
  std::string bytes(kEnoughToTell, '\0');
  std::ifstream file(path, std::ios::binary);
  file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  bytes.resize(static_cast<std::size_t>(std::max<std::streamsize>(0, file.gcount())));
  return bytes;
}

// A file that says by its name or its content that it is a document, also of a kind that is not
// read yet: that it was not read must be seen. Text is what too many other files are, so text needs
// the name of a text file, or none.
bool IsDocument(const fs::path& path) {
  const std::string extension = LowerExtension(path);
  if (extension == ".pdf" || extension == ".txt" || extension == ".html" || extension == ".htm") {
    return true;
  }
  switch (SniffFile(FirstBytes(path))) {
    case FileKind::kPdf:
    case FileKind::kHtml:
    case FileKind::kPng:
    case FileKind::kJpeg:
    case FileKind::kTiff:
    case FileKind::kOffice:
      return true;
    case FileKind::kText:
      return extension.empty();
    case FileKind::kEmpty:
    case FileKind::kUnknown:
      break;
  }
  return false;
}

// All files of a folder that are not hidden. What cannot be entered is left out.
std::vector<fs::path> FilesUnder(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code error;
  fs::recursive_directory_iterator entry(folder, fs::directory_options::skip_permission_denied,
                                         error);
  for (; !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
    std::error_code unknown;
    if (IsHidden(entry->path())) {
      entry.disable_recursion_pending();
    } else if (entry->is_regular_file(unknown)) {
      files.push_back(entry->path());
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

class ListMaker {
 public:
  void AddOperand(const std::string& operand) {
    std::error_code unknown;
    if (operand == "-" || !fs::is_directory(operand, unknown)) {
      AddDocument(operand == "-" ? operand : fs::path(operand).lexically_normal().string());
      return;
    }
    for (const fs::path& file : FilesUnder(operand)) {
      if (IsDocument(file)) {
        AddDocument(file.lexically_normal().string());
      } else {
        ++list_.passed_over;
      }
    }
  }

  FileList Take() { return std::move(list_); }

 private:
  void AddDocument(const std::string& path) {
    if (seen_.insert(path).second) {
      list_.documents.push_back(path);
    }
  }

  FileList list_;
  std::set<std::string> seen_;
};

}  // namespace

FileList ListDocuments(const std::vector<std::string>& operands) {
  ListMaker maker;
  for (const std::string& operand : operands) {
    maker.AddOperand(operand);
  }
  return maker.Take();
}

}  // namespace zhibiao
