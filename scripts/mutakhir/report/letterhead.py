"""Letterhead, procedure and roles printed on the report; positions only, never a person's name."""

from dataclasses import dataclass

from mutakhir.domain.language import Language, Text

OWN_PROJECT = "mutakhir"
"""Name of the dbt project that the office's procedure is for."""


@dataclass(frozen=True, slots=True)
class Approver:
    """One box of the approval sheet: what is done there, and by which position."""

    act: Text
    position: Text


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who issues the report, and under which procedure; parts of the office are empty for a project without one."""

    ministry: Text
    directorate: Text
    unit: Text
    procedure_number: str
    procedure_title: Text
    approvers: tuple[Approver, ...]

    @property
    def is_office(self) -> bool:
        """Whether an office stands behind it, with a procedure and people who approve; else there is only a name."""
        return bool(self.approvers)

    def lines(self, language: Language) -> tuple[str, ...]:
        """The lines of the office as a workbook's head bears them; none where there is no office."""
        if not self.is_office:
            return ()
        return self.ministry.in_(language).upper(), self.directorate.in_(language).upper()


def letterhead_of(project: str) -> Letterhead:
    """The letterhead for a dbt project: the office's for its own, the bare name for that of anybody else."""
    if project == OWN_PROJECT:
        return DEFAULT
    none = Text("", "")
    return Letterhead(none, Text(project, project), none, "", none, ())


DEFAULT = Letterhead(
    ministry=Text("Kementerian Energi dan Sumber Daya Mineral", "Ministry of Energy and Mineral Resources"),
    directorate=Text("Direktorat Jenderal Minyak dan Gas Bumi", "Directorate General of Oil and Gas"),
    unit=Text(
        "Sekretariat Direktorat Jenderal – Pokja Rencana dan Laporan – Sub Koordinator Pengelolaan Informasi",
        "Secretariat – Planning and Reporting Group – Sub-Coordinator for Information Management",
    ),
    procedure_number="11.SOP/DI.01/SDM/2023",
    procedure_title=Text(
        "Pemutakhiran Data serta Analisa Business Intelligent pada Data Warehouse Ditjen Migas",
        "Data Updating and Business Intelligence Analysis in the Data Warehouse of Ditjen Migas",
    ),
    approvers=(
        Approver(Text("Disusun oleh", "Prepared by"), Text("Staf", "Staff")),
        Approver(
            Text("Diperiksa oleh", "Examined by"),
            Text("Sub Koordinator Pengelolaan Informasi", "Sub-Coordinator for Information Management"),
        ),
        Approver(
            Text("Diperiksa oleh", "Examined by"),
            Text("Koordinator Pokja Rencana dan Laporan", "Coordinator, Planning and Reporting Group"),
        ),
        Approver(
            Text("Disetujui oleh", "Approved by"),
            Text("Sekretaris Direktorat Jenderal", "Secretary of the Directorate General"),
        ),
    ),
)
"""The values of procedure 11.SOP/DI.01/SDM/2023."""
