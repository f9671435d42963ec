// Runs the program as a user does: a process of its own, its output and exit code looked at from
// outside.
#ifndef TESTS_SUPPORT_RUN_PROGRAM_H_
#define TESTS_SUPPORT_RUN_PROGRAM_H_

#include <filesystem>
#include <string>
#include <vector>

namespace zhibiao::test {

struct ProgramRun {
  int exit_code = -1;  // -1: ended by a signal, or not started
  std::string out;
  std::string err;
  double seconds = 0;
};

// `arguments` without the program's name; standard input comes from the file `input`.
ProgramRun RunProgram(const std::string& program, const std::vector<std::string>& arguments,
                      const std::string& input = "/dev/null");

// The lines of `text` that contain `part`.
std::vector<std::string> LinesWith(const std::string& text, const std::string& part);

// A folder of its own that is removed with the object.
class ScratchFolder {
 public:
  ScratchFolder();
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  ScratchFolder(ScratchFolder&&) = delete;
  ScratchFolder& operator=(ScratchFolder&&) = delete;
  ~ScratchFolder();

  std::string Path(const std::string& name) const { return (folder_ / name).string(); }
  // Writes a file; returns its path.
  std::string Write(const std::string& name, const std::string& bytes) const;
  // Copies a file under its own name; returns its path.
  std::string Copy(const std::string& file) const;

 private:
  std::filesystem::path folder_;
};

}  // namespace zhibiao::test

#endif  // TESTS_SUPPORT_RUN_PROGRAM_H_
