"""Lines become paragraphs again."""

import pytest

from tasks.read.press.line_breaks import joined


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["Die Brücke", "bleibt zu."], "Die Brücke bleibt zu."),
        (["Die Bürger-", "meisterin sprach."], "Die Bürgermeisterin sprach."),
        (["Der CDU-", "Politiker sprach."], "Der CDU-Politiker sprach."),
        (["Hin-", "und Rückweg"], "Hin- und Rückweg"),
        (["eine Über\u00ad", "raschung, Ka\u00adtze"], "eine Überraschung, Katze"),
        (["2023-", "24 war"], "2023- 24 war"),
        (["er kam –", "und ging", "", "  "], "er kam – und ging"),
    ],
)
def test_lines_are_put_together(lines: list[str], text: str) -> None:
    assert joined(lines) == text
