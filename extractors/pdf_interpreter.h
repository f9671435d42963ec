// Runs Poppler's interpreter over one page: its content, then the appearances of its annotations.
#ifndef EXTRACTORS_PDF_INTERPRETER_H_
#define EXTRACTORS_PDF_INTERPRETER_H_

class Object;  // Poppler's, as are the next ones
class OutputDev;
class PDFDoc;

namespace zhibiao {

struct PdfPageObject;

struct PdfInterpretOptions {
  double dpi = 72;
  // Asked every few operators; true stops the page.
  bool (*should_stop)(void* context) = nullptr;
  void* context = nullptr;
};

// `resources`: those of the page, or a copy that stands in for them.
void InterpretPdfPage(PDFDoc& doc, const PdfPageObject& page, const Object& resources,
                      const PdfInterpretOptions& options, OutputDev& device);

}  // namespace zhibiao

#endif  // EXTRACTORS_PDF_INTERPRETER_H_
