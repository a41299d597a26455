"""Signs people know from elsewhere, and what is written here instead of them."""

INSTEAD = {
    "==": "=",
    "<>": "!=",
    "&&": "and",
    "||": "or",
    "!": "not(…)",
    "&": "+",
    "|": "or",
    "%": "modulo(…, …)",
    "'": '"',
    ";": ",",
    "“": '"',
    "”": '"',
    "‘": '"',
    "’": '"',
    "＂": '"',
    "，": ",",
    "、": ",",
    "；": ",",
    "：": ":",
    "。": ".",
    "．": ".",
    "（": "(",
    "）": ")",
    "［": "[",
    "］": "]",
    "【": "[",
    "】": "]",
    "｛": "{",
    "｝": "}",
    "＋": "+",
    "－": "-",
    "×": "*",
    "＊": "*",
    "÷": "/",
    "／": "/",
    "＝": "=",
    "≠": "!=",
    "＜": "<",
    "＞": ">",
    "≤": "<=",
    "≥": ">=",
    "！": "not(…)",
    "？": "?",
}
"""Of other languages, and of the Chinese keyboard."""
NEVER = r"==|(?<!function)<>|&&|\|\|"
"""The pattern of what looks as if it were made of signs of the language, and never is.

Only a function without parameters is of the type ``function<> -> …``.
"""
