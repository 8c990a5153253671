"""What the site has beside the pages of docs/: the README as its first page, and the files that pages link to.

The pages are written to be read in the repository, so they link to files outside of docs/. Each of these becomes a page
of the site: a format's mapping (the description in its yml), other Markdown as it is, any other file as code.
"""

from __future__ import annotations

import posixpath
import re
from pathlib import Path

import yaml
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

ROOT = Path(__file__).parent
DBT_DOCS = ROOT / "target" / "static_index.html"
LINK = re.compile(r"(?<=\]\()(?!\w+:|#)([^)#\s]+)")
STAGING = re.compile(r"models/staging/(\w+)/stg_\w+\.yml")
# The file of the repository that each page of the site is made from.
origins: dict[str, str] = {}


def page_of(path: str) -> str:
    """The page of the site for a file of the repository."""
    if path == "README.md":
        return "index.md"
    if path.startswith("docs/"):
        return path.removeprefix("docs/")
    if mapping := STAGING.fullmatch(path):
        return f"formats/{mapping[1]}.md"
    return f"files/{path if path.endswith('.md') else path + '.md'}"


def text_of(path: str) -> str:
    text = (ROOT / path).read_text(encoding="utf-8")
    if path.endswith(".md"):
        return text
    if mapping := STAGING.fullmatch(path):
        return f"# {mapping[1]}\n\n{yaml.safe_load(text)['models'][0]['description']}"
    return f"# {path}\n\n```{path.rsplit('.', 1)[-1]}\n{text}\n```\n"


def links(path: str, text: str) -> list[str]:
    """The files of the repository that a file of it links to."""
    return [posixpath.normpath(posixpath.join(posixpath.dirname(path), link)) for link in LINK.findall(text)]


def on_files(files: Files, config: MkDocsConfig) -> Files:
    origins.update({file.src_uri: f"docs/{file.src_uri}" for file in files.documentation_pages()})
    pending = ["README.md", "CHANGELOG.md", "CONTRIBUTING.md", *origins.values()]
    while pending:
        path = pending.pop()
        if path.startswith("docs/") and page_of(path) not in origins:
            continue  # a picture, or a link that is broken: mkdocs reports it
        if not path.startswith("docs/"):
            if page_of(path) in origins or not (ROOT / path).is_file():
                continue
            origins[page_of(path)] = path
            files.append(File.generated(config, page_of(path), content=text_of(path)))
        if path.endswith(".md"):
            pending += [link for link in links(path, text_of(path)) if not link.startswith("docs/")]
    if DBT_DOCS.is_file():
        files.append(File.generated(config, "dbt.html", abs_src_path=str(DBT_DOCS)))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Links from file to file of the repository, as links from page to page of the site."""
    origin, here = origins[page.file.src_uri], posixpath.dirname(page.file.src_uri)
    if not origin.endswith(".md"):
        return markdown

    def rewritten(link: re.Match[str]) -> str:
        path = posixpath.normpath(posixpath.join(posixpath.dirname(origin), link[1]))
        return posixpath.relpath(page_of(path), here or ".")

    return LINK.sub(rewritten, markdown)
