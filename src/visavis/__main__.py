"""`python -m visavis` is the command line."""

from visavis.faces.cli import main

main()
