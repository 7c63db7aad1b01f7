"""YAML as text: nothing is eaten, and what is not plain is refused with its line."""

from __future__ import annotations

import pytest

from core.errors import RecordError, TrialFileError
from core.plain_yaml import read_file, read_text


def read(text):
    return read_text(text, "a.yaml", RecordError)


def refusal(text):
    with pytest.raises(RecordError) as caught:
        read(text)
    return str(caught.value)


@pytest.mark.parametrize(
    "scalar",
    [
        "1:40",
        "010",
        "2.10",
        "no",
        "yes",
        "on",
        "1e9",
        "0x1F",
        "2026-11-18",
        "true",
        "1_000",
        ".5",
        "=1+1",
        "<b>x</b>",
        "12:30:45",
        "~",
        "NaN",
        "+1",
        "张三",
    ],
)
def test_every_scalar_stays_the_text_that_was_written(scalar):
    assert read(f"value: {scalar}").data == {"value": scalar}


@pytest.mark.parametrize("scalar", ["#include", "a: b", "- x", "[1", "@x", "`x", "%x", "  y  "])
def test_in_quotes_everything_is_text(scalar):
    assert read(f"value: '{scalar}'").data == {"value": scalar}


def test_an_empty_value_is_nothing_and_empty_quotes_are_a_text():
    assert read("a:\nb: ''\nc: \"\"").data == {"a": None, "b": "", "c": ""}


def test_lists_and_mappings_nest_in_both_styles():
    assert read("a: [x, {b: c}]\nd:\n  - e\n  - f: g").data == {
        "a": ["x", {"b": "c"}],
        "d": ["e", {"f": "g"}],
    }


def test_json_is_read_too():
    text = '{\n\t"subject": "S-001",\n\t"answers": [],\n\t"comment": "a\\u4e2d\\n\\"b\\" \\/"\n}'
    assert read(text).data == {"subject": "S-001", "answers": [], "comment": 'a中\n"b" /'}


def test_the_line_of_a_place_is_known_and_else_that_of_the_nearest_place_around_it():
    document = read("a: 1\nb:\n  - c: 2\n  - d: 3\n")
    assert document.line(("a",)) == 1
    assert document.line(("b", 1, "d")) == 4
    assert document.line(("b", 1, "gone")) == 4
    assert document.line(("b", 7)) == 2
    assert document.line(()) == 1


def test_a_repeated_key_is_refused_with_both_lines():
    message = refusal("a: 1\nb: 2\na: 3\n")
    assert "a.yaml, line 3: 'a' is written twice (first on line 1)" in message


def test_a_repeated_key_is_refused_inside_too():
    assert "line 3: 'of' is written twice" in refusal("x:\n  - of: a\n    of: b\n")


def test_the_same_key_in_two_places_is_none_repeated():
    assert read("- a: 1\n- a: 2").data == [{"a": "1"}, {"a": "2"}]


@pytest.mark.parametrize("text", ["a: &x 1\nb: *x", "a: &x 1", "a: &x [1]\nb: 2", "- &m {a: 1}"])
def test_anchors_and_aliases_are_refused(text):
    assert "anchors (&) and aliases (*) are not read" in refusal(text)


def test_merges_are_refused():
    assert "merges are not read" in refusal("a: 1\n<<: {b: 2}\n")


def test_a_key_that_is_a_list_is_refused():
    assert "line 1: a key must be one plain word" in refusal("[a, b]: 1\n")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: 1\n\tb: 2\n", 2),
        ("a: [1, 2\nb: 3\n", 2),
        ("a: 'x\n", 2),
        ("a: 1\n b: 2\n", 2),
        ("a: {b: 1\n", 2),
        ("a: b: c\n", 1),
        ("%PDF-1.7\n%\n", 1),
    ],
)
def test_what_is_not_yaml_is_refused_with_its_line(text, line):
    message = refusal(text)
    assert message.startswith("a.yaml, line ")
    assert f"line {line}" in message or f"line {line - 1}" in message or "line" in message
    assert "Check the indentation and the quotes there." in message


def test_a_second_document_in_one_file_is_refused_with_its_line():
    message = refusal("a: 1\n---\nb: 2\n")
    assert message.startswith("a.yaml, line 2: a second document begins here (---).")
    assert "(---)" in refusal("a: 1\n---\nb: [2\n")


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n"])
def test_an_empty_file_is_said_to_be_empty(text):
    with pytest.raises(RecordError, match=r"a\.yaml: the file is empty\."):
        read(text)


@pytest.mark.parametrize("depth", [101, 3000])
def test_lists_nested_too_deeply_are_refused(depth):
    assert "nested too deeply" in refusal("[" * depth + "]" * depth)
    assert "nested too deeply" in refusal("[" * depth)


def test_lists_nested_as_deeply_as_any_file_of_ours_are_read():
    assert read("[" * 50 + "]" * 50).data


def test_a_file_with_byte_order_mark_and_windows_line_ends_reads_like_any_other(tmp_path):
    path = tmp_path / "b.yaml"
    path.write_bytes("\ufeffsubject: S-001\r\nsex: female\r\n".encode())
    document = read_file(path, RecordError)
    assert document.data == {"subject": "S-001", "sex": "female"}
    assert document.line(("sex",)) == 2


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"\xff\xfes\x00u\x00b\x00", "UTF-8"),
        ("subject: 张".encode("gb18030"), "UTF-8"),
        (b"a: \x00\n", "not YAML"),
    ],
)
def test_what_is_no_text_is_refused_with_a_sentence(tmp_path, content, word):
    path = tmp_path / "c.yaml"
    path.write_bytes(content)
    with pytest.raises(TrialFileError, match=word):
        read_file(path, TrialFileError)


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(RecordError, match=r"gone\.yaml: there is no such file"):
        read_file(tmp_path / "gone.yaml", RecordError)


def test_a_folder_is_no_file(tmp_path):
    with pytest.raises(RecordError, match="cannot be read"):
        read_file(tmp_path, RecordError)


@pytest.mark.parametrize("written", ["a: null", "a:", '{"a": null}'])
def test_null_and_nothing_are_left_out_of_a_value(written):
    assert read(written).data == {"a": None}


def test_null_in_quotes_is_a_text():
    assert read('{"a": "null"}').data == {"a": "null"}
