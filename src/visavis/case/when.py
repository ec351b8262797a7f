"""When a claim holds, in day numbers: what the source says, else what order and context allow."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from visavis.model.claim import Claim
from visavis.model.edtf import Edtf
from visavis.model.errors import EdtfError


@dataclass(frozen=True, slots=True)
class When:
    """First and last day on which it may have been (None: no limit known), and whether the source says so."""

    first: int | None
    last: int | None
    stated: bool
    edtf: str

    @property
    def closed(self) -> bool:
        """Whether both ends are known."""
        return self.first is not None and self.last is not None

    @property
    def width(self) -> int:
        """Days from first to last; a huge number where an end is not known."""
        if self.first is None or self.last is None:
            return 10**7
        return self.last - self.first

    @property
    def middle(self) -> float | None:
        """The day halfway, or the known end, or None."""
        if self.first is not None and self.last is not None:
            return (self.first + self.last) / 2
        return self.first if self.first is not None else self.last


@lru_cache(maxsize=4096)
def parsed(edtf: str) -> Edtf | None:
    """The date of an EDTF text; None where it is none."""
    try:
        return Edtf.parse(edtf)
    except EdtfError:
        return None


def when(claim: Claim) -> When | None:
    """
    When `claim` holds: its stated time where that has a year, else its bounds; None without either.

    >>> c = Claim("d", 0, 1, "x", "A", "B", "meets", time="1925")
    >>> (when(c).width, when(c).stated)
    (364, True)
    """
    for text, stated in ((claim.time, claim.time_basis != "bounded"), (claim.bounds, False)):
        date = parsed(text) if text else None
        if text and date is not None and (date.earliest is not None or date.latest is not None):
            return When(date.earliest, date.latest, stated, text)
    return None


def apart(one: When | None, two: When | None) -> bool:
    """Whether two times certainly do not touch."""
    if one is None or two is None:
        return False
    before = one.last is not None and two.first is not None and one.last < two.first
    after = two.last is not None and one.first is not None and two.last < one.first
    return before or after


def together(one: When | None, two: When | None, slack: int = 366) -> bool:
    """Whether two times are both narrow enough and touch: what is said of them is said of one time."""
    if one is None or two is None or apart(one, two):
        return False
    return one.width <= slack * 3 and two.width <= slack * 3
