"""
ClickHouse's engine in a process, behind the part of its HTTP interface that dbt-clickhouse uses, on loopback. A script:
given a folder for its data, it prints its port, and ends when its standard input does.
"""

from __future__ import annotations

import gzip
import os
import re
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from chdb import session

# What a request's parameters say beside settings.
NOT_SETTINGS = {
    *("query", "database", "default_format", "session_id", "session_timeout", "session_check", "query_id"),
    *("wait_end_of_query", "compress", "client_protocol_version", "role", "enable_http_compression", "buffer_size"),
    *("send_progress_in_http_headers", "http_headers_progress_interval_ms"),
    "cancel_http_readonly_queries_on_client_close",
}
FORMAT = re.compile(r"\bformat\s+(\w+)\s*;?\s*$", re.IGNORECASE)


class Engine:
    """One session, which runs one statement at a time, with the settings of its request."""

    def __init__(self, folder: str) -> None:
        self.session = session.Session(folder)
        self.lock = threading.Lock()
        self.settings: dict[str, str] = {}

    def run(self, sql: str, format_: str, database: str | None, settings: dict[str, str]) -> bytes:
        with self.lock:
            if database:
                self.session.query(f"use `{database}`")
            for name in self.settings.keys() - settings.keys():
                self.session.query(f"set {name} = default")
                del self.settings[name]
            for name, value in settings.items():
                if self.settings.get(name) != value:
                    self.session.query(f"set {name} = '{value}'")
                    self.settings[name] = value
            result = self.session.query(sql, format_)
            return bytes(result.bytes() or b"") if result is not None else b""


class Handler(BaseHTTPRequestHandler):
    """Runs the statement of a request."""

    protocol_version = "HTTP/1.1"
    engine: Engine

    def do_GET(self) -> None:
        self.run(b"")

    def do_POST(self) -> None:
        if self.headers.get("Transfer-Encoding") == "chunked":
            body = b""
            while size := int(self.rfile.readline().strip(), 16):
                body += self.rfile.read(size)
                self.rfile.readline()
            self.rfile.readline()
        else:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if self.headers.get("Content-Encoding") == "gzip":
            body = gzip.decompress(body)
        self.run(body)

    def run(self, body: bytes) -> None:
        url = urlsplit(self.path)
        if url.path == "/ping":
            self.reply(200, b"Ok.\n")
            return
        parameters = {name: values[0] for name, values in parse_qs(url.query, keep_blank_values=True).items()}
        asked = parameters.get("query", "")
        sql = asked + ("\n" if asked and body else "") + body.decode("utf-8", "surrogateescape")
        named = FORMAT.search(sql)
        format_ = self.headers.get("X-ClickHouse-Format") or parameters.get("default_format") or "TabSeparated"
        if named and not sql.lstrip().lower().startswith("insert"):
            format_ = named[1]
        settings = {
            name: value
            for name, value in parameters.items()
            if name not in NOT_SETTINGS and not name.startswith("param_")
        }
        try:
            data = self.engine.run(sql, format_, parameters.get("database"), settings)
        except Exception as error:
            code = re.search(r"Code: (\d+)", str(error))
            self.reply(500, str(error).encode(), {"X-ClickHouse-Exception-Code": code[1] if code else "1"})
            return
        self.reply(200, data, {"X-ClickHouse-Format": format_, "X-ClickHouse-Summary": "{}"})

    def reply(self, code: int, data: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(code)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("X-ClickHouse-Timezone", "UTC")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *arguments: Any) -> None:
        pass


def main(folder: str) -> None:
    Handler.engine = Engine(folder)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    print(server.server_address[1], flush=True)
    sys.stdin.read()
    os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1])
