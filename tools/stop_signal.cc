#include "tools/stop_signal.h"

#include <signal.h>

namespace zhibiao {
namespace {

// A signal handler can reach nothing but globals.
volatile sig_atomic_t stop_signals = 0;
volatile sig_atomic_t last_signal = 0;

void CountOne(int number) {
  stop_signals = stop_signals + 1;
  last_signal = number;
}

}  // namespace

void CountStopSignals() {
  struct sigaction action = {};
  action.sa_handler = CountOne;
  sigemptyset(&action.sa_mask);
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
}

int StopSignals() {
  return stop_signals;
}

void DieOfStopSignal() {
  if (last_signal == 0) {
    return;
  }
  static_cast<void>(signal(last_signal, SIG_DFL));
  static_cast<void>(raise(last_signal));
}

}  // namespace zhibiao
