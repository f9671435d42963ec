// Pages whose content stands on its side or leans: read in an upright frame, boxes mapped back for
// evidence.
#ifndef EXTRACTORS_FRAME_TURNER_H_
#define EXTRACTORS_FRAME_TURNER_H_

#include "pipeline/document.h"
#include "pipeline/geometry.h"

namespace zhibiao {

// How the upright frame, in which a page is read, lies on the page as shown.
struct PageFrame {
  int turn = 0;      // quarter turns clockwise from the upright frame to the page as shown
  double lean = 0;   // radians clockwise by which the page as shown leans beyond that
  double width = 0;  // of the page as shown, in points
  double height = 0;
};

// In which direction most of the page's glyphs are written: quarter turns clockwise, 0..3.
int DominantTurn(const Page& page);

// The page as it would stand if it were turned back by `turn` quarter turns: writing runs left to
// right.
Page TurnUpright(const Page& page, int turn);

// The box on the page as shown that holds `box` of the upright frame. An empty box stays empty.
Rect AsShown(const Rect& box, const PageFrame& frame);

}  // namespace zhibiao

#endif  // EXTRACTORS_FRAME_TURNER_H_
