"""The twelve tactics of the refund scam, how heavy each is, and what to do about them."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from majiao.events import Reason
from majiao.text.shapes import Verdict


class Tactic(NamedTuple):
    """A tactic: its name, what it means, and what answers it.

    `asks` is false for tactics that only set the stage.
    """

    title: Reason
    reason: Reason
    advice: Reason | None
    asks: bool
    heavy: bool


def _tactic(
    title: tuple[str, str],
    reason: tuple[str, str],
    advice: tuple[str, str] | None = None,
    *,
    asks: bool = True,
    heavy: bool = False,
) -> Tactic:
    return Tactic(Reason(*title), Reason(*reason), Reason(*advice) if advice else None, asks, heavy)


TACTICS: dict[str, Tactic] = {
    "pretext_fault": _tactic(
        ("借口：订单出错", "pretext: a fault in the order"),
        (
            "对方主动说订单出了问题要给您退款或赔付。",
            "They say, unasked, that something is wrong with your order and money is due to you.",
        ),
        asks=False,
    ),
    "borrowed_trust": _tactic(
        ("借来的信任", "borrowed trust"),
        (
            "对方用工号、文件或您的订单信息让您相信他，这些都证明不了身份。",
            "They use a badge, papers or your order data as proof. None of it proves who they are.",
        ),
        asks=False,
    ),
    "channel_move": _tactic(
        ("离开平台", "leaving the platform"),
        (
            "对方要您加QQ、微信或别的软件谈退款，真客服在平台内就能办。",
            "They move you to a private chat. Real staff can do a refund inside the shop.",
        ),
    ),
    "fee_credit_threat": _tactic(
        ("扣费或征信恐吓", "threat of fees or bad credit"),
        (
            "对方说您开通了收费服务或会影响征信。",
            "They say you will be charged for a service, or that your credit will suffer.",
        ),
        (
            "微信、支付宝、抖音的百万保障是免费的，不用续费，不用取消，也不影响征信。",
            "The payment protection of WeChat, Alipay and Douyin is free and needs no cancelling.",
        ),
        asks=False,
    ),
    "urgency_isolation": _tactic(
        ("催促和隔离", "hurry and isolation"),
        (
            "对方催您、不让挂电话或不让告诉别人。",
            "They hurry you, keep you on the line or want you to tell nobody.",
        ),
        ("挂断电话不会影响退款。", "Hanging up does no harm to a refund."),
    ),
    "remote_control": _tactic(
        ("看屏幕或远程操作", "seeing or controlling your screen"),
        (
            "对方要您共享屏幕或装软件办退款，真客服不会这样做。",
            "They want to see your screen or install an app. Real staff never need that.",
        ),
        (
            "请马上停止共享，卸载对方让您装的软件。",
            "Stop sharing now and remove what they had you install.",
        ),
        heavy=True,
    ),
    "link_form": _tactic(
        ("平台外的链接或表单", "a link or form outside the shop"),
        (
            "对方要您在平台外的网页或二维码上办退款，真退款在订单页。",
            "They send you to a page outside the shop. Real refunds are on your order page.",
        ),
        ("不要点对方发的链接。", "Do not open links they send."),
    ),
    "credential_harvest": _tactic(
        ("套取密码和验证码", "asking for codes and passwords"),
        (
            "对方要您的验证码、密码或卡片资料，真客服不会问。",
            "They want your codes, passwords or card details. Real staff never ask.",
        ),
        (
            "验证码和密码不要告诉任何人；已经说了，请马上改密码并联系银行。",
            "Tell nobody your codes. If you did, change the password and call your bank now.",
        ),
        heavy=True,
    ),
    "transfer_pretext": _tactic(
        ("以退款为名要您付钱", "paying in order to be refunded"),
        (
            "对方要您先转账或付钱，真退款会原路退回，不用您付任何钱。",
            "They want you to pay first. A real refund returns the way you paid and costs nothing.",
        ),
        (
            "如果已经转账，请马上拨打110，并联系您的银行止付。",
            "If you have already sent money, call the police (110 in China) and your bank at once.",
        ),
        heavy=True,
    ),
    "loan_lift": _tactic(
        ("要您借钱", "making you borrow"),
        (
            "对方要您借钱或开通贷款，退款绝不需要借钱。",
            "They want you to borrow money. No refund ever needs a loan.",
        ),
        (
            "不要借钱；已经借出来的钱不要转走。",
            "Do not borrow. If you already did, do not send that money on.",
        ),
        heavy=True,
    ),
    "defence_disable": _tactic(
        ("关掉保护", "switching off protection"),
        (
            "对方要您关掉安全软件或不理会警告，真客服不会这样做。",
            "They want a protection switched off or a warning ignored. Real staff never do.",
        ),
        (
            "不要卸载安全软件；96110打来请接听。",
            "Keep your security software. If 96110 (China's anti-fraud line) calls, answer it.",
        ),
        heavy=True,
    ),
    "escalate_repeat": _tactic(
        ("出错了再付一次", "an error, so pay again"),
        (
            "对方说没成功要您再付一次，付得越多损失越大。",
            "They say it failed and want another payment. Each one is lost.",
        ),
        (
            "不要再付；如果已经转账，请马上拨打110，并联系您的银行止付。",
            "Pay no more. If you sent money, call the police (110 in China) and your bank now.",
        ),
        heavy=True,
    ),
}
"""The contract's twelve tactics in the order in which they usually come."""

