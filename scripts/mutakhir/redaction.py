"""Sentences without the secrets of a profile: a password may stand in a host, a name or a path as well."""

import re

_SECRETS = (
    (re.compile(r"://\S*@"), "://***@"),
    (re.compile(r"(password\s*=\s*)(?:'[^']*'?|\"[^\"]*\"?|\S+)", re.IGNORECASE), r"\1***"),
    # Options of an address, such as a token; not the \\?\ before a long path of Windows.
    (re.compile(r"(?<!\\)\?\S+"), "?***"),
)


def without_secrets(text: str) -> str:
    """`text` with stars for what stands between :// and @, after password= and after a question mark."""
    for secret, stars in _SECRETS:
        text = secret.sub(stars, text)
    return text
