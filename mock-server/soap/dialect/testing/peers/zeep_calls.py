"""Calls every dialect's address with zeep: zeep_calls.py WSDL ADDRESS COUNT; a line of JSON for each."""

import datetime
import json
import sys

import zeep
from zeep.helpers import serialize_object


def plain(value):
    """The fields that are set, of what the description tells of; ids as text, since JSON readers round them."""
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int):
        return str(value)
    if isinstance(value, datetime.datetime):
        return value.isoformat()
    if isinstance(value, dict):
        fields = {key: plain(field) for key, field in value.items() if key != "_raw_elements"}
        return {key: field for key, field in fields.items() if field is not None}
    return [plain(item) for item in value] if isinstance(value, list) else value


def attempt(call, *arguments):
    try:
        return {"result": plain(serialize_object(call(*arguments), dict))}
    except zeep.exceptions.Fault as fault:
        return {"fault": fault.message, "code": fault.code}
    except Exception as problem:  # Whatever a toolkit cannot read is the outcome of the test.
        return {"problem": f"{type(problem).__name__}: {problem}"[:300]}


_, wsdl, address, count = sys.argv
client = zeep.Client(wsdl)
binding = next(iter(client.wsdl.bindings))
for index in range(int(count)):
    soap = client.create_service(binding, f"{address}{index}")
    print(
        json.dumps(
            {
                "getItems": attempt(soap.getItems, "u", "p", -1),
                "getFreeSpace": attempt(soap.getFreeSpace, "u", "p"),
                "login": attempt(soap.login, "u", "p"),
                "getRoot": attempt(soap.getRoot, "u", "p"),
            }
        ),
        flush=True,
    )
