"""waivers.yml: who allowed which axis of which data set to stay open, why, and until when. Absent: none."""

import difflib
import re
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import yaml

from mutakhir.domain.axes import AXES
from mutakhir.domain.language import Text
from mutakhir.domain.waiver import Waiver
from mutakhir.errors import ConfigError

FILE = "waivers.yml"
KEYS = ("dataset", "axis", "period", "role", "reason", "expires")
AXES_WITH_PERIODS = ("period_coverage", "reporters", "stability")

_CODE = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-\d\d)?|-TW[1-4])?", re.ASCII)


def read_waivers(project_dir: Path) -> tuple[Waiver, ...]:
    """Every waiver in the order of the file; ConfigError, naming entry and key, for one that is not valid."""
    path = project_dir / FILE
    if not path.is_file():
        return ()
    document = _document(path)
    if document is None:
        return ()
    _refuse_unknown(document, ("waivers",), Text(FILE, FILE))
    entries = document.get("waivers")
    if entries is None:
        return ()
    if not isinstance(entries, list):
        raise _wrong(Text(FILE, FILE), "waivers", Text("bukan daftar", "is no list"), _WRITE_LIST)
    waivers = tuple(_waiver(entry, number) for number, entry in enumerate(entries, 1))
    _refuse_twins(waivers)
    return waivers


_WRITE_LIST = Text(
    "tulis satu butir `- dataset: ...` untuk tiap dispensasi", "write one item `- dataset: ...` for each waiver"
)


def _document(path: Path) -> dict[Any, Any] | None:
    try:
        text = path.read_text(encoding="utf-8-sig")
        document = yaml.safe_load(text)
        _refuse_repeats(yaml.compose(text, Loader=yaml.SafeLoader))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        raise ConfigError(
            f"{FILE} baris {line} bukan YAML yang sah: perbaiki penulisannya.",
            f"{FILE} line {line} is not valid YAML: mend it.",
        ) from None
    except (OSError, UnicodeDecodeError):
        raise ConfigError(
            f"{FILE} tidak dapat dibaca: periksa izin berkas dan simpan sebagai UTF-8.",
            f"{FILE} cannot be read: check the file's permissions and save it as UTF-8.",
        ) from None
    except (ValueError, OverflowError, RecursionError) as error:
        why = " ".join(str(error).split())[:120]
        raise ConfigError(
            f"{FILE} berisi nilai yang tidak mungkin ({why}): perbaiki, tanggal ditulis seperti 2026-12-31.",
            f"{FILE} holds an impossible value ({why}): mend it, a date is written like 2026-12-31.",
        ) from None
    if document is not None and not isinstance(document, dict):
        raise _wrong(Text(FILE, FILE), "waivers", Text("tidak ada", "is missing"), _WRITE_LIST)
    return document


def _refuse_repeats(root: yaml.Node | None) -> None:
    """YAML keeps the last of two equal keys and says nothing: a waiver would be lost, or hold longer than it says."""
    waiting, known = [root] if root else [], set[int]()
    while waiting:
        node = waiting.pop()
        if id(node) in known or isinstance(node, yaml.ScalarNode):
            continue
        known.add(id(node))  # an alias leads to the same node again, or back to where it stands
        if isinstance(node, yaml.MappingNode):
            _refuse_twin_keys([key for key, _ in node.value if isinstance(key, yaml.ScalarNode)])
            waiting += (value for _, value in node.value)
        else:
            waiting += node.value


def _refuse_twin_keys(keys: Iterable[yaml.ScalarNode]) -> None:
    seen: set[str] = set()
    for key in keys:
        if key.value in seen:
            line = key.start_mark.line + 1
            raise ConfigError(
                f"{FILE} baris {line}: kunci {key.value} ada dua kali; gabungkan atau hapus salah satu.",
                f"{FILE} line {line}: key {key.value} stands there twice; join them or remove one.",
            )
        seen.add(key.value)


