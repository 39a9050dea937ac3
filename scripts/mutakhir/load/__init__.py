"""Partner files into the warehouse, append-only: what is declared, what came, what was read, what was landed."""
