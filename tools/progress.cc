#include "tools/progress.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <iostream>

#include <sys/ioctl.h>
#include <unistd.h>

namespace zhibiao {
namespace {

constexpr std::chrono::milliseconds kRedrawAfter{150};
constexpr std::chrono::seconds kPlainLineAfter{10};
constexpr std::size_t kFrame = 4;  // columns of brackets and two blanks
constexpr std::size_t kWidestBar = 40;
constexpr std::size_t kNarrowestBar = 10;

std::size_t TerminalWidth() {
  winsize size = {};
  if (ioctl(STDERR_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) {
    return 80;
  }
  return size.ws_col;
}

std::string TwoDigits(long long number) {
  return (number < 10 ? "0" : "") + std::to_string(number);
}

std::string Rate(double per_second) {
  std::array<char, 32> buffer{};
  const int length = std::snprintf(buffer.data(), buffer.size(), "%.1f/s", per_second);
  return {buffer.data(), static_cast<std::size_t>(std::max(0, length))};
}

}  // namespace

std::string ClockText(std::chrono::seconds time) {
  const long long seconds = time.count();
  const std::string minutes_and_seconds = ":" + TwoDigits(seconds % 60);
  if (seconds < 3600) {
    return std::to_string(seconds / 60) + minutes_and_seconds;
  }
  return std::to_string(seconds / 3600) + ":" + TwoDigits(seconds / 60 % 60) + minutes_and_seconds;
}

std::string CountLine(std::size_t done, std::size_t total, std::chrono::duration<double> spent) {
  std::string text = std::to_string(done) + "/" + std::to_string(total);
  if (done > 0 && spent.count() > 0) {
    const double rate = static_cast<double>(done) / spent.count();
    const double left = static_cast<double>(total - std::min(done, total)) / rate;
    text +=
        "  " + Rate(rate) + "  " + ClockText(std::chrono::seconds(std::llround(left))) + " left";
  }
  return text;
}

std::string ProgressLine(std::size_t done, std::size_t total, std::chrono::duration<double> spent,
                         std::size_t width) {
  const std::string text = CountLine(done, total, spent);
  if (text.size() + kFrame + kNarrowestBar > width) {
    return text.substr(0, width);
  }
  const std::size_t bar = std::min(kWidestBar, width - text.size() - kFrame);
  const std::size_t full = total == 0 ? bar : bar * std::min(done, total) / total;
  std::string line = "[" + std::string(full, '=');
  if (full < bar) {
    line += ">" + std::string(bar - full - 1, ' ');
  }
  return line + "]  " + text;
}

Progress::Progress(std::size_t total) : total_(total), terminal_(isatty(STDERR_FILENO) == 1) {}

Progress::~Progress() {
  Clear();
}

void Progress::Tick() {
  const Clock::time_point now = Clock::now();
  if (terminal_ && (!shown_ || now - drawn_ >= kRedrawAfter)) {
    // One column stays free: a full line would wrap.
    std::cerr << '\r' << ProgressLine(done_, total_, spent(), TerminalWidth() - 1) << "\x1b[K"
              << std::flush;
    shown_ = true;
    drawn_ = now;
  } else if (!terminal_ && now - drawn_ >= kPlainLineAfter) {
    std::cerr << "zhibiao: " << CountLine(done_, total_, spent()) << '\n';
    drawn_ = now;
  }
}

void Progress::Clear() {
  if (shown_) {
    std::cerr << "\r\x1b[K" << std::flush;
    shown_ = false;
  }
}

}  // namespace zhibiao
