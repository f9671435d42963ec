# Writes OUT: the text FILES as constants, in the order given. See embed.cmake.
set(body "")
set(rows "")
set(index 0)
foreach(file IN LISTS FILES)
  file(READ ${file} hex HEX)
  file(RELATIVE_PATH path ${ROOT} ${file})
  string(REGEX REPLACE "([0-9a-f][0-9a-f])" "0x\\1," bytes "${hex}")
  string(APPEND body "constexpr unsigned char kFile${index}[] = {${bytes}0};\n")
  string(APPEND rows "    {\"${path}\", {reinterpret_cast<const char*>(kFile${index}), sizeof(kFile${index}) - 1}},\n")
  math(EXPR index "${index} + 1")
endforeach()
file(WRITE ${OUT} "// Made by tools/embed_files.cmake; not for editing.
#include <span>

#include \"pipeline/tsv.h\"

namespace zhibiao {
std::span<const EmbeddedFile> ${FUNCTION}();
namespace {
${body}
}  // namespace

std::span<const EmbeddedFile> ${FUNCTION}() {
  static const EmbeddedFile kFiles[] = {
${rows}  };
  return kFiles;
}
}  // namespace zhibiao
")
