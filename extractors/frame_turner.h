// Pages whose content stands on its side: turned upright for reading, boxes turned back for
// evidence.
#ifndef EXTRACTORS_FRAME_TURNER_H_
#define EXTRACTORS_FRAME_TURNER_H_

#include "pipeline/document.h"
#include "pipeline/geometry.h"

namespace zhibiao {

// In which direction most of the page's glyphs are written: quarter turns clockwise, 0..3.
int DominantTurn(const Page& page);

// The page as it would stand if it were turned back by `turn` quarter turns: writing runs left to
// right.
Page TurnUpright(const Page& page, int turn);

// A box of the upright page in the frame of the page as shown, which is `width` × `height` points.
Rect TurnBack(const Rect& box, int turn, double width, double height);

}  // namespace zhibiao

#endif  // EXTRACTORS_FRAME_TURNER_H_
