#!/usr/bin/env python3
"""Uploads one file: upload.py SOAP LOGIN PASSWORD FILE. Prints the id of the file, or the reason why there is none."""

import os
import sys

from client import Call, Client, Failure

SECONDS = 60
ROOT = -1

soap, login, password, file = sys.argv[1:]
try:
    uploaded = Client(soap, login, password).upload(Call(SECONDS), file, os.path.basename(file), ROOT)
except Failure as problem:
    sys.exit(f"{file} was not uploaded: {problem}")
print(f"{file} has the id {uploaded['fileId']}")
