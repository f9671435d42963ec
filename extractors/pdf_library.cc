#include "extractors/pdf_library.h"

#include <memory>
#include <mutex>
#include <string>

#include "extractors/pdf_poppler_compat.h"

namespace zhibiao {
namespace {

thread_local PdfMessages* current_messages = nullptr;

void TakeMessage(ErrorCategory category, Goffset /*position*/, const char* text) {
  if (current_messages != nullptr) {
    current_messages->Add(category != errSyntaxWarning && category != errUnimplemented, text);
  }
}

void SetUpPoppler() {
  setErrorCallback(&TakeMessage);
  globalParams = std::make_unique<GlobalParams>();
  globalParams->setErrQuiet(true);
  // GfxState makes lcms2's static profiles when the first one is built, without a lock.
  const PDFRectangle box(0, 0, 1, 1);
  const GfxState warm_up(72, 72, &box, 0, true);
  // So is the null object that a dictionary gives for what it has not.
  const Object empty(new Dict(static_cast<XRef*>(nullptr)));
  (void)empty.dictLookupNF("Any");
}

}  // namespace

void EnsurePdfLibrary() {
  static std::once_flag once;
  std::call_once(once, &SetUpPoppler);
}

PdfMessages::PdfMessages() : outer_(current_messages) {
  current_messages = this;
}

PdfMessages::~PdfMessages() {
  current_messages = outer_;
}

void PdfMessages::Add(bool is_error, const char* text) {
  if (first_.empty() || (is_error && errors_ == 0)) {
    first_ = text;
  }
  if (is_error) {
    ++errors_;
  }
}

}  // namespace zhibiao
