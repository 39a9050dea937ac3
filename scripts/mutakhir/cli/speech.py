"""The language of help, messages and outputs: Indonesian unless `--lang en` or MUTAKHIR_LANG=en."""

import os
import sys

from mutakhir.domain.language import Language, Text


def chosen_language() -> Language:
    """Language of this process; help texts need it before options are parsed, so the words themselves are read."""
    words = sys.argv[1:]
    for position, word in enumerate(words):
        if word == "--lang" or word.startswith("--lang="):
            said = word[len("--lang=") :] or "".join(words[position + 1 : position + 2])
            return Language.EN if said == "en" else Language.ID
    return Language.EN if os.environ.get("MUTAKHIR_LANG", "").lower() == "en" else Language.ID


LANGUAGE = chosen_language()


def one_line(text: str) -> str:
    """`text` on one line, without control or invisible characters: names in it come from files of others."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def say(indonesian: str, english: str) -> str:
    """The words in the language of this process."""
    return Text(indonesian, english).in_(LANGUAGE)