_FIRST: dict[Verdict, Reason] = {
    "danger": Reason(
        "请先挂断，不要照做。自己打开购物软件，从订单里联系客服核实；"
        "拿不准就拨打96110，钱已转出就拨打110。",
        "Hang up and do nothing they say. Open the shop's own app and ask from your order. "
        "In China call 96110 if unsure and 110 if money has gone.",
    ),
    "caution": Reason(
        "先别操作。自己打开购物软件，从订单里联系客服核实；拿不准就拨打96110。",
        "Wait. Open the shop's own app yourself and ask from your order. "
        "In China you can also ask 96110.",
    ),
    "ok": Reason(
        "没有发现可疑的要求。若有人要您转账、借钱、共享屏幕或说出验证码，请先挂断再核实。",
        "Nothing suspicious was found. If anybody asks for money, a loan, your screen or a code, "
        "hang up first and check.",
    ),
}


def advice(level: Verdict, tactics: Iterable[str] = ()) -> Reason:
    """Say what to do, for a verdict and the tactics found."""
    parts = [_FIRST[level]]
    if level != "ok":
        named = set(tactics)
        parts += [t.advice for id_, t in TACTICS.items() if id_ in named and t.advice]
    unique = list(dict.fromkeys(parts))
    return Reason("".join(p.zh for p in unique), " ".join(p.en for p in unique))


DANGER_AT, CAUTION_AT = 0.7, 0.4
"""Joint strength from which a text is dangerous, or cannot be told apart."""

ASK_AT, STAGE_AT = 0.3, 0.5
"""A text that asks for nothing (below the first) must set a thick stage for a caution."""


def joint(strengths: Mapping[str, float]) -> float:
    """Join the strengths of several tactics as independent witnesses (noisy OR)."""
    doubt = 1.0
    for strength in strengths.values():
        doubt *= 1.0 - strength
    return 1.0 - doubt


def verdict(strengths: Mapping[str, float]) -> Verdict:
    """Judge the strongest evidence of each tactic together.

    Setting the stage is never dangerous alone: somebody must ask for something.
    """
    score = joint(strengths)
    ask = max((s for t, s in strengths.items() if TACTICS[t].asks), default=0.0)
    if score >= DANGER_AT and ask >= CAUTION_AT:
        return "danger"
    return "caution" if score >= (CAUTION_AT if ask >= ASK_AT else STAGE_AT) else "ok"
