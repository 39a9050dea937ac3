"""The check list as files: JSON for programs, CSV and XLSX for people, and the keeping of what people wrote in them."""
