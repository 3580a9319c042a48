"""Run the ledger from a source checkout: `python cli.py --help`."""

from ledger.main import main

if __name__ == "__main__":
    main()
