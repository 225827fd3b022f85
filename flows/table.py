"""A query's result on the terminal."""

from __future__ import annotations

import shutil
import sys

import polars as pl

# A file or a pipe has no width; this shows most tables whole.
_WIDTH_WITHOUT_TERMINAL = 160


def print_frame(frame: pl.DataFrame, form: str) -> None:
    """Print as `table`, `csv`, `json` (an array of objects) or `markdown`."""
    if form == "csv":
        sys.stdout.write(frame.write_csv())
    elif form == "json":
        sys.stdout.write(frame.write_json() + "\n")
    else:
        width = shutil.get_terminal_size((_WIDTH_WITHOUT_TERMINAL, 24)).columns
        with pl.Config(
            tbl_formatting="MARKDOWN" if form == "markdown" else "UTF8_FULL_CONDENSED",
            tbl_rows=-1,
            tbl_cols=-1,
            tbl_width_chars=-1 if form == "markdown" else width,
            fmt_str_lengths=10_000 if form == "markdown" else 200,
            tbl_hide_dataframe_shape=True,
            tbl_hide_column_data_types=True,
            tbl_cell_numeric_alignment="RIGHT",
            fmt_table_cell_list_len=-1,
        ):
            print(frame)
        if form == "table":
            print(f"{frame.height} row{'' if frame.height == 1 else 's'}")
