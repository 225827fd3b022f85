import sys
import unicodedata

from tasks.text.invisible import visible

# They are shown, and stand for something.
_NUMBER_SIGNS = "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2"


def test_all_that_is_not_shown_and_no_white_space_is_left_out() -> None:
    for char in map(chr, range(sys.maxunicode + 1)):
        unseen = unicodedata.category(char) in ("Cf", "Cc") and not char.isspace()
        if unseen and char not in _NUMBER_SIGNS and not "\U000110bd" <= char <= "\U0001345f":
            assert visible(f"Mer{char}kel") == "Merkel", ascii(char)
        elif not unseen:
            assert visible(char) == char, ascii(char)
