"""`python -m majiao`."""

from majiao.cli import main

main()
