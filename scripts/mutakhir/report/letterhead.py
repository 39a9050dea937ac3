"""Letterhead, procedure and roles printed on the report; positions only, never a person's name."""

from dataclasses import dataclass

from mutakhir.domain.language import Text


@dataclass(frozen=True, slots=True)
class Approver:
    """One box of the approval sheet: what is done there, and by which position."""

    act: Text
    position: Text


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who issues the report, and under which procedure."""

    ministry: Text
    directorate: Text
    unit: Text
    procedure_number: str
    procedure_title: Text
    approvers: tuple[Approver, ...]


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
