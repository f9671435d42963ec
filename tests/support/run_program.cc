#include "tests/support/run_program.h"

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

namespace zhibiao::test {
namespace {

namespace fs = std::filesystem;

std::string ReadFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

int Wait(pid_t child) {
  int state = 0;
  const bool ended = waitpid(child, &state, 0) == child && WIFEXITED(state);
  return ended ? WEXITSTATUS(state) : -1;
}

}  // namespace

ProgramRun RunProgram(const std::string& program, const std::vector<std::string>& arguments,
                      const std::string& input) {
  const ScratchFolder scratch;
  const std::string out = scratch.Path("out");
  const std::string err = scratch.Path("err");
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  posix_spawn_file_actions_addopen(&files, STDIN_FILENO, input.c_str(), O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, out.c_str(), O_WRONLY | O_CREAT, 0600);
  posix_spawn_file_actions_addopen(&files, STDERR_FILENO, err.c_str(), O_WRONLY | O_CREAT, 0600);

  std::vector<std::string> words = {program};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<char*> argv;
  argv.reserve(words.size() + 1);
  for (std::string& word : words) {
    argv.push_back(word.data());
  }
  argv.push_back(nullptr);

  ProgramRun run;
  const auto start = std::chrono::steady_clock::now();
  pid_t child = 0;
  if (posix_spawn(&child, program.c_str(), &files, nullptr, argv.data(), environ) == 0) {
    run.exit_code = Wait(child);
  }
  run.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  posix_spawn_file_actions_destroy(&files);
  run.out = ReadFile(out);
  run.err = ReadFile(err);
  return run;
}

std::vector<std::string> LinesWith(const std::string& text, const std::string& part) {
  std::vector<std::string> lines;
  std::istringstream all(text);
  for (std::string line; std::getline(all, line);) {
    if (line.find(part) != std::string::npos) {
      lines.push_back(line);
    }
  }
  return lines;
}

ScratchFolder::ScratchFolder() {
  std::string pattern = (fs::temp_directory_path() / "zhibiao-test-XXXXXX").string();
  const char* made = mkdtemp(pattern.data());
  folder_ = made == nullptr ? fs::temp_directory_path() / "zhibiao-test" : fs::path(made);
  std::error_code ignored;  // a test that cannot write says so itself
  fs::create_directories(folder_, ignored);
}

ScratchFolder::~ScratchFolder() {
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
}

std::string ScratchFolder::Write(const std::string& name, const std::string& bytes) const {
  std::string path = Path(name);
  fs::create_directories(fs::path(path).parent_path());
  std::ofstream(path, std::ios::binary) << bytes;
  return path;
}

std::string ScratchFolder::Copy(const std::string& file) const {
  std::string path = Path(fs::path(file).filename().string());
  fs::copy_file(file, path);
  return path;
}

}  // namespace zhibiao::test
