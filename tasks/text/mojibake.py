"""Text that was once decoded with the wrong table (FÃ¼r), and lost characters (�).

Repaired only where there is no doubt: the whole text, encoded by one table, is UTF-8. One right
umlaut anywhere in it rules that out. What is doubtful is left as it is, and remarked upon.
"""

from __future__ import annotations

from ftfy import TextFixerConfig, fix_encoding_and_explain

_ENCODINGS_ONLY = TextFixerConfig(
    unescape_html=False,
    fix_latin_ligatures=False,
    fix_character_width=False,
    uncurl_quotes=False,
    fix_line_breaks=False,
    fix_surrogates=False,
    remove_control_chars=False,
    normalization=None,
)
# Steps that change each character by one table and lose none.
_CERTAIN = frozenset(("encode", "decode"))
_LOST = "\ufffd"
_NAMES = {"sloppy-windows-1252": "Windows-1252", "latin-1": "Latin-1", "macroman": "Mac Roman"}


def repair(text: str) -> tuple[str, str | None]:
    """The text, repaired where that is certain, and what its owner should know of it."""
    if text.isascii():
        return text, None
    fixed = fix_encoding_and_explain(text, _ENCODINGS_ONLY)
    steps = fixed.explanation or []
    if steps and _LOST not in text and all(step.action in _CERTAIN for step in steps):
        tables = dict.fromkeys(
            _NAMES.get(step.parameter, step.parameter) for step in steps if step.action == "encode"
        )
        return fixed.text, f"repaired: UTF-8 had been read as {', '.join(tables)} and saved again"
    if steps:
        return text, (
            "loaded as it is, but some characters look wrongly encoded (as in FÃ¼r); "
            "save it again in UTF-8"
        )
    lost = text.count(_LOST)
    if lost:
        return text, (
            f"loaded as it is, but {lost} of its characters were lost before ({_LOST}); "
            "save it again in UTF-8"
        )
    return text, None
