"""`majiao replay`: decisions in order, errors in their place, nothing good lost."""

import json

import pytest

from majiao.lab.workload import workload

LOGIN = (
    b'{"id":"e1","time":"2026-11-11T08:30:00Z","kind":"login","account":"a",'
    b'"outcome":"success","ip":"192.0.2.1"}'
)


def answers(stdout):
    return [json.loads(line) for line in stdout.splitlines()]


def test_bad_lines_are_answered_in_place(majiao):
    lines = [
        LOGIN,
        b'{"id":"bad","kind":"login"}',
        b"{broken",
        b"",
        b'{"id":"o","time":"2026-11-11T08:30:00Z","kind":"order","order":"1","account":"a"}',
        LOGIN.replace(b"e1", b"e2"),
        b"\xff\xfe",
    ]
    code, stdout, _ = majiao("replay", "-", stdin=b"\n".join(lines))
    got = answers(stdout)
    assert code == 1
    assert [line.get("event") for line in got] == ["e1", None, None, "e2", None]
    assert got[1] == {
        "id": "bad",
        "line": 2,
        "error": "Object missing required field `time`, at $.time",
    }
    assert [line["line"] for line in got if "line" in line] == [2, 3, 7]
    assert got[2]["id"] is None


def test_good_lines_exit_with_zero_and_keep_their_order(majiao):
    lines = list(workload(2500, ("login", "field_edit", "message")))
    code, stdout, stderr = majiao("replay", "-", stdin=b"\n".join(lines))
    assert (code, stderr) == (0, "")
    assert [line["event"] for line in answers(stdout)] == [f"b{n}" for n in range(2500)]


def test_a_data_folder_goes_on_where_it_was(majiao, tmp_path):
    lines = list(workload(600, ("login", "field_edit", "message")))
    (tmp_path / "all.jsonl").write_bytes(b"\n".join(lines))
    (tmp_path / "one.jsonl").write_bytes(b"\n".join(lines[:300]))
    (tmp_path / "two.jsonl").write_bytes(b"\n".join(lines[250:]))
    whole = majiao("replay", "all.jsonl")[1].splitlines()
    first = majiao("replay", "one.jsonl", "--data", "d")[1].splitlines()
    second = majiao("replay", "two.jsonl", "--data", "d")[1].splitlines()
    assert first == whole[:300]
    assert second == whole[250:]


def test_another_policy(majiao, tmp_path):
    policy = tmp_path / "p.toml"
    policy.write_text('name = "mine"\nrevision = 4\nrules = []\n')
    _, stdout, _ = majiao("replay", "-", "--policy", policy, stdin=LOGIN)
    assert answers(stdout)[0]["policy"] == "mine@4"


def test_a_policy_that_changed_under_its_revision_is_refused(majiao, tmp_path):
    policy = tmp_path / "p.toml"
    for text in ("rules = []\n", "rules = []\n# changed\n"):
        policy.write_text(f'name = "mine"\nrevision = 4\n{text}')
        code, _, stderr = majiao("replay", "-", "--policy", policy, "--data", "d", stdin=LOGIN)
    assert code == 2
    assert "raise `revision`" in stderr


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("replay",), "Missing argument"),
        (("replay", "nowhere.jsonl"), "cannot read nowhere.jsonl: No such file"),
        (("replay", "-", "--policy", "nowhere.toml"), "does not exist"),
        (("replay", "-", "--colour"), "No such option"),
        (("nonsense",), "No such command"),
    ],
)
def test_wrong_usage_exits_with_two(majiao, args, words):
    code, stdout, stderr = majiao(*args)
    assert (code, stdout) == (2, b"")
    assert words in stderr


def test_a_broken_policy_is_one_line(majiao, tmp_path):
    (tmp_path / "p.toml").write_text("name = 3")
    code, _, stderr = majiao("replay", "-", "--policy", "p.toml", stdin=LOGIN)
    assert code == 2
    assert stderr.splitlines() == ["majiao: policy p.toml: Expected `str`, got `int`, at $.name"]


def test_a_line_that_is_too_long_costs_only_itself(majiao):
    huge = b'{"id":"huge","x":"' + b"x" * (17 * 1024 * 1024) + b'"}'
    code, stdout, _ = majiao("replay", "-", stdin=b"\n".join([LOGIN, huge, LOGIN]))
    got = answers(stdout)
    assert code == 1
    assert got[0] == got[2]
    assert got[1]["line"] == 2
    assert "16777216 bytes" in got[1]["error"]


def test_a_byte_order_mark_is_forgiven(majiao):
    assert majiao("replay", "-", stdin=b"\xef\xbb\xbf" + LOGIN)[0] == 0


def test_output_is_plain_utf8(majiao, tmp_path):
    edit = {
        "id": "e",
        "time": "2026-11-11T08:30:00Z",
        "kind": "field_edit",
        "account": "a",
        "surface": "address",
        "parts": {"notes": "订单异常退款请加客服QQ 1234567"},
    }
    _, stdout, _ = majiao("replay", "-", stdin=json.dumps(edit).encode())
    assert "QQ 1234567" in stdout.decode()
    assert b"\\u" not in stdout
