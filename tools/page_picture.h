// What was found on a page, drawn on its picture.
#ifndef TOOLS_PAGE_PICTURE_H_
#define TOOLS_PAGE_PICTURE_H_

#include "pipeline/document.h"
#include "pipeline/record.h"

namespace zhibiao {

// What the file holds. Each draws a legend of its colours at the top left.
void DrawGlyphs(const Page& page, PageBitmap& bitmap);  // shown, unmapped, hidden
void DrawRulings(const Page& page,
                 PageBitmap& bitmap);  // strokes, fills, edges of shadings, images

// What was made of the page alone: borders of cells, with their place, and text lines.
void DrawGrid(const Page& page, PageBitmap& bitmap);

// What was made of the document. `page` is the number of the page of the picture.
void DrawCells(const DocumentRecord& record, int page, PageBitmap& bitmap);  // text of cells
void DrawRecords(const DocumentRecord& record, int page,
                 PageBitmap& bitmap);  // evidence of records

}  // namespace zhibiao

#endif  // TOOLS_PAGE_PICTURE_H_
