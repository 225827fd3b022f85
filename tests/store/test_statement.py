from tasks.store.statement import split


def test_a_semicolon_in_what_is_quoted_or_in_a_comment_ends_no_statement() -> None:
    sql = "-- first; still first\nselect ';' as mark; /* a; b */ select $$;$$, \"a;b\" from t;\n"
    first, second = split(sql)
    assert first.endswith("select ';' as mark;")
    assert second.endswith("from t;")
