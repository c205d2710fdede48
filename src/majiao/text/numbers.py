"""Long digit runs told apart: phone, bank card, account, QQ, meeting, order, waybill."""

import re

MOBILE = re.compile(r"(?:0086|86)?1(?:3\d|4[05-9]|5[0-35-9]|6[2567]|7\d|8\d|9[0-35-9])\d{8}\Z")
_VIRTUAL = re.compile(r"(?:0086|86)?1(?:70|71|62|65|67)\d{8}\Z")

_LANDLINE = re.compile(r"0(?:10|2\d|[3-9]\d{2})[2-8]\d{6,7}\d{0,4}\Z")
_SERVICE = re.compile(r"(?:[48]00\d{7}|1[38]00\d{6}|1?8(?:00|33|44|55|66|77|88)\d{7})\Z")
_ABROAD = re.compile(r"00[1-9]\d{6,14}\Z")

_ORDER = re.compile(
    r"(?:订单|单号|编号|合同|发票|税号|isbn|流水|案件|案号|批号|条码|条形码|工单|备案|货号|型号|款号|学号|工号|证号|邮编|"
    r"order|tracking|ref|reference|invoice|sku|no\.?|ticket|case|asin|upc|ean|serial|po box|batch|编码|码|会员号|户号|69码|"
    r"合约|运单|快递单|面单|物流|waybill|parcel|积分|box|gd|rma)[^\w]{0,4}[a-z#\-]{0,6}\W{0,3}\Z"
)
_CARD = re.compile(
    r"(?:卡|账|帐|户|转|汇|存入|打款|打到|银行|建行|工行|农行|招行|中行|card|account|acct|iban|a/c|pay)"
)
_COMPANY = re.compile(
    r"(?:对公|公户|公司账|公司帐|公司户|法人|开户行|户名|企业账|监管账|business account|company account)"
)
_QQ = re.compile(
    r"(?:q{1,2}|企鹅|[扣叩蔻抠口]{2}|扌口扌口|秋秋|球球|丘丘|🐧|企点|扣|鹅|加q|q裙|q群)"
    r"(?:群|号码?|裙|客服|小号|id|:|是|为|搜|[ .·\-_=()#+~，,“\"「、/\n]|加|请|账号){0,5}\Z"
)
_WX = re.compile(
    r"(?:微信?|vx|wx|weixin|[薇威徽卫维溦葳蔽巍魏唯][信芯欣星]?|v信|💚信?|绿泡泡|信)(?:同|号码?|:|是|[ ❤♥\-_=()·]){0,5}\Z"
)
_IM = re.compile(
    r"(?:telegram|tg|whats ?app|wa|line|skype|signal|钉钉群?|飞书|飞信|密聊|飞机|viber|zalo|imo)"
    r"(?:群|号|id|:|at|on|me|number|[ @+.\-=()]){0,6}\Z"
)
_MEETING = re.compile(
    r"(?:会议|房间|入会|设备代?码|识别码|伙伴码|设备号|连接码|zoom|meeting|anydesk|any desk|todesk|teamviewer|"
    r"session|partner id|向日葵)[^\d]{0,8}\Z"
)
_CALL = re.compile(
    r"(?:call|phone|ring|tel|text|dial|whatsapp|电话|电联|致电|拨打?|热线|专线|联系|手机|座机|contact|mobile|cell|"
    r"number|客服|咨询|连着拨|打)[^\d]{0,10}\Z"
)


def is_virtual(phone: str) -> bool:
    """Say whether a mobile number is of a virtual operator (170, 171, 162, 165, 167): weak."""
    return _VIRTUAL.match(re.sub(r"\D", "", phone[:40])) is not None


def from_abroad(phone: str) -> bool:
    """Say whether a number is written with a foreign country's prefix, seen from China."""
    digits = re.sub(r"[^\d+]", "", phone[:40])
    return digits.startswith(("+", "00")) and not digits.startswith(("+86", "0086"))


def luhn(digits: str) -> bool:
    """Check the last digit as ISO/IEC 7812 does."""
    total = 0
    for index, char in enumerate(reversed(digits)):
        value = int(char) * (2 if index % 2 else 1)
        total += value - 9 if value > 9 else value  # noqa: PLR2004  two digits are added up
    return total % 10 == 0


def card_shaped(digits: str) -> bool:
    """Say whether a number has the length and lead of a UnionPay, Visa or Mastercard card."""
    size = len(digits)
    if digits.startswith("62"):
        return 16 <= size <= 19  # noqa: PLR2004  lengths of ISO/IEC 7812 numbers
    return size == 16 and digits[0] in "4569" and luhn(digits)  # noqa: PLR2004  as above


def classify(digits: str, raw: str, before: str, after: str) -> str | None:
    """Name what a digit run is, from its shape and the words before it; `None` if nothing."""
    size = len(digits)
    if _QQ.search(before) and 5 <= size <= 12 and digits[0] != "0":  # noqa: PLR2004  QQ numbers
        return "qq"
    if _WX.search(before) and 5 <= size <= 14:  # noqa: PLR2004  a bound phone or QQ number
        return "wechat"
    if _IM.search(before) and 5 <= size <= 15:  # noqa: PLR2004  E.164 has at most 15 digits
        return "im"
    if size < 7:  # noqa: PLR2004  shorter is a door, a price, a year
        return None
    if _MEETING.search(before) and 9 <= size <= 12:  # noqa: PLR2004  ids of meeting apps
        return "meeting"
    if _ORDER.search(before):
        return "order"
    if before[-1:].isascii() and before[-1:].isalpha():
        return "waybill" if size >= 8 else None  # noqa: PLR2004  SF, YT, JD and others
    return _phone(digits, raw, before) or _account(digits, before, after)


def _phone(digits: str, raw: str, before: str) -> str | None:
    size = len(digits)
    if MOBILE.match(digits) or _ABROAD.match(digits):
        return "phone"
    if raw.startswith("+") and 8 <= size <= 15:  # noqa: PLR2004  E.164
        return "phone"
    if _SERVICE.match(digits) or (_LANDLINE.match(digits) and size <= 16):  # noqa: PLR2004
        return "phone"
    if 10 <= size <= 11 and re.search(r"\d[ )\-.]{1,2}\d", raw):  # noqa: PLR2004  national forms
        return "phone"
    if 7 <= size <= 11 and _CALL.search(before):  # noqa: PLR2004  without an area code
        return "phone"
    return None


def _account(digits: str, before: str, after: str) -> str | None:
    size = len(digits)
    if card_shaped(digits) and (luhn(digits) or _CARD.search(before + after)):
        return "card"
    if 12 <= size <= 22 and _COMPANY.search(before):  # noqa: PLR2004  lengths differ by bank
        return "company_account"
    if 15 <= size <= 19 and _CARD.search(before):  # noqa: PLR2004  a card whatever its lead
        return "card"
    if size >= 12:  # noqa: PLR2004  the usual confuser
        return "order"
    return None
