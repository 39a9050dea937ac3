"""Bytes of one artifact file to a typed struct, or one sentence that says why not."""

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Generic, TypeVar

import msgspec

from mutakhir.errors import ArtifactError

_SCHEMA_VERSION = re.compile(r"/(?:dbt/)?(?P<name>[a-z-]+)/v(?P<version>\d+)(?:\.json)?$")
_INSTANT = re.compile(
    r"(?P<date>\d{4}-\d\d-\d\d)[T ](?P<time>\d\d:\d\d:\d\d)(?:\.(?P<fraction>\d{1,9}))?"
    r"\s*(?P<zone>Z|[+-]\d\d:?\d\d)?"
)

_LAST_YEAR = 9900


class Metadata(msgspec.Struct):
    """`metadata` of any artifact, the fields all versions share."""

    dbt_schema_version: str = ""
    dbt_version: str = ""
    generated_at: str | None = None
    invocation_id: str | None = None
    project_name: str | None = None
    adapter_type: str | None = None


class Envelope(msgspec.Struct, kw_only=True):
    """What every artifact has around its content."""

    metadata: Metadata | None = None


StructT = TypeVar("StructT", bound=Envelope)
AnyStructT = TypeVar("AnyStructT", bound=msgspec.Struct)


@dataclass(frozen=True, slots=True)
class ArtifactFile(Generic[StructT]):
    """One artifact that was read: its content, the digest of its bytes, and when it was made."""

    path: Path
    sha256: str
    generated_at: datetime
    version: int
    metadata: Metadata
    content: StructT


def parse_instant(text: str | None) -> datetime | None:
    """Timestamp as dbt writes it, aware in UTC; None where it cannot be read or carries no zone.

    None too for a fill value like 9999-12-31, beyond which no zone can be reckoned.
    dbt writes 0 to 9 digits of a second's fraction, `Z` or an offset; nine digits (dbt 2) are cut to microseconds.
    """
    match = _INSTANT.fullmatch(text.strip()) if text else None
    if match is None or match["zone"] is None:
        return None
    fraction = (match["fraction"] or "0")[:6].ljust(6, "0")
    try:
        local = datetime.fromisoformat(f"{match['date']}T{match['time']}.{fraction}+00:00")
        offset = _offset(match["zone"])
    except ValueError:
        return None
    if local.year > _LAST_YEAR:
        return None
    try:
        return local - offset if offset else local
    except OverflowError:
        return local


@lru_cache(maxsize=64)
def _offset(zone: str) -> timedelta:
    """Distance from UTC of `Z`, `+07:00` or `+0700`; ValueError where it is none."""
    if zone == "Z":
        return timedelta()
    zone = zone if ":" in zone else f"{zone[:3]}:{zone[3:]}"
    return datetime.fromisoformat(f"2000-01-01T00:00:00{zone}").utcoffset() or timedelta()


def read_artifact(path: Path, name: str, versions: range, struct: type[StructT]) -> ArtifactFile[StructT]:
    """Read the artifact `name` (as in dbt's schema address, for example `run-results`) from `path`.

    Raises ArtifactError where the file is missing, empty, cut off, of another kind, of a version outside `versions`,
    or lacks what is needed.
    """
    raw = read_bytes(path)
    try:
        content = decode(path, raw, struct)
    except ArtifactError:
        # Of two reasons the wrong kind or version is the one to tell; a damaged file fails here again.
        _version(path, decode(path, raw, Envelope).metadata, name, versions)
        raise
    version = _version(path, content.metadata, name, versions)
    metadata = content.metadata or Metadata()
    generated_at = parse_instant(metadata.generated_at)
    if generated_at is None:
        raise ArtifactError(
            f"{path} tidak menyebut waktu pembuatan (metadata.generated_at): buat ulang berkas itu dengan dbt.",
            f"{path} does not say when it was made (metadata.generated_at): make it again with dbt.",
        )
    return ArtifactFile(path, hashlib.sha256(raw).hexdigest(), generated_at, version, metadata, content)


def read_bytes(path: Path) -> bytes:
    """Bytes of `path`; ArtifactError where it is missing, unreadable or empty."""
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        raise ArtifactError(
            f"{path} tidak ada: jalankan `mutakhir run`, atau perintah dbt yang membuatnya, lalu ulangi.",
            f"{path} is missing: run `mutakhir run`, or the dbt command that makes it, and try again.",
        ) from None
    except OSError as error:
        raise ArtifactError(
            f"{path} tidak dapat dibaca ({error.strerror}): periksa berkas dan izinnya.",
            f"{path} cannot be read ({error.strerror}): check the file and its permissions.",
        ) from error
    if not raw or raw.isspace():  # strip() would copy a whole manifest that ends with a line feed
        raise ArtifactError(
            f"{path} kosong: perintah dbt yang membuatnya terputus; jalankan lagi.",
            f"{path} is empty: the dbt command that makes it was cut off; run it again.",
        )
    return raw


def decode(path: Path, raw: bytes, struct: type[AnyStructT]) -> AnyStructT:
    """Decode `raw` as `struct`; ArtifactError where it is damaged or has another shape."""
    try:
        return msgspec.json.decode(raw, type=struct)
    except msgspec.ValidationError as error:
        raise ArtifactError(
            f"{path} tidak berbentuk artefak dbt yang dikenal ({_short(error)}): buat ulang dengan dbt.",
            f"{path} has not the shape of a known dbt artifact ({_short(error)}): make it again with dbt.",
        ) from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ArtifactError(
            f"{path} rusak atau terpotong ({_short(error)}): jalankan lagi perintah dbt yang membuatnya.",
            f"{path} is damaged or cut off ({_short(error)}): run the dbt command that makes it again.",
        ) from error


def _short(error: Exception) -> str:
    text = " ".join(str(error).split())
    return text if len(text) <= 160 else text[:159] + "…"


def _version(path: Path, metadata: Metadata | None, name: str, versions: range) -> int:
    if metadata is None:
        raise ArtifactError(
            f"{path} tidak memuat `metadata`: berkas ini bukan artefak dbt 0.19 atau lebih baru.",
            f"{path} has no `metadata`: it is not an artifact of dbt 0.19 or later.",
        )
    match = _SCHEMA_VERSION.search(metadata.dbt_schema_version)
    if match is None or match["name"] != name:
        found = metadata.dbt_schema_version or "-"
        raise ArtifactError(
            f"{path} bukan artefak {name} (dbt_schema_version: {found[:120]}): periksa --target-dir.",
            f"{path} is not a {name} artifact (dbt_schema_version: {found[:120]}): check --target-dir.",
        )
    version = int(match["version"])
    if version not in versions:
        known = f"v{versions.start} – v{versions.stop - 1}"
        raise ArtifactError(
            f"{path} berversi {name} v{version}, yang didukung {known}: pakai versi dbt yang didukung.",
            f"{path} is {name} v{version}, supported are {known}: use a supported version of dbt.",
        )
    return version


def check_schema(path: Path, found: str, expected: str) -> None:
    """Raise ArtifactError where a file of our own has another schema than this version reads."""
    if found != expected:
        raise ArtifactError(
            f"{path} berskema {found[:80]}, yang didukung {expected}: jalankan lagi `mutakhir run` dengan versi ini.",
            f"{path} has schema {found[:80]}, supported is {expected}: run `mutakhir run` again with this version.",
        )
