"""XML taken apart safely: nothing is fetched, no entity of a file's own grows without bound."""

from __future__ import annotations

from typing import Any

from visavis.reading.ingest_taken import whole

XML = "{http://www.w3.org/XML/1998/namespace}"


def tree(data: bytes, name: str, what: str) -> Any:
    """
    The root of an XML document. Raises `DamagedSource` where it is not well formed.

    >>> tree(b"<a>Anna &amp; Bruno</a>", "a.xml", "XML").text
    'Anna & Bruno'
    """
    from lxml import etree

    # what bounds entities and depth (libxml2's own limits) is on, since `huge_tree` is off
    parser = etree.XMLParser(resolve_entities="internal", no_network=True, load_dtd=False, huge_tree=False)
    with whole(name, what):
        root = etree.fromstring(data, parser)
        if root is None:
            raise ValueError("it holds no element")
        return root


def local(node: Any) -> str:
    """The name of an element without its namespace; empty for comments and instructions."""
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""


def text_of(node: Any) -> str:
    """All words of a node on one line; empty where there is no node."""
    return "" if node is None else " ".join("".join(node.itertext(with_tail=False)).split())


def first(root: Any, *names: str) -> Any:
    """The first element that lies at a path of local names (`date[@type='x']`) below `root`; None without."""
    steps = (name.partition("[") for name in names)
    path = "".join(f"//*[local-name()='{name}']{bracket}{test}" for name, bracket, test in steps)
    found = root.xpath("." + path)
    return found[0] if found else None
