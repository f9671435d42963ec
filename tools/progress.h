// How far an import is, on standard error: a bar on a terminal, now and then a plain line
// elsewhere.
#ifndef TOOLS_PROGRESS_H_
#define TOOLS_PROGRESS_H_

#include <chrono>
#include <cstddef>
#include <string>

namespace zhibiao {

// "0:07", "12:30", "3:05:00".
std::string ClockText(std::chrono::seconds time);

// "45/120  3.2/s  0:23 left".
std::string CountLine(std::size_t done, std::size_t total, std::chrono::duration<double> spent);
// "[=====>     ]  45/120  3.2/s  0:23 left", at most `width` columns.
std::string ProgressLine(std::size_t done, std::size_t total, std::chrono::duration<double> spent,
                         std::size_t width);

class Progress {
 public:
  explicit Progress(std::size_t total);
  Progress(const Progress&) = delete;
  Progress(Progress&&) = delete;
  Progress& operator=(const Progress&) = delete;
  Progress& operator=(Progress&&) = delete;
  ~Progress();  // takes the bar away

  void Advance() { ++done_; }
  // Draws where enough time has passed since the last time.
  void Tick();
  // Takes the bar away, so that a message can be printed. Tick() brings it back.
  void Clear();
  std::chrono::duration<double> spent() const { return Clock::now() - start_; }

 private:
  using Clock = std::chrono::steady_clock;

  std::size_t total_;
  std::size_t done_ = 0;
  bool terminal_;
  bool shown_ = false;
  Clock::time_point start_ = Clock::now();
  Clock::time_point drawn_ = start_;
};

}  // namespace zhibiao

#endif  // TOOLS_PROGRESS_H_
