#!/usr/bin/env python3
"""A client of the 4shared SOAP service on Python's standard library, and its adapter for the conformance kit."""

import hashlib
import html
import http.client
import json
import os
import re
import shutil
import sys
import threading
import time
import urllib.error
import urllib.request
import xml.etree.ElementTree as ElementTree
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit
from xml.sax.saxutils import escape

SOAP = "http://schemas.xmlsoap.org/soap/envelope/"
API = "http://api.soap.shared.pmstation.com/"
BLOCK = 64 * 1024


class Failure(Exception):
    """An orderly failure, with a word for what kind it is."""

    def __init__(self, kind, message):
        super().__init__(message)
        self.kind = kind


def check(holds, kind, otherwise):
    if not holds:
        raise Failure(kind, otherwise)


class Client:
    """The service, for one account. Every call of a method ends `seconds` from when it was made, at the latest."""

    def __init__(self, soap, login, password):
        self.endpoint, self.account = soap, (login, password)

    def upload(self, call, file, name, dirId):
        size = os.path.getsize(file)
        free = self.number(call, "getFreeSpace")
        check(size <= free, "quota", f"{size} bytes do not fit into the {free} that are free")
        largest = self.number(call, "getMaxFileSize")
        check(size <= largest, "too-large", f"{size} bytes are more than the {largest} that a file may have")
        key = self.text(call, "createUploadSessionKey", dirId)
        check(key, "no-session", f"there is no upload session for the folder {dirId}")
        center = self.number(call, "getNewFileDataCenter")
        check(center > 0, "no-data-center", f"there is no data center, but {center}")
        url = self.text(call, "getUploadFormUrl", center, key, account=())
        check(re.match(r"https?://", url, re.IGNORECASE), "no-address", f"this is no upload address: {url!r}")
        file_id = self.number(call, "uploadStartFile", dirId, name, size)
        check(file_id > 0, "no-file", f"there is no file to upload to, but {file_id}")
        try:
            # The form refuses a part without a byte, so an empty file has no part.
            digest = post_file(call, url, file_id, file, size) if size > 0 else hashlib.md5().hexdigest()
            problem = self.text(call, "uploadFinishFile", file_id, digest)
            check(not problem, "not-finished", problem)
        except Exception:
            self.cancel(file_id)
            raise
        self.verify(call, file_id, size, digest)
        return {"fileId": str(file_id)}

    def verify(self, call, file_id, size, digest):
        """What the service says that it has must be what was sent."""
        item = self.ask(call, "getFileInfo", file_id)
        stored = (item.findtext("size") or "").strip(), (item.findtext("md5") or digest).strip().lower()
        check(stored == (str(size), digest), "damaged", f"the service has other bytes than were sent: {stored}")

    def cancel(self, file_id):
        """Gives the reserved space back. The failure before is what matters, so one of this is only noted."""
        try:
            self.ask(Call(5), "uploadCancelFile", file_id)
        except Failure as problem:
            print(f"uploadCancelFile {file_id}: {problem}", file=sys.stderr)

    def list(self, call, dirId):
        return {"items": [
            {"id": item.findtext("id"), "name": item.findtext("name") or "", "size": item.findtext("size"),
             "directory": item.findtext("directory") in ("true", "1")}
            for item in self.ask(call, "getItems", dirId).iter("item")]}

    def createFolder(self, call, dirId, name):
        folder = self.number(call, "createNewFolder", dirId, name)
        check(folder > 0, "no-folder", f"the folder was not created: {folder}")
        return {"dirId": str(folder)}

    def download(self, call, fileId, to):
        item = self.ask(call, "getFileInfo", fileId)
        page = item.findtext("downloadLink") or ""
        check(page, "no-link", f"there is no link to the file {fileId}")
        link = self.text(call, "getDirectLink", page)
        partial = Path(f"{to}.part")
        try:
            with urllib.request.urlopen(link, timeout=call.patience()) as answer, partial.open("wb") as out:
                shutil.copyfileobj(answer, out, BLOCK)
                wanted = answer.headers["Content-Length"]
            check(wanted in (None, str(partial.stat().st_size)), "connection", f"{link} broke off")
            # In place of the file there may be a page that makes people wait, or log in.
            size = (item.findtext("size") or "").strip()
            check(size == str(partial.stat().st_size), "damaged", f"{link} has other bytes than the file: not {size}")
            partial.replace(to)
        except (OSError, http.client.HTTPException, ValueError) as problem:
            raise Failure("connection", f"{link}: {problem}") from problem
        finally:
            partial.unlink(missing_ok=True)
        return {}

    def delete(self, call, fileId):
        self.ask(call, "deleteFile", fileId)
        return {}

    def space(self, call):
        return {"free": str(self.number(call, "getFreeSpace"))}

    def number(self, call, operation, *args):
        text = self.text(call, operation, *args).strip()
        check(re.fullmatch(r"[+-]?\d+", text), "reply", f"{operation} answered {text!r}, which is no number")
        return int(text)

    def text(self, call, operation, *args, account=None):
        return self.ask(call, operation, *args, account=account).text or ""

    def ask(self, call, operation, *args, account=None):
        """The `return` of the reply; an element without content where there is none."""
        values = (*(self.account if account is None else account), *args)
        parts = "".join(f"<arg{at}>{xml(value)}</arg{at}>" for at, value in enumerate(values))
        body = f'<s:Envelope xmlns:s="{SOAP}"><s:Body><a:{operation} xmlns:a="{API}">{parts}</a:{operation}></s:Body></s:Envelope>'
        headers = {"Content-Type": "text/xml; charset=utf-8", "SOAPAction": '""'}
        request = urllib.request.Request(self.endpoint, body.encode(), headers)
        try:
            with urllib.request.urlopen(request, timeout=call.patience()) as answer:
                reply = parse(operation, answer.read())
        except urllib.error.HTTPError as problem:
            try:
                with problem:
                    parse(operation, problem.read())
            except (OSError, http.client.HTTPException) as broken:
                raise Failure("connection", f"{operation}: {broken}") from broken
            raise Failure("http", f"{operation} answered {problem.code}") from problem
        except (OSError, http.client.HTTPException) as problem:
            raise Failure("connection", f"{operation}: {problem}") from problem
        response = reply.find(f"{{{API}}}{operation}Response")
        check(response is not None, "reply", f"{operation} answered something else than {operation}Response")
        result = response.find("return")
        return ElementTree.Element("return") if result is None else result


