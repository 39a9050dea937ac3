"""Texts that must go through every output unharmed and harm nobody."""

FORMULAS = {
    "formula": "=1+1",
    "telephone": "+62 812 0000",
    "dash": "-",
    "at": "@SUM(A1)",
    "command": "=cmd|' /C calc'!A0",
    "link": '=HYPERLINK("http://example.invalid","klik")',
    "tab": "\t=1+1",
    "return": "\r=1+1",
    "blanks": "  =1+1",
}

TEXTS = {
    **FORMULAS,
    "markup": "<script>alert(1)</script>",
    "rich": "<r><t>x</t></r>",
    "broken_rich": "<r></c></r>",
    "entity": "&amp; &lt; \"x\" 'y'",
    "escape": "_x0041_ dan _x000D_",
    "semicolon": 'a;b"c',
    "lines": "satu\ndua",
    "url": "https://example.invalid/a b",
    "array": "{=SUM(A1)}",
    "number": "0012",
    "fraction": "3/5",
    "percent": "%s {0} {{x}}",
    "emoji": "\U0001f6e2 minyak é ü",
    "long": "panjang " * 6000,
}

UNWRITABLE = {"surrogate": "berkas \udce9.xlsx", "control": "a\x00b\x0bc", "noncharacter": "a\ufffeb"}
