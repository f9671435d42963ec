// Poppler's process-wide state, set up once: parameters, colour profiles, and where its messages
// go.
#ifndef EXTRACTORS_PDF_LIBRARY_H_
#define EXTRACTORS_PDF_LIBRARY_H_

#include <cstddef>
#include <string>

namespace zhibiao {

// Sets Poppler up. Cheap after the first call; thread-safe. Everything that Poppler and lcms2 make
// lazily and without a lock is made here, so that readers may live in several threads.
void EnsurePdfLibrary();

// Collects what Poppler complains about on this thread while the object lives; nothing reaches
// stderr. Objects nest: the innermost gets the message.
class PdfMessages {
 public:
  PdfMessages();
  ~PdfMessages();
  PdfMessages(const PdfMessages&) = delete;
  PdfMessages& operator=(const PdfMessages&) = delete;
  PdfMessages(PdfMessages&&) = delete;
  PdfMessages& operator=(PdfMessages&&) = delete;

  // The first error, or the first warning where there was no error; empty where all was well.
  const std::string& first() const { return first_; }
  std::size_t errors() const { return errors_; }
  void Add(bool is_error, const char* text);

 private:
  PdfMessages* outer_;
  std::string first_;
  std::size_t errors_ = 0;
};

}  // namespace zhibiao

#endif  // EXTRACTORS_PDF_LIBRARY_H_