def parse(operation, body):
    """The Body of an envelope, unless it is a fault."""
    try:
        envelope = ElementTree.fromstring(body)
    except (ElementTree.ParseError, LookupError, ValueError) as problem:
        raise Failure("reply", f"{operation} answered no XML: {problem}") from problem
    reply = envelope.find(f"{{{SOAP}}}Body")
    check(reply is not None, "reply", f"{operation} answered no SOAP envelope")
    fault = reply.find(f"{{{SOAP}}}Fault")
    if fault is not None:
        raise Failure("fault", f"{operation}: {fault.findtext('faultstring') or 'a fault without a text'}")
    return reply


def xml(value):
    """A text as content of an element. A carriage return would else be read as a line feed."""
    text = str(value)
    check(not re.search("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", text), "argument",
          f"XML has no way to write {text!r}")
    return escape(text, {"\r": "&#13;"})


def post_file(call, url, file_id, file, size):
    """Posts the whole file as one part, a block at a time, and returns its digest."""
    boundary = f"part{os.urandom(16).hex()}"
    field = f'--{boundary}\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n'
    head = ((field % ("resumableFileId", file_id)) + (field % ("resumableFirstByte", 0))
            + f'--{boundary}\r\nContent-Disposition: form-data; name="FilePart"; filename="FilePart"\r\n'
            + "Content-Type: application/octet-stream\r\n\r\n").encode()
    tail = f"\r\n--{boundary}--\r\n".encode()
    digest = hashlib.md5()
    address = urlsplit(url)
    kind = http.client.HTTPSConnection if address.scheme == "https" else http.client.HTTPConnection
    try:
        connection = kind(address.hostname, address.port, timeout=call.patience())
        try:
            connection.putrequest("POST", f"{address.path or '/'}{'?' if address.query else ''}{address.query}")
            connection.putheader("Content-Type", f"multipart/form-data; boundary={boundary}")
            connection.putheader("Content-Length", str(len(head) + size + len(tail)))
            connection.endheaders(head)
            with open(file, "rb") as content:
                while block := content.read(BLOCK):
                    digest.update(block)
                    connection.send(block)
                    call.left()
            connection.send(tail)
            answer = connection.getresponse()
            page = answer.read().decode("utf-8", "replace")
        finally:
            connection.close()
    except (OSError, http.client.HTTPException, ValueError) as problem:
        raise Failure("connection", f"the part was not sent: {problem}") from problem
    check(answer.status == 200, "http", f"the upload address answered {answer.status}")
    refusal = refusal_in(page)
    check(refusal is None, "refused", f"the upload address refused the part: {refusal}")
    return digest.hexdigest()


