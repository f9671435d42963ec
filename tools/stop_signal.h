// Ctrl-C: counted, so that the first can end the work cleanly and the second at once.
#ifndef TOOLS_STOP_SIGNAL_H_
#define TOOLS_STOP_SIGNAL_H_

namespace zhibiao {

// From now on SIGINT and SIGTERM only count. Call once, before worker processes are started.
void CountStopSignals();
int StopSignals();
// Ends the program by the signal that was counted, so that a shell sees why. Returns if there was
// none.
void DieOfStopSignal();

}  // namespace zhibiao

#endif  // TOOLS_STOP_SIGNAL_H_
