"""Reads documents with expat: JSON lines of base64 on stdin, their trees as JSON lines on stdout."""

import base64
import json
import sys
from xml.etree import ElementTree


def tree(element):
    children = [tree(child) for child in element]
    text = (element.text or "") + "".join(child.tail or "" for child in element)
    if children and text.strip(" \t\r\n"):
        raise ValueError(f"text between the elements of {element.tag}: {text!r}")
    name = element.tag if element.tag.startswith("{") else "{}" + element.tag
    attributes = sorted([key if key.startswith("{") else "{}" + key, value] for key, value in element.items())
    return {"name": name, "attributes": attributes, "content": children or text}


for line in sys.stdin:
    print(json.dumps(tree(ElementTree.fromstring(base64.b64decode(json.loads(line))))))
