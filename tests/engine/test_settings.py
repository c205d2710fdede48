"""Settings come from one file and the environment, and errors name the place."""

import pytest

from majiao.engine.plugins import build, detector_classes
from majiao.engine.settings import Settings, SettingsError, load_settings
from majiao.events import Context


def test_nothing_gives_the_defaults(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert load_settings(environment={}) == Settings()


def test_file_then_environment(tmp_path):
    file = tmp_path / "m.toml"
    file.write_text('[shop]\nbrand = "好书网"\ndomains = ["haoshu.example"]\n[engine]\nbatch = 9\n')
    settings = load_settings(
        file, {"MAJIAO__ENGINE__BATCH": "7", "MAJIAO__SHOP__BRAND": "Good Books", "HOME": "/"}
    )
    assert settings.engine.batch == 7
    assert settings.shop.brand == "Good Books"
    assert settings.shop.context().shop_domains == ("haoshu.example",)


@pytest.mark.parametrize(
    ("text", "environment", "error"),
    [
        ("[shop", {}, "not valid TOML"),
        ("[shop]\nbrnd = 'x'", {}, r"unknown field `brnd`, at \$\.shop\.brnd"),
        ("[engine]\nbatch = 0", {}, r"at \$\.engine\.batch"),
        ("", {"MAJIAO__ENGINE__DURABILITY": "none"}, r"at \$\.engine\.durability"),
        ("", {"MAJIAO__BATCH": "3"}, "MAJIAO__SECTION__KEY"),
    ],
)
def test_errors_name_the_place(tmp_path, text, environment, error):
    file = tmp_path / "m.toml"
    file.write_text(text)
    with pytest.raises(SettingsError, match=error):
        load_settings(file, environment)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(SettingsError, match=r"nope\.toml"):
        load_settings(tmp_path / "nope.toml", {})


def test_a_detector_can_be_switched_off():
    ids = [detector.about.id for detector in build(Context(), ("foreign-link",))]
    assert "foreign-link" not in ids
    assert len(ids) == len(detector_classes()) - 1
    with pytest.raises(ValueError, match="no detector is called nonsense"):
        build(Context(), ("nonsense",))
