"""What is unlike the past, in sentences that can be read aloud."""

from collections.abc import Iterable

from majiao.detectors.account.unlikeness import Finding
from majiao.events import Login, Reason

_WORDS = {
    "device": ("没见过的设备", "a device not seen before"),
    "network": ("没用过的网络", "a network not used before"),
    "country": ("从没去过的国家或地区{country}", "a country never seen before{country}"),
    "client": ("没用过的浏览器或系统", "a browser or system not used before"),
    "script": ("脚本程序而不是浏览器", "a script instead of a browser"),
    "failures": ("之前不久有人连续输错密码", "several wrong passwords just before"),
    "breached_pair": ("密码已在别处连同账号一起外泄", "a password leaked elsewhere with this name"),
    "breached_password": ("用的是已外泄的密码", "a password known from leaks"),
}

_SENTENCES = {
    "challenge": Reason(
        "那次不像本人的登录没有通过验证：可能是别人拿到了密码，请先别放行。",
        "The login that was unlike the owner failed its challenge: somebody else may have "
        "the password. Do not let it pass yet.",
    ),
    "password": Reason(
        "刚才那次不像本人的登录，现在又在改密码，像是要把真正的主人关在门外：请先联系本人核实。",
        "After a login unlike the owner the password is now being changed, as if to lock the "
        "owner out: check with the owner first.",
    ),
}
_COUNTRY_LETTERS = 3


def reason_for(findings: Iterable[Finding], login: Login | None = None) -> Reason:
    """Put findings into one sentence each language."""
    found = list(findings)
    for finding in found:
        if finding.id in _SENTENCES:
            return _SENTENCES[finding.id]
    country = _country(login)
    words = [_WORDS[finding.id] for finding in found]
    zh = "、".join(zh for zh, _ in words).replace("{country}", f"（{country}）" if country else "")
    en = ", ".join(en for _, en in words).replace("{country}", f" ({country})" if country else "")
    return Reason(
        f"这次登录和账号主人以往不一样：{zh}。请先让对方完成验证，再让他看订单或改资料。",
        f"This login is unlike the owner's earlier ones: {en}. Ask for a proof before orders "
        "are shown or anything is changed.",
    )


def _country(login: Login | None) -> str:
    # Only a plain country code is repeated; the field could hold anything.
    code = (login.country or "") if login else ""
    plain = code.isascii() and code.isalpha() and len(code) <= _COUNTRY_LETTERS
    return code.upper() if plain else ""
