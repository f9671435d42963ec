// Which files a command line means: those named, and the documents in folders named.
#ifndef TOOLS_FILE_LIST_H_
#define TOOLS_FILE_LIST_H_

#include <cstddef>
#include <string>
#include <vector>

namespace zhibiao {

struct FileList {
  std::vector<std::string> documents;  // in the order of `operands`; those of a folder by path
  std::size_t passed_over = 0;         // files in folders that are no documents
};

// A folder is searched through, hidden files and folders excepted; what is no document by its
// content is passed over. Whatever is not a folder is taken as it is, also when it does not exist:
// reading it will tell. No path comes twice.
FileList ListDocuments(const std::vector<std::string>& operands);

}  // namespace zhibiao

#endif  // TOOLS_FILE_LIST_H_
