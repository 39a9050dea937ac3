"""Command line: options, wiring and exit codes; the only place that prints, exits or reads the clock."""
