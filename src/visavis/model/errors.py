"""
The errors' family: every error says what, where, and what to do.

    VisavisError
    ├── SourceError            a source cannot be read
    │   ├── SourceNotFound
    │   ├── EmptySource
    │   ├── BinarySource
    │   ├── UndecodableSource
    │   ├── TooLarge
    │   ├── DamagedSource
    │   ├── LockedSource
    │   ├── ScannedSource
    │   └── UnsupportedFormat
    ├── ParserError            the parser asked for is not installed
    ├── CaseError              a case cannot be opened, read or written
    ├── EdtfError              a date is not EDTF of the levels we know
    ├── LexiconError           a data file contradicts itself
    ├── QueryError             a question cannot be understood
    ├── JudgementError         a decision about who is who lacks something, or contradicts another
    └── LayerError             a layer's line would break its promise (a defect of ours)
"""

from __future__ import annotations


class VisavisError(Exception):
    """Base of all errors that a user may see; its text is the message shown."""


class SourceError(VisavisError):
    """A source cannot be read."""


class SourceNotFound(SourceError):
    """There is no such file or folder."""


class EmptySource(SourceError):
    """The source holds no text."""


class BinarySource(SourceError):
    """The source is no text (a picture, an archive, a program)."""


class UndecodableSource(SourceError):
    """The source's bytes fit no encoding well enough."""


class TooLarge(SourceError):
    """The source is larger than the limit."""


class DamagedSource(SourceError):
    """The file is of a format that is read, but broken or cut off."""


class LockedSource(SourceError):
    """The file is encrypted."""


class ScannedSource(SourceError):
    """The file holds pictures of pages and no text."""


class UnsupportedFormat(SourceError):
    """The source's format needs a reader that is not installed or does not exist."""


class ParserError(VisavisError):
    """The parser's pipeline asked for is not installed, or cannot be loaded."""


class CaseError(VisavisError):
    """A case cannot be opened, read or written."""


class EdtfError(VisavisError):
    """A text is not EDTF of the levels that `visavis.model.edtf` knows."""


class LexiconError(VisavisError):
    """A data file of the lexicon contradicts itself or lacks something."""


class QueryError(VisavisError):
    """A question cannot be understood."""


class LayerError(VisavisError):
    """A layer's line would break its promise, such as a quote that differs from its span."""


class JudgementError(VisavisError):
    """A decision about who is who lacks something, or contradicts another that holds."""
