"""`python -m mutakhir`, and the entry point of the `mutakhir` command."""

from mutakhir.cli.main import main

if __name__ == "__main__":
    main()
