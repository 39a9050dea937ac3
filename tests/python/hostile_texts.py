"""Texts that try to be more than text, for outputs that show names, descriptions and messages from outside."""

HOSTILE = {
    "script": "<script>alert('x')</script>",
    "closing tags": "</td></table></style></script><img src=x onerror=alert(1)>",
    "quotes": '"\' onmouseover="alert(1)" x=\'',
    "entities": "&amp;&lt;b&gt; &#x3c;b&#x3e;",
    "template": "{{ 7 * 7 }}{% raw %}${7*7}#{7*7}",
    "typst": '#eval("1") $x$ *tebal* _miring_ = Judul @acuan <label> `kode` \\ // /* ',
    "right to left": "abc\u202egnp.exe\u202c \u200f\u2067def\u2069",
    "controls": "a\x00b\x07c\x1b[31md\re\nf\tg\x85h",
    "surrogate": "a\ud800b",
    "nonchar": "a\uffffb\ufdd0c\U000e0041d\ue000",
    "scripts": "数据 بيانات 😀 ﷽ Ω я ệ",
    "address": "https://example.org/x?a=1&b=2 javascript:alert(1)",
    "css": '"; } body { background: red } /* ',
    "combining": "Z" + "\u0301" * 300,
    "empty": "",
    "blank": " \u200b\u200e ",
}
LONG = {
    "long sentence": "kata " * 2000,
    "long word": "x" * 10_000,
    "long name": "hulu." + "nama_tabel_" * 900,
}
