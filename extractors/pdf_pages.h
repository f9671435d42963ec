// The pages of a document: where each one is, without holding any.
#ifndef EXTRACTORS_PDF_PAGES_H_
#define EXTRACTORS_PDF_PAGES_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <unordered_map>
#include <vector>

class XRef;  // Poppler's

namespace zhibiao {

struct PdfPageObject;  // a page as the file describes it: pdf_poppler_compat.h

// Poppler keeps every page object it ever made, stops at the first odd node of the page tree and
// believes its /Count; this one remembers where pages are, and takes what is there.
class PdfPages {
 public:
  // Walks the page tree; loops, shared branches and broken nodes are passed by. Where the tree
  // holds no page, looks for page objects all over the file.
  PdfPages(XRef* xref, std::size_t max_pages);
  ~PdfPages();
  PdfPages(const PdfPages&) = delete;
  PdfPages& operator=(const PdfPages&) = delete;
  PdfPages(PdfPages&&) = delete;
  PdfPages& operator=(PdfPages&&) = delete;

  std::size_t size() const { return pages_.size(); }
  // There are more than `max_pages`.
  bool cut_off() const { return cut_off_; }
  // Some nodes of the tree could not be used.
  bool damaged() const { return damaged_; }

  // Page `number`, from 1, with what it inherits. Null where its object is gone or is no page.
  std::unique_ptr<PdfPageObject> Load(int number);

 private:
  struct Place {
    int number = 0;  // of the object
    int generation = 0;
  };
  struct Walk;
  struct Inherited;

  void WalkTree();
  void Visit(Walk& walk, Place node);
  void SearchFile();
  const Inherited& InheritedFrom(const Place& parent);

  XRef* xref_;
  std::size_t max_pages_;
  std::vector<Place> pages_;
  // By parent: the node of a flat tree is as large as the document.
  std::unordered_map<std::uint64_t, std::unique_ptr<Inherited>> inherited_;
  bool cut_off_ = false;
  bool damaged_ = false;
};

}  // namespace zhibiao

#endif  // EXTRACTORS_PDF_PAGES_H_
