"""`python -m webapp.cli` is `enlace`."""

from webapp.cli import main

main()
