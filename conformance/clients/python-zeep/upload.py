#!/usr/bin/env python3
"""The upload how-to with zeep and requests: upload.py WSDL LOGIN PASSWORD FILE [PART_SIZE]"""

import hashlib
import json
import sys
from pathlib import Path

import requests
import zeep

ROOT = -1


def check(holds, otherwise):
    if not holds:
        raise RuntimeError(otherwise)


def wrong_password(client, login):
    """What a call with a wrong password ends in."""
    try:
        client.service.getFreeSpace(login, "not the password")
    except zeep.exceptions.Fault as fault:
        report = {"faultcode": fault.code, "faultstring": fault.message}
        if fault.detail is not None and len(fault.detail):
            bean = client.wsdl.types.deserialize(fault.detail[0])
            report.update(details=bean.details, exceptionClass=bean.exceptionClass)
        return report
    raise RuntimeError("a wrong password was accepted")


def upload(wsdl, login, password, path, part_size=None):
    client = zeep.Client(wsdl, settings=zeep.Settings(strict=True))
    soap = client.service
    data = path.read_bytes()
    size = len(data)

    check(size <= soap.getFreeSpace(login, password), "not enough free space")
    check(size <= soap.getMaxFileSize(login, password), "the file is larger than the account allows")

    session_key = soap.createUploadSessionKey(login, password, ROOT)
    check(session_key, "no upload session for the root folder")
    data_center = soap.getNewFileDataCenter(login, password)
    check(data_center > 0, f"no data center: {data_center}")
    form_url = soap.getUploadFormUrl(data_center, session_key)
    check((form_url or "").startswith("http"), f"no upload address: {form_url}")
    file_id = soap.uploadStartFile(login, password, ROOT, path.name, size)
    check(file_id > 0, f"no file id: {file_id}")

    step = part_size or max(size, 1)
    for first_byte in range(0, size, step):
        requests.post(
            form_url,
            data={"resumableFileId": file_id, "resumableFirstByte": first_byte},
            files={"FilePart": (path.name, data[first_byte : first_byte + step])},
        ).raise_for_status()
    problem = soap.uploadFinishFile(login, password, file_id, hashlib.md5(data).hexdigest())
    check(not problem, f"the upload did not finish: {problem}")

    info = soap.getFileInfo(login, password, file_id)
    link = soap.getDirectLink(login, password, info.downloadLink)
    download = requests.get(link)
    download.raise_for_status()
    check(download.content == data, f"{link} does not serve the bytes that were sent")
    listed = {item.id: item.name for item in soap.getItems(login, password, ROOT)}
    check(listed.get(file_id) == path.name, f"the root folder does not list {path.name}")

    return {
        "ok": True,
        "fileId": str(file_id),
        "name": info.name,
        "size": str(info.size),
        "md5": info.md5,
        "downloadLink": info.downloadLink,
        "directLink": link,
        "wrongPassword": wrong_password(client, login),
    }


if __name__ == "__main__":
    if len(sys.argv) not in (5, 6):
        sys.exit(f"usage: {sys.argv[0]} WSDL LOGIN PASSWORD FILE [PART_SIZE]")
    _, wsdl, login, password, file, *part_size = sys.argv
    try:
        print(json.dumps(upload(wsdl, login, password, Path(file), *map(int, part_size))))
    except Exception as problem:
        sys.exit(f"{type(problem).__name__}: {problem}")
