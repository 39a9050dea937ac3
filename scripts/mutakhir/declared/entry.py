"""A mapping of a YAML file that can say where it stands, so that every refusal names file, table and key."""

import difflib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mutakhir.domain.language import Text
from mutakhir.errors import ConfigError

# What both engines take without quotes, and short enough for PostgreSQL.
_IDENTIFIER = re.compile(r"[a-z_][a-z0-9_]{0,62}")


@dataclass(frozen=True)
class Entry:
    """One mapping: `file` and `where` (table, column) for sentences, `data` as read."""

    file: str
    where: str
    data: object
    prefix: str = ""

    def __bool__(self) -> bool:
        return bool(self.data)

    def named(self, where: str) -> "Entry":
        """The same mapping under the name people know it by."""
        return Entry(self.file, where, self.data, self.prefix)

    def error(self, key: str, value: object, valid: Iterable[str]) -> ConfigError:
        """One sentence for a value that cannot be: what stands there, and the nearest valid spelling."""
        options = [repr(option) if not option.isprintable() else option for option in valid]
        near = "".join(difflib.get_close_matches(str(value), options, n=1, cutoff=0.5))
        if value in ("", None):
            near, said = "", Text("tidak boleh kosong", "must not be empty")
        else:
            said = Text(f"berisi {value!r}", f"is {value!r}")
        return self.refusal(
            key, Text(*(f"{words}; {way}" for words, way in zip(said, _way_out(near, options), strict=True)))
        )

    def refusal(self, key: str, words: Text) -> ConfigError:
        """The sentence `<file>, <table>: <key> <words>`; a full stop is added where it has no end."""
        sentences = []
        for said, where in zip(words, (self.where, english_place(self.where)), strict=True):
            at = ", ".join(part for part in (self.file, where) if part)
            sentences.append(f"{at}: {self.prefix}{key} {said}{'' if said.endswith(('.', '?')) else '.'}")
        return ConfigError(*sentences)

    def get(self, key: str) -> object:
        """Raw value of a key, None when absent."""
        if self.data is None:
            return None
        if not isinstance(self.data, dict):
            raise self.error(self.prefix.rstrip(".") or "isi", self.data, ())
        return self.data.get(key)

    def text(self, key: str, default: str | None = None, close_to: tuple[str, ...] = ()) -> str:
        """Text of a key; without default it must be there. Near misses of `close_to` are refused."""
        value = self.get(key)
        if value is None and default is not None:
            return default
        if not isinstance(value, (str, int, float)) or str(value).strip() == "":
            raise self.error(key, "" if value is None else value, ())
        text = str(value)
        if close_to and text not in close_to and difflib.get_close_matches(text.casefold(), close_to, n=1, cutoff=0.7):
            raise self.error(key, text, close_to)
        return text

    def identifier(self, key: str, default: str | None = None) -> str:
        """A name that both engines take without quotes."""
        text = self.text(key, default)
        if not _IDENTIFIER.fullmatch(text):
            plain = re.sub(r"[^a-z0-9_]+", "_", text.casefold()).strip("_")[:63]
            raise self.error(key, text, (plain if _IDENTIFIER.fullmatch(plain) else f"k_{plain}",))
        return text

    def choice(self, key: str, valid: tuple[str, ...], default: str | None) -> str:
        """One of the valid words."""
        text = self.get(key) if self.get(key) is not None else default
        if text not in valid:
            raise self.error(key, text, valid)
        return str(text)

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; a lone text is a list of one."""
        value = self.get(key)
        if value is None:
            return ()
        items = value if isinstance(value, list) else [value]
        for item in items:
            if isinstance(item, bool):
                # YAML reads a bare No as false, and No is the commonest head of all.
                word = "Yes" if item else "No"
                raise self.refusal(
                    key,
                    Text(
                        f"terbaca sebagai ya/tidak; tulis dalam tanda kutip, misalnya '{word}'",
                        f"is read as yes or no; write it in quotes, for example '{word}'",
                    ),
                )
        if not all(isinstance(item, (str, int, float)) for item in items):
            raise self.error(key, value, ())
        return tuple(str(item) for item in items)

    def entries(self, key: str) -> list["Entry"]:
        """A list of mappings."""
        value = self.get(key)
        if value is None:
            return []
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise self.error(key, value, ())
        return [Entry(self.file, self.where, item) for item in value]

    def child(self, key: str) -> "Entry":
        """The mapping below a key; empty when absent."""
        value = self.get(key)
        if value is not None and not isinstance(value, dict):
            raise self.error(key, value, ())
        return Entry(self.file, self.where, value, f"{self.prefix}{key}.")

    def meta(self) -> "Entry":
        """`config.meta`, or `meta` as older dbt projects write it."""
        return self.child("config").child("meta") or self.child("meta")

    def refuse_unknown(self, known: tuple[str, ...], only_close: bool = False) -> None:
        """Refuse keys that are not known, or (`only_close`) only those that look like a slip of the pen."""
        for key in self.data if isinstance(self.data, dict) else ():
            if key in known:
                continue
            near = "".join(difflib.get_close_matches(str(key), known, n=1, cutoff=0.75))
            if near or not only_close:
                way_out, name = _way_out(near, known), f"{self.prefix}{key}"
                raise ConfigError(
                    f"{self.file}, {self.where}: kunci {name} tidak dikenal; {way_out.id}",
                    f"{self.file}, {english_place(self.where)}: key {name} is not known; {way_out.en}",
                )


def _way_out(near: str, options: Sequence[str]) -> Text:
    if near:
        return Text(f"maksudnya {near}?", f"do you mean {near}?")
    if options:
        return Text(f"pilihannya: {', '.join(options)}.", f"it can be: {', '.join(options)}.")
    return Text("isilah.", "fill it in.")


_PLACES = {"tabel": "table", "kolom": "column", "sumber": "source", "baris": "line"}


def english_place(where: str) -> str:
    """The name of a place in a file, said in English."""
    return re.sub(rf"\b({'|'.join(_PLACES)}) ", lambda found: f"{_PLACES[found[1]]} ", where)
