"""API keys are shown once, kept as digests, and can be revoked."""

import pytest

from majiao.store import ApiKeys, open_database, sqlite_url


@pytest.fixture
def keys(tmp_path):
    engine = open_database(sqlite_url(tmp_path))
    yield ApiKeys(engine)
    engine.dispose()


def test_a_key_verifies(keys):
    secret = keys.create("shop", ["decide"])
    found = keys.verify(secret)
    assert (found.name, found.scopes) == ("shop", ("decide",))


@pytest.mark.parametrize("change", [lambda k: k + "x", lambda k: k[:-1], lambda k: k.upper()])
def test_another_secret_does_not(keys, change):
    assert keys.verify(change(keys.create("shop", ["decide"]))) is None


@pytest.mark.parametrize("presented", ["", "mj", "mj__", "mj_000000000000_x", "Bearer x", "\0"])
def test_nonsense_does_not(keys, presented):
    assert keys.verify(presented) is None


def test_revoked_is_useless(keys):
    secret = keys.create("shop", ["decide"])
    assert keys.revoke(keys.verify(secret).id)
    assert keys.verify(secret) is None
    assert keys.all()[0].revoked


def test_an_unknown_scope_is_refused(keys):
    with pytest.raises(ValueError, match="no such scope: root"):
        keys.create("shop", ["root"])


def test_the_secret_is_not_in_the_file(keys, tmp_path):
    secret = keys.create("shop", ["decide"]).rsplit("_", 1)[1].encode()
    assert not any(secret in path.read_bytes() for path in tmp_path.iterdir())