def refusal_in(page):
    """What the upload form says against the part, if it does: it answers 200 either way."""
    inputs = dict(re.findall(r'<input[^>]*\bid="(\w+)"[^>]*\bvalue="([^"]*)"', page))
    if "errorCode" in inputs:
        return html.unescape(f"{inputs.get('alert', '')} ({inputs['errorCode']})")
    return None if "uploadedFileId" in inputs else f"unknown answer {page[:200]!r}"


class Call:
    """The time that a call has."""

    def __init__(self, seconds):
        self.end, self.cancelled = time.monotonic() + seconds, threading.Event()

    def left(self):
        seconds = self.end - time.monotonic()
        check(seconds > 0 and not self.cancelled.is_set(), "timeout", "the time is over")
        return seconds

    def patience(self):
        """How long nothing may come: a third of the time, so that there is enough left to give up in good order."""
        return self.left() / 3


# From here on: the adapter.

OPERATIONS = ["upload", "list", "createFolder", "download", "delete", "space"]
CONCURRENCY = 4
output = threading.Lock()


def say(**message):
    with output:
        print(json.dumps(message), flush=True)


def answer(client, message, call):
    try:
        result = getattr(client, message["operation"])(call, **message["arguments"])
        say(type="ok", id=message["id"], result=result)
    except Failure as problem:
        say(type="error", id=message["id"], kind=problem.kind, message=str(problem))


def main():
    sessions, calls = {}, {}
    with ThreadPoolExecutor(CONCURRENCY) as pool:
        for line in sys.stdin:
            message = json.loads(line)
            match message["type"]:
                case "hello":
                    say(type="hello", protocol=1, name="python", version="1.0", operations=OPERATIONS,
                        concurrency=CONCURRENCY)
                case "open":
                    sessions[message["session"]] = Client(message["soap"], message["login"], message["password"])
                case "call" if message["operation"] in OPERATIONS:
                    call = calls[message["id"]] = Call(message["deadlineMs"] / 1000)
                    work = pool.submit(answer, sessions[message["session"]], message, call)
                    work.add_done_callback(lambda done, id=message["id"]: end(done, calls.pop(id)))
                case "call":
                    say(type="unsupported", id=message["id"])
                case "cancel" if message["id"] in calls:
                    calls[message["id"]].cancelled.set()
                case "close":
                    sessions.pop(message["session"], None)


def end(done, _call):
    """An unexpected error ends the client, so that it does not count as a reported failure."""
    if done.exception():
        sys.excepthook(type(done.exception()), done.exception(), done.exception().__traceback__)
        os._exit(1)


if __name__ == "__main__":
    main()
