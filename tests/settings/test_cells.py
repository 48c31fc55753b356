"""Cells of tables for people: no spreadsheet runs them, and they are read back as written."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consult.settings.cells import as_written, inert, sheet


@pytest.mark.parametrize("text", ["=1+1", "+44 20", "-x", "@sum", "\tx", "\rx", "＝1"])
def test_what_a_spreadsheet_would_run_begins_with_an_apostrophe(text):
    assert inert(text) == f"'{text}"


@given(st.text())
def test_every_text_is_read_back_as_it_was_written(text):
    """But for one that began with an apostrophe before a sign already, which loses it."""
    if as_written(text) == text:
        assert as_written(inert(text)) == text


def test_a_sheet_is_a_csv_with_every_cell_inert():
    rows = list(csv.reader(io.StringIO(sheet(("a", "b"), [("=x", None), ("1, 2", 3)]))))

    assert rows == [["a", "b"], ["'=x", ""], ["1, 2", "3"]]
