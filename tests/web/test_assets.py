"""What browsers are given: all of it our own, and nothing of it GOV.UK's alone."""

import json
import re
from pathlib import Path

import pytest

import casereview.web

WEB = Path(casereview.web.__file__).parent
STATIC = WEB / "static" / "casereview"
TEMPLATES = sorted(path for path in (WEB / "templates").rglob("*") if path.is_file())
ALONE = WEB / "templates" / "papers" / "form_file.jinja"
"""No page of the site: a file that is saved, with all that it needs in it and a policy of its own."""

LOCK = Path(__file__).parents[2] / "tools" / "frontend" / "package-lock.json"
ELSEWHERE = re.compile(r"(?:https?:)?//[\w-]+(?:\.[\w-]+)+")


@pytest.mark.parametrize("name", ["govuk.css", "casereview.css"])
def test_styles_load_nothing_and_hold_neither_typeface_nor_crown(name):
    css = (STATIC / name).read_text(encoding="utf-8")
    assert not re.search(r"url\(|@import|@font-face", css)
    assert not re.search("gds transport|crown|crest", css, re.IGNORECASE)


@pytest.mark.parametrize("name", ["govuk.js", "start.js"])
def test_scripts_ask_for_nothing(name):
    script = (STATIC / name).read_text(encoding="utf-8")
    assert not ELSEWHERE.search(script)
    assert not re.search(r"\bfetch\(|XMLHttpRequest|eval\(|localStorage|sourceMappingURL", script)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(WEB / "templates")))
def test_templates_keep_to_the_content_policy(path):
    source = path.read_text(encoding="utf-8")
    if path == ALONE:
        assert source.count("<style>") == source.count("'sha256-{{ style_hash }}'") == 1
        assert source.count("<script>") == source.count("'sha256-{{ script_hash }}'") == 1
        assert "default-src 'none'" in source
        source = source.replace("<style>", "").replace("<script>", "")
    assert not re.search(r"\sstyle=|<style|<script(?![^>]* src=)|\son\w+=|javascript:", source)
    assert not ELSEWHERE.search(source)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(WEB / "templates")))
def test_no_template_takes_text_for_markup(path):
    assert not re.search(r"\|\s*safe\b|Markup", path.read_text(encoding="utf-8"))


def test_the_stylesheet_is_of_the_version_that_the_components_are_made_for():
    packages = json.loads(LOCK.read_text(encoding="utf-8"))["packages"]
    assert packages["node_modules/govuk-frontend"]["version"] == "6.3.0"
    assert "GOV.UK Frontend 6.3.0" in (STATIC / "govuk.css").read_text(encoding="utf-8")
    assert not any("resolved" in package for package in packages.values())
