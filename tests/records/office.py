"""An office's files in a folder of the test's own; every number is invented."""

import hmac
import shutil
from pathlib import Path

import duckdb
import pandas as pd

from baophu.common.paths import DATA
from baophu.records import cubes, intake

AS_OF = pd.Timestamp("2022-12-31").date()
HEADER = "Mã thẻ BHYT;Từ ngày;Đến ngày;Số tháng"
ROW = "GD4929200000001;01/10/2021;31/12/2021;3"


class Office:
    """Files to take in, and what was made of them."""

    def __init__(self, root: Path):
        self.root, self.data = root, root / "data"
        self.data.mkdir(parents=True)
        for name in ("areas.csv", "area_aliases.csv"):
            shutil.copy2(DATA / name, self.data / name)

    @property
    def folder(self) -> Path:
        return self.data / "local/records/can-tho"

    @property
    def key(self) -> bytes:
        return (self.data / "local/records/key").read_bytes()

    def write(self, *rows: str, header: str = HEADER, name: str = "cards.csv", encoding: str = "utf-8") -> Path:
        path = self.root / name
        path.write_text("\n".join([header, *rows]) + "\n", encoding)
        return path

    def take(self, *names, **options) -> dict:
        options = {"as_of": AS_OF} | options
        names = [str(name) for name in names or [self.root / "cards.csv"]]
        return intake.take_in(names, "can-tho", intake.IntakeOptions(**options), self.data).counts

    def take_rows(self, *rows: str, header: str = HEADER, **options) -> dict:
        return self.take(self.write(*rows, header=header), **options)

    def count(self) -> None:
        cubes.build_cubes(self.folder)

    def spells(self) -> pd.DataFrame:
        return duckdb.sql(f"FROM '{self.folder}/spells/*.parquet' ORDER BY row_seq").df()

    def events(self) -> pd.DataFrame:
        return duckdb.sql(f"FROM '{self.folder}/events/*.parquet' ORDER BY ALL").df()

    def person(self, number: str) -> int:
        return int.from_bytes(hmac.digest(self.key, number.encode(), "sha256")[:8], "big")

    def everything_written(self) -> dict[str, bytes]:
        return {path.relative_to(self.root).as_posix(): path.read_bytes() for path in self.files()}

    def files(self) -> list[Path]:
        return [path for path in sorted(self.root.rglob("*")) if path.is_file()]
