// Which of the characters that an engine held possible makes words with its neighbours.
#ifndef EXTRACTORS_READING_LANGUAGE_H_
#define EXTRACTORS_READING_LANGUAGE_H_

#include "extractors/ocr_engine.h"
#include "pipeline/result.h"

namespace zhibiao {

// Puts another Chinese character in the place of one only where the engine itself held it possible
// (ReadCharacter::others) and the pairs of characters in templates/character_pairs.tsv outweigh how
// much surer it was of the first. Numerals, digits, letters and signs stay, and so do characters
// whose engine names no others. What is put in has the engine's confidence in it.
LineReading ChooseByLanguage(LineReading reading);

// Errors: kInvalidInput  character_pairs.tsv is damaged; ChooseByLanguage() then changes nothing.
Status CheckCharacterPairs();

}  // namespace zhibiao

#endif  // EXTRACTORS_READING_LANGUAGE_H_
