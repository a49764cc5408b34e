#!/usr/bin/python3
"""Makes the calls of a list with zeep, strict about the schema: every_function.py WSDL LIST"""

import sys
from pathlib import Path

import zeep


def value_of(token, results):
    kind, _, text = token.partition(":")
    if kind == "s":
        return text
    if kind == "n":
        return int(text)
    if kind == "b":
        return text == "true"
    if kind == "l":
        return {"item": [int(number) for number in text.split(",") if number]}
    name, _, index = text.partition("#")
    return results[name][int(index)] if index else results[name]


def main(wsdl, calls):
    client = zeep.Client(wsdl, settings=zeep.Settings(strict=True))
    results = {}
    for line in Path(calls).read_text(encoding="utf-8").splitlines():
        name, *tokens = line.split("\t")
        try:
            results[name] = client.service[name](*[value_of(token, results) for token in tokens])
            print(f"{name}\tok")
        except zeep.exceptions.Fault as fault:
            print(f"{name}\tfault\t{fault.message}")


main(*sys.argv[1:])
