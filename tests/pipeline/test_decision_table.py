"""Tables of decisions: what columns must hold, what fills them in, and what is refused."""

from __future__ import annotations

import pytest

from consult.domain.errors import ConsultError
from consult.pipeline.decision_table import read_decisions


def read(tmp_path, text, *, by="", reason="", encoding="utf-8"):
    path = tmp_path / "decisions.csv"
    path.write_bytes(text.encode(encoding))
    return read_decisions(
        path, needs=("id",), may=("as", "label"), shown=("evidence",), by=by, reason=reason
    )


def test_rows_have_all_columns_and_the_command_fills_in_who_and_why(tmp_path):
    """A cell of its own goes before the command's word; what is only shown is passed over."""
    rows = read(
        tmp_path,
        "\ufeffID, As ,reason,evidence\r\na,valid,,=x\r\n,,,\r\nb, blank ,seen,\r\n",
        by="Kim",
        reason="by table",
    )

    assert rows == [
        {"id": "a", "as": "valid", "label": "", "by": "Kim", "reason": "by table"},
        {"id": "b", "as": "blank", "label": "", "by": "Kim", "reason": "seen"},
    ]


def test_a_cell_that_was_made_inert_is_read_as_it_was_written(tmp_path):
    (row,) = read(tmp_path, "id,label\na,'=two trees\n")

    assert row["label"] == "=two trees"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "no header"),
        ("as\nvalid\n", "needs the column id"),
        ("id,colour\na,red\n", "it has id, colour"),
        ("id,as,as\na,b,c\n", "each once"),
        ("id,as\n,valid\n", "row 2 of .* has no id"),
        ("id,as\na,valid\nb,valid,more\n", "row 3 of .* has more cells"),
        ('id,as\na,"valid\n', "cannot be read"),
    ],
)
def test_a_table_that_does_not_fit_says_where(tmp_path, text, says):
    with pytest.raises(ConsultError, match=rf"DECISION_TABLE.*{says}"):
        read(tmp_path, text)


def test_a_table_in_another_encoding_cannot_be_read(tmp_path):
    with pytest.raises(ConsultError, match=r"DECISION_TABLE.*cannot be read"):
        read(tmp_path, "id,label\na,café\n", encoding="latin-1")


def test_a_table_from_a_spreadsheet_with_decimal_commas_is_read(tmp_path):
    """Such spreadsheets put semicolons between cells; one that exports UTF-16 puts tabs."""
    (row,) = read(tmp_path, "id;as;label\na;valid;reeds, and mud\n")
    assert (row["as"], row["label"]) == ("valid", "reeds, and mud")

    (row,) = read(tmp_path, "id\tas\tlabel\na\tvalid\tcafé\n", encoding="utf-16")
    assert row["label"] == "café"
