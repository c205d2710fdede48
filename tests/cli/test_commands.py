"""Help is quick because it imports little; the small commands say what they should."""

import json
import subprocess
import sys

HEAVY = ("litestar", "sqlalchemy", "alembic", "uvicorn", "rich", "opencc", "can_ada", "numpy")


def test_help_lists_every_command_and_imports_nothing_heavy():
    script = (
        "import sys\nfrom majiao.cli import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run(  # noqa: S603  our own
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"
    for command in ("serve", "check", "replay", "doctor", "keys", "policy", "bench"):
        assert f"\n  {command} " in done.stdout


def test_version(majiao):
    assert majiao("--version")[1].startswith(b"majiao, version ")


def test_keys_from_birth_to_death(majiao):
    assert b"no keys yet" in majiao("keys", "list")[1]
    secret = majiao("keys", "create", "shop", "--scope", "decide")[1].decode().strip()
    listed = majiao("keys", "list")[1].decode()
    key = listed.split()[0]
    assert secret.startswith(f"mj_{key}_")
    assert secret not in listed
    assert "in use" in listed
    assert majiao("keys", "revoke", key)[0] == 0
    assert "revoked" in majiao("keys", "list")[1].decode()
    code, _, stderr = majiao("keys", "revoke", key)
    assert code == 2
    assert "no key in use has the id" in stderr


def test_the_default_policy_can_be_written_down_and_checked(majiao, tmp_path):
    (tmp_path / "p.toml").write_bytes(majiao("policy")[1])
    assert b"nothing wrong" in majiao("policy", "p.toml")[1]


def test_the_schema_is_json(majiao):
    schema = json.loads(majiao("schema")[1])
    assert {"Login", "Report", "Decision"} <= set(schema["$defs"])


def test_doctor_on_nothing(majiao):
    code, stdout, _ = majiao("doctor")
    report = stdout.decode()
    assert code == 0
    assert "no data in .majiao yet" in report
    assert 'domains = ["your-shop.com"]' in report
    assert "planted-notice" in report


def test_doctor_finds_what_is_wrong(majiao, tmp_path):
    (tmp_path / "majiao.toml").write_text("[shop]\nbrnd = 'x'")
    (tmp_path / ".majiao").mkdir()
    (tmp_path / ".majiao" / "majiao.db").write_bytes(b"not a database at all, really" * 100)
    code, stdout, _ = majiao("doctor")
    report = stdout.decode()
    assert code == 1
    assert report.count("WRONG") == 2
    assert "unknown field `brnd`" in report


def test_doctor_after_use(majiao, tmp_path):
    majiao("keys", "create", "shop")
    assert "1 API keys in use" in majiao("doctor")[1].decode()
