"""Sums and accounts in a request: "send £40", "to sort code …", "1020 became 10200"."""

import re

_CURRENCY = r"(?:[$£€₦₹]|rm|rs\.? ?|[sca]\$|nt\$|hk\$|r|n|p|php ?|(?:us|au|sg)d ?)?"
_VERB = (
    "send|pay|transfer|wire|zelle|venmo|paynow|duitnow|return|post|settle|load|cash-in|put|bank|"
    "move|momo|interac|eft|top up|advance|remit|forward|lodge|push|give|lend"
)
_SMALL_WORDS = (
    "me|us|back|over|the|only|just|another|him|her|them|in|it|a|rest|first|his|my|your|excess|"
    "balance|extra|through|part|that|then|to it|up"
)
_NUMBERS = (
    "ten|twelve|fifteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|(?:(?:one|two|three|"
    "four|five|six|seven|eight|nine|ten|fifteen|twenty|fifty) )?(?:hundred|thousand|grand|quid)"
)
PAY_SUM = re.compile(
    r"(?<![赔应到已代实未货自支偿])"
    r"(?:[转付交存汇垫缴]|转账|支付|"
    r"打(?!110|165|9\d{4}|12\d)(?=给我|[个了]?[¥$]? ?\d{2}|.[千百万块]))"
    r"[个了我他她给]{0,2}"
    r"(?=[¥$]? ?\d[\d,.]|[¥$]? ?\d ?[元块万w]|[一二三四五六七八九两几]{1,3}[千百万块十])"
    rf"|(?<![a-z])(?:{_VERB})(?: (?:{_SMALL_WORDS})){{0,4}}"
    rf"(?= ?{_CURRENCY}\d[\d,.]+| (?:{_NUMBERS})(?![a-z]))"
)
"""A verb of paying right before a sum."""

_ACCOUNT_WORDS = (
    "a/?cc?t?\\.?|account(?: no\\.?| number)?|bsb|sort(?: code)?|iban|uen|payid|zelle|cash ?app|"
    "venmo|opay|palmpay|momo|gcash|easypaisa|kuda|paym|m-?pesa|fps|duitnow|paynow|interac|e-transfer|"
    "账号|账户|帐号|卡号|户名|建行|工行|农行|招行|邮储|中行|中信|交行"
)
ACCOUNT = re.compile(
    rf"(?<!your )(?:{_ACCOUNT_WORDS})[^\dx*\n]{{0,22}}"
    r"(?:\$[a-z]|[a-z]{0,2}\d(?:[ \-*]{0,3}\d){5,40})"
    r"|(?<!\d)\d{2}-\d{2}-\d{2},? {1,2}(?:a/c |acct? |account )?\d{7,8}(?!\d)"
)
"""An account to pay into, named with its number."""

EXCESS = re.compile(
    rf"(?:instead of|rather than|in place of|not) ?{_CURRENCY}\d"
    r"|(?<![\d千百十万])[\d千百十万]{1,9}[块元]?，?,?(?:打|转|退|输|发|看|写|填|扫)成了?"
    r"[\d一二两三四五六七八九]"
)
"""One sum that is said to have become another."""

AMOUNT = re.compile(
    r"(?:[¥$€£₹]|rmb|rm|nt\$|hk\$|s\$|a\$|usd|inr|rs\.?)\s?\d[\d,]{0,12}(?:\.\d{1,2})?(?!\d)"
    r"|(?<![\d.])\d[\d,]{0,12}(?:\.\d{1,2})?\s?(?:万元|万块|元|块钱|块|万)"
)
"""A sum of money."""
