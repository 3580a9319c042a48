"""Run the ledger as a module: `python -m ledger`."""

from ledger.main import main

if __name__ == "__main__":
    main()