def _waiver(entry: object, number: int) -> Waiver:
    where = Text(f"{FILE}, dispensasi ke-{number}", f"{FILE}, waiver {number}")
    if not isinstance(entry, dict):
        raise _wrong(where, "", Text("bukan pasangan kunci dan isi", "is no mapping of keys"), _WRITE_LIST)
    _refuse_unknown(entry, KEYS, where)
    dataset = _text(entry, "dataset", where)
    where = Text(f"{where.id} ({dataset})", f"{where.en} ({dataset})")
    axis = _text(entry, "axis", where)
    if axis not in AXES:
        raise _wrong(where, "axis", Text(f"berisi {axis!r}", f"holds {axis!r}"), _meant(axis, AXES))
    return Waiver(
        dataset=dataset,
        axis=axis,
        period=_period(entry, axis, where),
        role=_text(entry, "role", where),
        reason=_text(entry, "reason", where),
        expires=_expires(entry.get("expires"), where),
    )


def _text(entry: dict[Any, Any], key: str, where: Text) -> str:
    value = entry.get(key)
    text = " ".join(str(value).split()) if isinstance(value, (str, int, float)) and value is not True else ""
    if not text:
        raise _wrong(where, key, Text("tidak boleh kosong", "must not be empty"), Text("isilah", "fill it in"))
    return text


def _period(entry: dict[Any, Any], axis: str, where: Text) -> str:
    value = entry.get("period")
    if value is None:
        return ""
    code = value.isoformat() if type(value) is date else str(value).strip()
    if axis not in AXES_WITH_PERIODS:
        raise _wrong(
            where,
            "period",
            Text(f"tidak berlaku untuk sumbu {axis}", f"does not apply to axis {axis}"),
            Text("hapus kunci itu", "remove that key"),
        )
    if not _CODE.fullmatch(code):
        raise _wrong(
            where,
            "period",
            Text(f"berisi {code[:40]!r}", f"holds {code[:40]!r}"),
            Text("tulis 2026-10-05, 2026-10, 2026-TW3 atau 2026", "write 2026-10-05, 2026-10, 2026-TW3 or 2026"),
        )
    return code


def _expires(value: object, where: Text) -> date:
    if type(value) is date:
        return value
    try:
        if isinstance(value, str):
            return datetime.strptime(value.strip(), "%Y-%m-%d").date()
    except ValueError:
        pass
    said = Text(f"berisi {str(value)[:40]!r}", f"holds {str(value)[:40]!r}")
    empty = Text("tidak boleh kosong", "must not be empty")
    raise _wrong(
        where,
        "expires",
        empty if value in (None, "") else said,
        Text("tulis hari terakhir berlakunya, misalnya 2026-12-31", "write the last day it holds, like 2026-12-31"),
    )


def _refuse_unknown(entry: dict[Any, Any], known: tuple[str, ...], where: Text) -> None:
    for key in entry:
        if key not in known:
            raise _wrong(where, str(key), Text("tidak dikenal", "is not known"), _meant(str(key), known))


def _refuse_twins(waivers: Iterable[Waiver]) -> None:
    seen: dict[tuple[str, str, str], int] = {}
    for number, waiver in enumerate(waivers, 1):
        first = seen.setdefault((waiver.dataset, waiver.axis, waiver.period), number)
        if first != number:
            raise _wrong(
                Text(f"{FILE}, dispensasi ke-{number} ({waiver.dataset})", f"{FILE}, waiver {number}"),
                "axis",
                Text(f"mengulang dispensasi ke-{first}", f"repeats waiver {first}"),
                Text("hapus salah satu", "remove one of them"),
            )


def _meant(word: str, known: tuple[str, ...]) -> Text:
    """The nearest valid spelling, or all of them where none is near."""
    if near := difflib.get_close_matches(word, known, n=1, cutoff=0.5):
        return Text(f"maksudnya {near[0]}?", f"is {near[0]} meant?")
    return Text(f"pilihannya: {', '.join(known)}", f"the choices are: {', '.join(known)}")


def _wrong(where: Text, key: str, what: Text, way_out: Text) -> ConfigError:
    """The sentence for an entry that cannot be."""
    said = f" kunci {key}" if key else ""
    said_en = f" key {key}" if key else ""
    end = "" if way_out.id.endswith("?") else "."
    return ConfigError(
        f"{where.id}:{said} {what.id}; {way_out.id}{end}", f"{where.en}:{said_en} {what.en}; {way_out.en}{end}"
    )
