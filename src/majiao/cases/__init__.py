"""Cases: one page of history for one attack."""

from majiao.cases.casebook import Case, Casebook, file_event, subject_of

__all__ = ["Case", "Casebook", "file_event", "subject_of"]
